import type { Place } from "../../model/place.ts";
import { type Fields, newFields } from "./fields.ts";
import type { Numbering } from "./numbering.ts";
import { symbolOf } from "./symbols.ts";
import type { DraftCell, DraftRow } from "./table.ts";

/** What stands in a document, in its order. Paragraphs are numbered as those of the body; text boxes share their host's number. */
export type Item =
  | { readonly kind: "paragraph"; readonly number: number; readonly text: string }
  | { readonly kind: "table"; readonly number: number; readonly rows: readonly DraftRow[] };

export interface Story {
  readonly items: readonly Item[];
  /** What was met and not read, or not fully, and how often. */
  readonly losses: ReadonlyMap<string, number>;
  /** What a reader of the pages does not see, or sees otherwise, in order. */
  readonly notes: readonly Note[];
}

/** A change that is tracked; hidden or white text; a comment, a footnote or endnote, a text box, a page header or footer. */
export type NoteKind = "inserted" | "deleted" | "hidden" | "white" | "comment" | "footnote" | "box" | "margin";

export interface Note {
  readonly kind: NoteKind;
  readonly text: string;
  /** Where it stands; empty where that is no place of the body. */
  readonly place: Omit<Place, "document">;
}

export interface Paragraph {
  text: string;
  hiddenText: string;
  whiteText: string;
  readonly boxes: Item[];
  style: string | undefined;
  list: string | undefined;
  level: number | undefined;
  /** Its mark is deleted: what follows belongs to the same paragraph. */
  joinsNext: boolean;
}

/** Where finished paragraphs and tables go: the body, a cell or a text box. Fields do not reach across. */
interface Sink {
  readonly paragraph: (text: string, hiddenText: string, boxes: readonly Item[]) => void;
  readonly items: (items: readonly Item[]) => void;
  readonly fields: Fields;
  waiting: Paragraph | undefined;
}

export interface Row {
  before: number;
  after: number;
  hidden: boolean;
  deleted: boolean;
  /** Takes its words where it was deleted. */
  noted: ((text: string) => void) | undefined;
  readonly cells: DraftCell[];
}

export interface Cell {
  span: number;
  down: DraftCell["down"];
  joined: boolean;
  deleted: boolean;
  /** White text in it shows. */
  shaded: boolean;
  readonly texts: string[];
  hiddenText: string;
}

export interface Table {
  readonly number: number;
  readonly rows: DraftRow[];
  /** What stood inside its cells and follows it: nested tables, text boxes. */
  readonly after: Item[];
  row: Row | undefined;
  cell: Cell | undefined;
}

/** Text that looks alike. */
export interface Run {
  hidden: boolean;
  /** Of the colour of paper. */
  white: boolean;
  /** `""` where it does not matter. */
  font: string;
}

export type Close = () => void;

/** A story in the making. What is opened gives the function that closes it, or nothing where it may not stand there. */
export interface Draft {
  readonly openParagraph: () => Close;
  readonly openRun: () => Close;
  readonly openTable: () => Close;
  readonly openRow: () => Close | undefined;
  readonly openCell: () => Close | undefined;
  readonly openBox: () => Close | undefined;
  /** Text of the run that is open, if it is to be seen and is no field's code. */
  readonly add: (text: string) => void;
  readonly lose: (what: string) => void;
  /** Begins a note here. Gives what takes its text. */
  readonly note: (kind: NoteKind, text?: string) => (text: string) => void;
  /** The words of a footnote or endnote: they follow the paragraph that is open, under its number. */
  readonly aside: (texts: readonly string[]) => void;
  readonly paragraph: () => Paragraph | undefined;
  readonly run: () => Run | undefined;
  readonly table: () => Table | undefined;
  readonly fields: () => Fields;
  /** Cells so far, a spanning one counted as many. */
  readonly cells: () => number;
  readonly finish: () => Story;
}

