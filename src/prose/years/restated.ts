import type { Document } from "../../model/grid.ts";
import { plainText } from "../reading/passages.ts";

/** A sentence that says why the year did not open with what the last one closed with. */
export interface Restatement {
  readonly document: string;
  /** The figures it names, as printed, without separators. */
  readonly figures: ReadonlySet<string>;
}

const CHANGED = "(?:调整|追溯|重述|更正|差错|调增|调减|核增|核减|收回|上缴|清理|划转|划出|划入|并入|不一致)";
const OPENING = "(?:年初|期初|上年|上期|以前年度)";
const SAYS = new RegExp(`${OPENING}[^。;]{0,40}${CHANGED}|${CHANGED}[^。;]{0,40}${OPENING}`);
/** 年初预算调整 moves a plan, not a balance. */
const BALANCE = /结余|结转|余额|结存|年初数|期初数/;
const FIGURE = /\d[\d,]*(?:\.\d+)?/g;

/** The sentences and notes, in text and in cells, that tell of an adjusted opening balance. */
export function restatements(documents: readonly Document[]): readonly Restatement[] {
  const found: Restatement[] = [];
  for (const { path, blocks } of documents) {
    const texts = blocks.flatMap((block) =>
      block.kind === "paragraph" ? [block.paragraph.text] : block.grid.rows.flatMap((row) => row.map(({ text }) => text)),
    );
    for (const raw of texts) {
      if (raw.length < 8) continue;
      for (const sentence of plainText(raw)
        .replace(/\s+/g, "")
        .split(/[。;\n]/))
        if (BALANCE.test(sentence) && SAYS.test(sentence))
          found.push({
            document: path,
            figures: new Set([...sentence.matchAll(FIGURE)].map(([figure]) => figure.replaceAll(",", ""))),
          });
    }
  }
  return found;
}
