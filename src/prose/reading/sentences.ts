import type { Document } from "../../model/grid.ts";
import type { Locator } from "../../model/place.ts";
import { chapterKey, passages } from "./passages.ts";

/** A sentence of the running text, for what is told by its words and not by its figures. */
export interface Sentence {
  /** Half width, without blanks. */
  readonly text: string;
  /** The same with # for every run of digits: two reports of one form differ in their figures. */
  readonly form: string;
  readonly at: Locator;
}

/** A sentence that names a place, a project or a year which is not the report's own. */
export interface WrongPlace {
  readonly sentence: Sentence;
  /** The place it names, and the one that the report is about. */
  readonly names: string;
  readonly own: string;
  /** The same sentence in the report it was copied from; `null` where only the wording of the rest of the report tells. */
  readonly source: Sentence | null;
  /** A sentence of this report that names its own place. */
  readonly example: Sentence | null;
  /** How many sentences of the report name its own place alike. */
  readonly times: number;
}

const END = /[。!?；;\n]/;
const LONGEST_QUOTE = 60;

/** The sentences of each report of the submission, a file with several reports split at each. */
export function reports(documents: readonly Document[]): readonly (readonly Sentence[])[] {
  const found = new Map<string, Sentence[]>();
  for (const passage of passages(documents)) {
    const key = chapterKey(passage.document.path, passage.chapter);
    const report = found.get(key) ?? [];
    found.set(key, report);
    let start = 0;
    for (let end = 0; end <= passage.text.length; end++) {
      if (end < passage.text.length && !END.test(passage.text[end]!)) continue;
      const text = passage.text.slice(start, end).replace(/\s+/g, "");
      const { paragraph } = passage.pieces.findLast((piece) => piece.start <= start) ?? passage.pieces[0]!;
      const quote = passage.raw.slice(start, end).trim();
      if (text !== "")
        report.push({
          text,
          form: text.replace(/\d[\d.,]*/g, "#"),
          at: {
            document: passage.document.path,
            paragraph: paragraph.number,
            ...(paragraph.line === undefined ? {} : { line: paragraph.line }),
            quote: quote.length > LONGEST_QUOTE ? `${quote.slice(0, LONGEST_QUOTE)}…` : quote,
            label: text.slice(0, 20),
          },
        });
      start = end + 1;
    }
  }
  return [...found.values()];
}
