import type { Draft, Run } from "./draft.ts";
import { gridLines } from "./edges.ts";
import type { Numbered } from "./numbering.ts";
import type { DraftCell } from "./table.ts";

// Binary and rich-text documents know no tables, only paragraphs that end a cell or a row. Here they become tables.

/** What stands in a paragraph, in order. */
export type Token =
  | { readonly is: "text"; readonly text: string; readonly look: Run; readonly inserted: boolean }
  | { readonly is: "deleted"; readonly text: string }
  | { readonly is: "field"; readonly mark: "begin" | "separate" | "end" }
  /** What a form field shows where it has no saved result. */
  | { readonly is: "form"; readonly shows: string }
  /** A text box or a note: it follows the paragraph that it is anchored in. A comment is only noted. */
  | { readonly is: "aside"; readonly kind: "box" | "footnote" | "comment"; readonly lines: readonly Marked[] };

/** The cells of a row: their edges from left to right in twips, one more than cells, how they merge, whether they are dark. */
export interface RowShape {
  readonly edges: readonly number[];
  readonly cells: readonly (Pick<DraftCell, "down" | "joined"> & { readonly shaded?: boolean })[];
}

/** A paragraph with its mark. */
export interface Marked {
  /** How many tables it is inside of. */
  readonly level: number;
  readonly ends: "paragraph" | "cell" | "row";
  readonly tokens: readonly Token[];
  readonly numbered?: Numbered;
  /** Its mark is deleted: what follows belongs to the same paragraph. */
  readonly joinsNext: boolean;
  /** Of a mark that ends a row. */
  readonly shape?: RowShape | undefined;
  /** The row was deleted and is still shown. */
  readonly deleted?: boolean;
}

/** Writes paragraphs into a draft, those inside tables as tables. */
export function writeMarked(lines: readonly Marked[], draft: Draft): void {
  write(lines, 0, draft);
}

function write(lines: readonly Marked[], level: number, draft: Draft): void {
  for (let at = 0; at < lines.length; at += 1) {
    const line = lines[at]!;
    if (line.level <= level) {
      writeParagraph(line, draft);
      continue;
    }
    let end = at;
    while (end < lines.length && lines[end]!.level > level) end += 1;
    const inside = lines.slice(at, end);
    // Without the end of any row there is no table, whatever the paragraphs say.
    if (inside.some(({ ends }) => ends === "row")) writeTable(inside, level + 1, draft);
    else for (const stray of inside) writeParagraph(stray, draft);
    at = end - 1;
  }
}

function writeParagraph({ tokens, numbered, joinsNext }: Marked, draft: Draft): void {
  const close = draft.openParagraph();
  const paragraph = draft.paragraph();
  if (paragraph) {
    Object.assign(paragraph, numbered);
    paragraph.joinsNext = joinsNext;
  }
  let change: "inserted" | "deleted" | undefined;
  let noted: ((text: string) => void) | undefined;
  for (const token of tokens) {
    if (token.is === "field") draft.add(draft.fields().mark(token.mark, () => draft.lose("field without a saved result")));
    else if (token.is === "form") draft.fields().shows(token.shows);
    else if (token.is === "aside") {
      draft.note(token.kind, plain(token.lines));
      if (token.kind === "comment") continue;
      const end = draft.openBox();
      write(token.lines, 0, draft);
      end?.();
    } else {
      const now = token.is === "deleted" ? "deleted" : token.inserted ? "inserted" : undefined;
      if (now !== change) noted = now === undefined ? undefined : draft.note(now);
      change = now;
      noted?.(token.text);
      if (token.is === "text") writeText(token, draft);
    }
  }
  close();
}

/** The words of some paragraphs, without anything else. */
export function plain(lines: readonly Marked[]): string {
  let codes = 0;
  const words = (token: Token): string => {
    if (token.is === "field") codes = Math.max(0, codes + (token.mark === "begin" ? 1 : token.mark === "separate" ? -1 : 0));
    return token.is === "text" && !token.look.hidden && codes === 0 ? token.text : "";
  };
  return lines.map(({ tokens }) => tokens.map(words).join("")).join("\n");
}

function writeText({ text, look }: Token & { readonly is: "text" }, draft: Draft): void {
  if (draft.fields().inCode()) {
    draft.fields().code(text);
    return;
  }
  const end = draft.openRun();
  const run = draft.run();
  if (run) Object.assign(run, look);
  draft.add(text);
  end();
}

interface RowOfLines {
  readonly cells: (readonly Marked[])[];
  readonly shape: RowShape | undefined;
  readonly deleted: boolean;
}

/** Cuts paragraphs of one table into rows of cells. Deeper ones belong to the cell they stand in. */
function rowsOf(lines: readonly Marked[], level: number): RowOfLines[] {
  const rows: RowOfLines[] = [];
  let cells: (readonly Marked[])[] = [];
  let cell: Marked[] = [];
  for (const line of lines) {
    if (line.level === level && line.ends === "row") {
      rows.push({ cells, shape: line.shape, deleted: line.deleted === true });
      cells = [];
      cell = [];
      continue;
    }
    cell.push(line);
    if (line.level !== level || line.ends !== "cell") continue;
    cells.push(cell);
    cell = [];
  }
  // The end of a row is missing: what stands there is kept all the same.
  if (cell.some(({ tokens }) => tokens.length > 0)) cells.push(cell);
  if (cells.length > 0) rows.push({ cells, shape: undefined, deleted: false });
  return rows;
}

function writeTable(lines: readonly Marked[], level: number, draft: Draft): void {
  const rows = rowsOf(lines, level);
  const columnOf = gridLines(rows.flatMap(({ shape }) => (shape ? [shape.edges] : [])));
  const close = draft.openTable();
  for (const { cells, shape, deleted } of rows) {
    const endRow = draft.openRow();
    const row = draft.table()?.row;
    if (!endRow || !row) continue;
    const columns = shape?.edges.map(columnOf);
    const isKnown = columns !== undefined && columns.length > cells.length;
    if (!isKnown && !deleted) draft.lose("table row whose columns cannot be told");
    row.deleted = deleted;
    if (deleted) row.noted = draft.note("deleted");
    row.before = isKnown ? columns[0]! : 0;
    for (const [index, content] of cells.entries()) {
      const endCell = draft.openCell();
      const cell = draft.table()?.cell;
      if (!endCell || !cell) continue;
      const merge = shape?.cells[index];
      cell.span = isKnown ? Math.max(1, columns[index + 1]! - columns[index]!) : 1;
      cell.down = merge?.down;
      cell.joined = merge?.joined === true;
      cell.shaded = merge?.shaded === true;
      write(content, level, draft);
      endCell();
    }
    endRow();
  }
  close();
}
