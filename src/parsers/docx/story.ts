import { type Fault, isFault, tooLarge } from "../../containers/fault.ts";
import { readXml, type XmlHandlers } from "../../containers/xml.ts";
import { type Cell, type Close, newDraft, type Paragraph, type Row, type Story } from "../word/draft.ts";
import { isOn, type Numbering, UNNUMBERED } from "../word/numbering.ts";
import { symbolOf } from "../word/symbols.ts";
import { CONTENT, COUNTED, KNOWN, SKIPPED } from "./elements.ts";
import { WORD } from "./namespaces.ts";

/** Word's own limit on the columns of a table is 63; a span far beyond it is damage or an attack. */
const WIDEST = 1024;

/** Elements inside each other; some two thousand tables, where Word itself gives up long before. */
const DEEPEST = 6000;

/** What holds the words of a run. */
const TEXT = new Set(["w:t", "w:delText"]);

/** Given in place of a closing function for what is passed over with all in it. */
const SKIP = "skip";

type Attribute = (name: string) => string | undefined;

/** What a document says apart from its text, by the number that its text refers to it with. */
export interface Asides {
  readonly footnotes: ReadonlyMap<string, Story>;
  readonly endnotes: ReadonlyMap<string, Story>;
  readonly comments: ReadonlyMap<string, Story>;
}

const NO_ASIDES: Asides = { footnotes: new Map(), endnotes: new Map(), comments: new Map() };

/**
 * Reads `word/document.xml` (or the XML of a page header): tables with their spans as written, paragraphs, in order.
 * Insertions are kept and deletions dropped, as if all changes had been accepted. At most `most` cells.
 */
export function readStory(xml: Uint8Array, numbering: Numbering, most: number, asides = NO_ASIDES): Story | Fault {
  const reader = newReader(numbering, most, asides);
  return readXml(xml, WORD, reader) ?? reader.finish();
}

const NOTES = new Set(["w:footnote", "w:endnote", "w:comment"]);

/** Reads a part of footnotes, endnotes or comments, each a story of its own, by their numbers. */
export function readNotes(xml: Uint8Array, most: number): ReadonlyMap<string, Story> | Fault {
  const notes = new Map<string, Story>();
  let note: { readonly id: string; readonly reader: Reader; depth: number } | undefined;
  let fault: Fault | undefined;
  const malformed = readXml(xml, WORD, {
    open: (name, attribute) => {
      if (note) {
        note.depth += 1;
        note.reader.open(name, attribute);
      } else if (NOTES.has(name) && !/separator/i.test(attribute("w:type") ?? ""))
        note = { id: attribute("w:id") ?? "", reader: newReader(UNNUMBERED, most, NO_ASIDES), depth: 0 };
    },
    close: (name) => {
      if (!note) return;
      if (note.depth > 0) {
        note.depth -= 1;
        note.reader.close(name);
        return;
      }
      const story = note.reader.finish();
      if (isFault(story)) fault ??= story;
      else notes.set(note.id, story);
      note = undefined;
    },
    text: (text) => note?.reader.text(text),
  });
  return malformed ?? fault ?? notes;
}

/** The words of a story line by line, those of its tables too. */
export const wordsOf = ({ items }: Story): string[] =>
  items.flatMap((item) => (item.kind === "paragraph" ? [item.text] : item.rows.flatMap(({ cells }) => cells.map(({ text }) => text))));

/** Makes a story of what is told of its XML. */
interface Reader extends XmlHandlers {
  readonly finish: () => Story | Fault;
}