/** Starts a story; paragraphs are labelled by `numbering` as they close. */
export function newDraft(numbering: Numbering): Draft {
  const items: Item[] = [];
  const losses = new Map<string, number>();
  let cells = 0;
  let tablesSeen = 0;
  let number = 0;
  const sinks: Sink[] = [];
  const paragraphs: Paragraph[] = [];
  const runs: Run[] = [];
  const notes: { kind: NoteKind; text: string; place: Note["place"] }[] = [];
  const tables: Table[] = [];
  const sink = (): Sink => sinks.at(-1)!;

  const lose = (what: string): void => {
    losses.set(what, (losses.get(what) ?? 0) + 1);
  };
  const add = (text: string): void => {
    const paragraph = paragraphs.at(-1);
    if (!paragraph || text === "" || sink().fields.inCode()) return;
    const run = runs.at(-1);
    const words = readable(text, run?.font ?? "");
    sink().fields.answer();
    if (run?.hidden) paragraph.hiddenText += words;
    else {
      paragraph.text += words;
      if (run?.white && !tables.at(-1)?.cell?.shaded) paragraph.whiteText += words;
    }
  };
  const here = (): Note["place"] => {
    const { number: table, rows, row } = tables.at(-1) ?? {};
    if (table === undefined || !row || !rows) return { paragraph: number + 1 };
    const col = row.cells.reduce((sum, { span }) => sum + span, row.before) + 1;
    return { table, row: rows.length + 1, col };
  };
  const note = (kind: NoteKind, text = ""): ((text: string) => void) => {
    const begun = { kind, text, place: here() };
    notes.push(begun);
    return (more) => {
      begun.text += more;
    };
  };
  /** The number for what is anchored in the paragraph that is open: that of the paragraph, in tables that of the one before. */
  const anchor = (): number => Math.max(1, number + (tables.length === 0 ? 1 : 0));
  const aside = (texts: readonly string[]): void => {
    const at = anchor();
    for (const text of texts) paragraphs.at(-1)?.boxes.push({ kind: "paragraph", number: at, text });
  };

  const newSink = (paragraph: Sink["paragraph"], take: Sink["items"]): Sink => ({
    paragraph,
    items: take,
    fields: newFields(),
    waiting: undefined,
  });
  const closeSink = (): void => {
    const { waiting, paragraph, fields } = sinks.pop()!;
    if (waiting && (waiting.text !== "" || waiting.hiddenText !== "")) paragraph(waiting.text, waiting.hiddenText, waiting.boxes);
    if (fields.unfinished()) lose("field that does not end");
  };

  sinks.push(
    newSink(
      (text, _, boxes) => {
        number += 1;
        items.push({ kind: "paragraph", number, text });
        append(items, boxes);
      },
      (more) => append(items, more),
    ),
  );

  const openParagraph = (): Close => {
    const paragraph: Paragraph = {
      text: "",
      hiddenText: "",
      whiteText: "",
      boxes: [],
      style: undefined,
      list: undefined,
      level: undefined,
      joinsNext: false,
    };
    paragraphs.push(paragraph);
    return () => {
      paragraphs.pop();
      const to = sink();
      const { waiting } = to;
      if (paragraph.hiddenText.trim() !== "") note("hidden", paragraph.hiddenText);
      if (paragraph.whiteText.trim() !== "") note("white", paragraph.whiteText);
      const text = (waiting?.text ?? "") + paragraph.text;
      const hiddenText = (waiting?.hiddenText ?? "") + paragraph.hiddenText;
      const boxes = waiting ? [...waiting.boxes, ...paragraph.boxes] : paragraph.boxes;
      to.waiting = undefined;
      if (paragraph.joinsNext) {
        to.waiting = { ...paragraph, text, hiddenText, boxes };
        return;
      }
      const label = numbering.label(paragraph);
      if (label === undefined) lose("automatic number that could not be told");
      to.paragraph(labelled(label ?? "", text), hiddenText, boxes);
    };
  };

  const openRun = (): Close => {
    runs.push({ hidden: false, white: false, font: "" });
    return () => runs.pop();
  };

  const openTable = (): Close => {
    tablesSeen += 1;
    const table: Table = { number: tablesSeen, rows: [], after: [], row: undefined, cell: undefined };
    tables.push(table);
    return () => {
      tables.pop();
      if (table.rows.length > 0) sink().items([{ kind: "table", number: table.number, rows: table.rows }, ...table.after]);
    };
  };

  const openRow = (): Close | undefined => {
    const table = tables.at(-1);
    if (!table || table.cell) return undefined;
    const row: Row = { before: 0, after: 0, hidden: false, deleted: false, noted: undefined, cells: [] };
    table.row = row;
    return () => {
      table.row = undefined;
      row.noted?.(row.cells.map(({ text }) => text).join(" "));
      if (!row.deleted && row.cells.length > 0) table.rows.push(row);
    };
  };

  const openCell = (): Close | undefined => {
    const table = tables.at(-1);
    const row = table?.row;
    if (!table || !row || table.cell) return undefined;
    const cell: Cell = { span: 1, down: undefined, joined: false, deleted: false, shaded: false, texts: [], hiddenText: "" };
    table.cell = cell;
    const boxed: Item[] = [];
    sinks.push(
      newSink(
        (text, hiddenText, boxes) => {
          cell.texts.push(text);
          cell.hiddenText += hiddenText;
          append(boxed, boxes);
        },
        (more) => append(boxed, more),
      ),
    );
    return () => {
      closeSink();
      table.cell = undefined;
      append(table.after, boxed);
      if (cell.deleted) return;
      cells += cell.span;
      const text = joined(cell.texts);
      const isHidden = text === "" && cell.hiddenText !== "";
      row.cells.push({ text: isHidden ? cell.hiddenText : text, hidden: isHidden, span: cell.span, down: cell.down, joined: cell.joined });
    };
  };

  /** The paragraphs of a text box follow the one it is anchored in, under that one's number. */
  const openBox = (): Close | undefined => {
    const host = paragraphs.at(-1);
    if (!host) return undefined;
    const at = anchor();
    sinks.push(
      newSink(
        (text, _, boxes) => {
          host.boxes.push({ kind: "paragraph", number: at, text });
          append(host.boxes, boxes);
        },
        (more) => append(host.boxes, more),
      ),
    );
    // What is around the box (a run, a table) does not reach into it.
    const outside = tables.splice(0);
    runs.push({ hidden: false, white: false, font: "" });
    return () => {
      runs.pop();
      tables.push(...outside);
      closeSink();
    };
  };

  return {
    openParagraph,
    openRun,
    openTable,
    openRow,
    openCell,
    openBox,
    add,
    lose,
    note,
    aside,
    paragraph: () => paragraphs.at(-1),
    run: () => runs.at(-1),
    table: () => tables.at(-1),
    fields: () => sink().fields,
    cells: () => cells,
    finish: () => {
      closeSink();
      return { items, losses, notes };
    },
  };
}

/** Not `push(...more)`: a call takes some hundred thousand arguments at most. */
function append(items: Item[], more: readonly Item[]): void {
  for (const item of more) items.push(item);
}

/** A number and the words after it: a figure must not run into the number before it (`1.` and `25人`). */
function labelled(label: string, text: string): string {
  if (label === "") return text;
  if (text === "") return label;
  return /[\d\w.)]$/.test(label) ? `${label} ${text}` : label + text;
}

/** Codes of symbol fonts as what they look like. One that is not known stays as it is. */
const readable = (text: string, font: string): string =>
  text.replace(/[\uf000-\uf0ff]/g, (code) => symbolOf(font, code.charCodeAt(0).toString(16)) ?? code);

/** The paragraphs of a cell, without blank ones before and after. */
function joined(texts: readonly string[]): string {
  const first = texts.findIndex((text) => text !== "");
  return first < 0 ? "" : texts.slice(first, texts.findLastIndex((text) => text !== "") + 1).join("\n");
}