function newReader(numbering: Numbering, most: number, asides: Asides): Reader {
  const draft = newDraft(numbering);
  const { lose } = draft;
  /** What takes the text of the insertions that are open, and of a deletion. */
  const insertions: ((text: string) => void)[] = [];
  let deletion: ((text: string) => void) | undefined;
  const add = (text: string): void => {
    draft.add(text);
    insertions.at(-1)?.(text);
  };
  const path: string[] = [];
  const closes: (Close | undefined)[] = [];
  let skipped = 0;
  let gathered: string | undefined;
  const choices: boolean[] = [];
  const parent = (up = 1): string | undefined => path[path.length - 1 - up];

  const gather = (attribute: Attribute, use: (text: string) => void): Close => {
    const keeps = attribute("xml:space") === "preserve";
    gathered = "";
    return () => {
      const text = gathered ?? "";
      gathered = undefined;
      use(keeps ? text : text.replace(/^[ \t\r\n]+|[ \t\r\n]+$/g, ""));
    };
  };

  const onParagraph = (up: number, change: (paragraph: Paragraph) => void): void => {
    const paragraph = draft.paragraph();
    if (paragraph && parent(up) === "w:pPr") change(paragraph);
  };
  const onRow = (change: (row: Row) => void): void => {
    const row = draft.table()?.row;
    if (row && parent() === "w:trPr") change(row);
  };
  const onCell = (change: (cell: Cell) => void): void => {
    const cell = draft.table()?.cell;
    if (cell && parent() === "w:tcPr") change(cell);
  };

  /** Content that a change marks: kept, or skipped where it was taken out. Gives true where it is to be skipped. */
  const change = (isDeletion: boolean): boolean => {
    const around = parent();
    if (around === "w:trPr") {
      const row = draft.table()?.row;
      if (row && isDeletion) row.deleted = true;
    } else if (around === "w:rPr") {
      const paragraph = draft.paragraph();
      if (parent(2) !== "w:pPr" || !isDeletion) return false;
      if (paragraph) paragraph.joinsNext = true;
      return false;
    }
    const noted = draft.note(isDeletion ? "deleted" : "inserted");
    if (isDeletion) deletion = noted;
    else insertions.push(noted);
    if (around !== "w:trPr") return isDeletion;
    const row = draft.table()?.row;
    if (row) row.noted = noted;
    return false;
  };
  /** Content that a change put there. */
  const inserted = (): Close => {
    const before = insertions.length;
    change(false);
    return () => insertions.splice(before);
  };
  const aside = (kind: "footnote" | "comment", found: Story | undefined): void => {
    if (!found) {
      lose(kind);
      return;
    }
    const words = wordsOf(found);
    draft.note(kind, words.join("\n"));
    for (const [what, count] of found.losses) for (let time = 0; time < count; time += 1) lose(what);
    if (kind === "footnote") draft.aside(words);
  };
  /** Shading or a highlight: white text shows on it. */
  const shaded = (attribute: Attribute): void => {
    const fill = attribute("w:fill") ?? "auto";
    if (parent() === "w:tcPr" && !/^(?:auto|ffffff)$/i.test(fill))
      onCell((cell) => {
        cell.shaded = true;
      });
    const run = draft.run();
    if (run && parent(2) === "w:r" && (attribute("w:fill") === undefined || !/^(?:auto|ffffff)$/i.test(fill))) run.white = false;
  };

  const span = (value: string | undefined, least: number): number => {
    const count = value !== undefined && /^\d+$/.test(value) ? Number.parseInt(value, 10) : least;
    if (count <= WIDEST) return Math.max(count, least);
    lose("span that is too wide");
    return least;
  };

  /** What only changes what is open already. */
  const marks = new Map<string, (attribute: Attribute) => void>([
    ["w:fldChar", (attribute) => add(draft.fields().mark(attribute("w:fldCharType"), () => lose("field without a saved result")))],
    ["w:tab", () => parent() === "w:r" && add("\t")],
    ["w:ptab", () => add("\t")],
    ["w:br", (attribute) => !/^(?:page|column)$/.test(attribute("w:type") ?? "") && add("\n")],
    ["w:cr", () => add("\n")],
    ["w:noBreakHyphen", () => add("-")],
    [
      "w:sym",
      (attribute) => {
        const symbol = symbolOf(attribute("w:font") ?? "", attribute("w:char") ?? "");
        if (symbol === undefined) lose("symbol that is not known");
        add(symbol ?? "\ufffd");
      },
    ],
    ["w:cellIns", () => void draft.note("inserted")],
    ["w:footnoteReference", (attribute) => aside("footnote", asides.footnotes.get(attribute("w:id") ?? ""))],
    ["w:endnoteReference", (attribute) => aside("footnote", asides.endnotes.get(attribute("w:id") ?? ""))],
    ["w:commentReference", (attribute) => aside("comment", asides.comments.get(attribute("w:id") ?? ""))],
    ["w:shd", shaded],
    ["w:highlight", shaded],
    [
      "w:color",
      (attribute) => {
        const run = draft.run();
        if (run && parent(2) === "w:r") run.white = /^ffffff$/i.test(attribute("w:val") ?? "");
      },
    ],
    [
      "w:rFonts",
      (attribute) => {
        const run = draft.run();
        if (run && parent(2) === "w:r") run.font = attribute("w:ascii") ?? "";
      },
    ],
    [
      "w:cellDel",
      () => {
        draft.note("deleted");
        onCell((cell) => {
          cell.deleted = true;
        });
      },
    ],
    [
      "w:vanish",
      (attribute) => {
        const run = draft.run();
        if (run && parent(2) === "w:r" && isOn(attribute("w:val"))) run.hidden = true;
      },
    ],
    [
      "w:pStyle",
      (attribute) =>
        onParagraph(1, (paragraph) => {
          paragraph.style = attribute("w:val");
        }),
    ],
    [
      "w:numId",
      (attribute) =>
        onParagraph(2, (paragraph) => {
          paragraph.list = attribute("w:val");
        }),
    ],
    [
      "w:ilvl",
      (attribute) =>
        onParagraph(2, (paragraph) => {
          paragraph.level = span(attribute("w:val"), 0);
        }),
    ],
    [
      "w:gridSpan",
      (attribute) =>
        onCell((cell) => {
          cell.span = span(attribute("w:val"), 1);
        }),
    ],
    [
      "w:vMerge",
      (attribute) =>
        onCell((cell) => {
          cell.down = attribute("w:val") === "restart" ? "restart" : "continue";
        }),
    ],
    [
      "w:hMerge",
      (attribute) =>
        onCell((cell) => {
          cell.joined = attribute("w:val") !== "restart";
        }),
    ],
    [
      "w:gridBefore",
      (attribute) =>
        onRow((row) => {
          row.before = span(attribute("w:val"), 0);
        }),
    ],
    [
      "w:gridAfter",
      (attribute) =>
        onRow((row) => {
          row.after = span(attribute("w:val"), 0);
        }),
    ],
    [
      "w:hidden",
      (attribute) =>
        onRow((row) => {
          row.hidden = isOn(attribute("w:val"));
        }),
    ],
    ["w:checkBox", () => draft.fields().checkBox("0")],
    ["w:checked", (attribute) => parent() === "w:checkBox" && draft.fields().checkBox(attribute("w:val"))],
    ["w:default", (attribute) => parent() === "w:checkBox" && draft.fields().checkBox(attribute("w:val"))],
    ["w:result", (attribute) => draft.fields().chosen(attribute("w:val"))],
    ["w:listEntry", (attribute) => draft.fields().choice(attribute("w:val") ?? "")],
    // The preview of an embedded object is not a picture of its own.
    ["v:imagedata", () => !path.includes("w:object") && lose("picture")],
  ]);
  for (const [name, what] of COUNTED) marks.set(name, () => lose(what));

  const oneChoice = (): typeof SKIP | undefined => {
    if (choices.at(-1) === true) return SKIP;
    if (choices.length > 0) choices[choices.length - 1] = true;
    return undefined;
  };
  /** What has to be closed again, or is skipped with all in it. */
  const openers = new Map<string, (attribute: Attribute) => Close | typeof SKIP | undefined>([
    ["w:p", draft.openParagraph],
    ["w:r", draft.openRun],
    ["w:t", (attribute) => gather(attribute, add)],
    ["m:t", (attribute) => gather(attribute, add)],
    ["w:instrText", (attribute) => gather(attribute, draft.fields().code)],
    ["w:tbl", draft.openTable],
    ["w:tr", draft.openRow],
    ["w:tc", draft.openCell],
    ["w:txbxContent", draft.openBox],
    ["w:ins", inserted],
    ["w:moveTo", inserted],
    ["w:del", () => (change(true) ? SKIP : undefined)],
    ["w:moveFrom", () => (change(true) ? SKIP : undefined)],
    [
      "mc:AlternateContent",
      () => {
        choices.push(false);
        return () => choices.pop();
      },
    ],
    ["mc:Choice", oneChoice],
    ["mc:Fallback", oneChoice],
    [
      "w:rt",
      () => {
        lose("phonetic guide");
        return SKIP;
      },
    ],
  ]);
  for (const name of SKIPPED) openers.set(name, () => SKIP);

  const open = (name: string, attribute: Attribute): Close | typeof SKIP | undefined => {
    const mark = marks.get(name);
    if (mark) {
      mark(attribute);
      return undefined;
    }
    const opener = openers.get(name);
    if (opener) return opener(attribute);
    if (CONTENT.has(parent() ?? "") && !CONTENT.has(name) && !KNOWN.has(name)) lose(`element ${name}`);
    return undefined;
  };

  let fault: Fault | undefined;
  return {
    open: (name, attribute) => {
      if (skipped > 0 || fault) {
        skipped += 1;
        if (deletion && TEXT.has(name)) gathered = "";
        return;
      }
      deletion = undefined;
      path.push(name);
      const close = open(name, attribute);
      if (close === SKIP) {
        path.pop();
        skipped = 1;
      } else closes.push(close);
      if (path.length > DEEPEST) fault = tooLarge("表格或元素嵌套过深", "its tables or elements are nested too deep");
      if (draft.cells() > most) fault = tooLarge(`表格单元格超过上限 ${most} 个`, `its tables hold more than the limit of ${most} cells`);
    },
    close: () => {
      if (skipped > 0) {
        skipped -= 1;
        if (deletion && gathered !== undefined) {
          deletion(gathered);
          gathered = undefined;
        }
        return;
      }
      // Before the name is taken off: what closes may still ask where it stands.
      closes.pop()?.();
      path.pop();
    },
    text: (text) => {
      if (gathered !== undefined) gathered += text;
    },
    finish: () => fault ?? draft.finish(),
  };
}
