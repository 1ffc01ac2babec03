import { headingsEnd, nextFilled, numbersColumns, own, wordsShare } from "./headings.ts";
import { type Area, filled, type Lattice, type Piece } from "./lattice.ts";
import { pairsIn } from "./pairs.ts";
import { fieldWords, key, noteWords, nothingWords, preambleWords, scoreWords, sentence, signatureWords, totalWords } from "./words.ts";

/** Rows of a region that belong together: headings with what stands under them, or a run of label/value pairs. */
export interface Block {
  readonly kind: "table" | "pairs";
  readonly area: Area;
  readonly headings: readonly number[];
  readonly body: readonly number[];
  /** Lines above: titles, units, periods. */
  readonly above: readonly string[];
  readonly notes: readonly string[];
}

interface Draft {
  kind: "table" | "pairs";
  headings: number[];
  body: number[];
  above: string[];
  notes: string[];
}

/** Reads a region from the top down and cuts it where new titles, headings or another kind of line begin. */
export function blocks(
  lattice: Lattice,
  area: Area,
  before: readonly string[],
): { readonly found: readonly Block[]; readonly rest: readonly string[] } {
  const drafts: Draft[] = [];
  let above: string[] = [...before];
  const open = (kind: Draft["kind"], headings: number[]): Draft => {
    const draft: Draft = { kind, headings, body: [], above, notes: [] };
    above = [];
    drafts.push(draft);
    return draft;
  };
  const note = (text: string): void => {
    const last = drafts.at(-1);
    if (last) last.notes.push(text);
    else above.push(text);
  };
  let row = nextFilled(lattice, area, area.top);
  while (row < area.bottom) {
    const cells = own(lattice, area, row);
    const rest: Area = { ...area, top: row };
    if (cells.length > 0 && isNote(cells, drafts.length > 0)) {
      row = notesEnd(lattice, rest, row, note);
      continue;
    }
    if (cells.length === 0) {
      row = nextFilled(lattice, area, row + 1);
      continue;
    }
    const end = headingsEnd(lattice, rest, row);
    if (end !== undefined) {
      const draft = open("table", range(row, end));
      row = body(lattice, rest, draft, end);
      continue;
    }
    if (isPreamble(cells) || isBanner(cells, area)) {
      above.push(...cells.map(({ text }) => text));
      row = nextFilled(lattice, area, row + 1);
      continue;
    }
    if (pairsIn(lattice, rest, row)) {
      const last = drafts.at(-1);
      const draft = last?.kind === "pairs" && above.length === 0 ? last : open("pairs", []);
      draft.body.push(row);
      row = nextFilled(lattice, area, row + 1);
      continue;
    }
    const draft = open("table", []);
    row = body(lattice, rest, draft, row);
  }
  const found = drafts.map((draft) => ({
    ...draft,
    area: {
      ...area,
      top: draft.headings[0] ?? draft.body[0] ?? area.top,
      bottom: (draft.body.at(-1) ?? draft.headings.at(-1) ?? area.top) + 1,
    },
  }));
  return { found, rest: above };
}

const range = (from: number, to: number): number[] => Array.from({ length: to - from }, (_, index) => from + index);

/** Takes the lines under the headings into the draft; gives the first row that is not one of them. */
function body(lattice: Lattice, area: Area, draft: Draft, from: number): number {
  const width = area.right - area.left;
  const figureRows = new Map<number, number>();
  const wordRows = new Map<number, number>();
  const heads = draft.headings.map((row) => spelling(lattice, area, row));
  const scored = draft.headings.some((row) => own(lattice, area, row).some(({ text }) => scoreWords(text)));
  let row = nextFilled(lattice, area, from);
  while (row < area.bottom) {
    const cells = own(lattice, area, row);
    const first = cells[0];
    if (!first) {
      row = nextFilled(lattice, area, row + 1);
      continue;
    }
    const repeated = repeats(lattice, area, heads, row);
    if (repeated > 0) {
      row = nextFilled(lattice, area, row + repeated);
      continue;
    }
    if (isNote(cells, true)) return row;
    const amounts = cells.filter(({ kind }) => kind === "figure").length;
    if (cells.length === 1 && amounts === 0) {
      const next = nextFilled(lattice, area, row + 1);
      if (first.width >= Math.max(2, width - 1)) {
        if (next >= area.bottom) return row;
        const after = repeats(lattice, area, heads, next);
        if (after > 0 && draft.above.some((line) => key(line) === key(first.text))) {
          row = nextFilled(lattice, area, next + after);
          continue;
        }
        const begun = headingsEnd(lattice, { ...area, top: next }, next);
        if (begun !== undefined || after > 0 || startsPairs(lattice, area, next, draft)) return row;
      } else if (next >= area.bottom && sentence(first.text) && first.column === area.left) return row;
      else if (first.column === area.left && draft.body.length > 0 && next < area.bottom && beginsAnew(lattice, area, row, next))
        return row;
    } else if (amounts === 0 && cells.length > 1) {
      if (cells.every(({ text }) => preambleWords(text) || signatureWords(text)) && draft.body.length > 0) return row;
      if (isHeading(lattice, area, row, figureRows, wordRows)) return row;
    }
    if (isWidePair(cells, lattice, area, row) && draft.body.length > 0 && !(scored && totalOfScores(cells))) return row;
    if (
      amounts > 0 &&
      draft.body.length > 0 &&
      numbersColumns(lattice, area, row) &&
      draft.headings.some((head) => numbersColumns(lattice, area, head))
    ) {
      row = nextFilled(lattice, area, row + 1);
      continue;
    }
    for (const cell of cells) {
      const counts =
        cell.kind === "figure" || cell.kind === "period"
          ? figureRows
          : cell.kind === "text" && !nothingWords(cell.text)
            ? wordRows
            : undefined;
      counts?.set(cell.column, (counts.get(cell.column) ?? 0) + 1);
    }
    draft.body.push(row);
    row = nextFilled(lattice, area, row + 1);
  }
  return row;
}

const spelling = (lattice: Lattice, area: Area, row: number): string =>
  lattice
    .across(row, area.left, area.right)
    .map(({ text }) => key(text))
    .join("|");

/** How many rows from `row` on repeat the headings (after a page break); 0 when they do not. */
function repeats(lattice: Lattice, area: Area, heads: readonly string[], row: number): number {
  if (heads.length === 0 || heads[0]!.replaceAll("|", "") === "") return 0;
  for (let index = 0; index < heads.length; index++)
    if (row + index >= area.bottom || spelling(lattice, area, row + index) !== heads[index]) return 0;
  return heads.length;
}

const isNote = (cells: readonly Piece[], afterTable: boolean): boolean => {
  const first = cells[0]!;
  if (cells.some(({ kind }) => kind === "figure")) return false;
  if (noteWords(first.text) && (cells.length === 1 || cells.length === 2)) return true;
  return afterTable && cells.length <= 2 && signatureWords(first.text);
};

/** Takes notes and sign-off lines; they go on until something that is neither. */
function notesEnd(lattice: Lattice, area: Area, from: number, note: (text: string) => void): number {
  let row = from;
  while (row < area.bottom) {
    const cells = own(lattice, area, row);
    const going =
      row === from ||
      (cells.length === 1 &&
        cells[0]!.kind === "text" &&
        (/^(?:\d+[.、．]|[(（]\d|[①-⑳]|[一二三四五六七八九]、)/.test(cells[0]!.text) || sentence(cells[0]!.text) || isNote(cells, true)));
    if (!going && !(cells.length > 0 && isNote(cells, true))) break;
    note(cells.map(({ text }) => text).join(" "));
    row = nextFilled(lattice, area, row + 1);
  }
  return row;
}

const isPreamble = (cells: readonly Piece[]): boolean =>
  cells.every(({ text, kind }) => (kind === "text" || kind === "period") && preambleWords(text));

/** One line of words across the region, or alone at its left. */
const isBanner = (cells: readonly Piece[], area: Area): boolean =>
  cells.length === 1 &&
  (cells[0]!.kind === "text" || cells[0]!.kind === "period") &&
  (cells[0]!.column === area.left || cells[0]!.width > 1 || cells[0]!.kind === "text");

/** A label with one value that stretches over the columns of the table: it is no line of that table. */
function isWidePair(cells: readonly Piece[], lattice: Lattice, area: Area, row: number): boolean {
  const [label, value] = cells;
  if (cells.length !== 2 || !label || !value || label.kind !== "text") return false;
  if (lattice.across(row, area.left, area.right).some((piece) => piece.row < row && filled(piece))) return false;
  return label.column === area.left && value.width > 2 && value.column + value.width >= area.right - 1;
}

const totalOfScores = (cells: readonly Piece[]): boolean => totalWords(cells[0]!.text) !== undefined && cells[1]!.kind === "figure";

function startsPairs(lattice: Lattice, area: Area, row: number, draft: Draft): boolean {
  const cells = own(lattice, area, row);
  return (
    pairsIn(lattice, { ...area, top: row }, row) !== undefined &&
    (isWidePair(cells, lattice, area, row) || fieldWords(cells[0]!.text)) &&
    draft.body.length > 0
  );
}

/** A numbered or captioned line after which new headings follow. */
function beginsAnew(lattice: Lattice, area: Area, row: number, next: number): boolean {
  const end = headingsEnd(lattice, { ...area, top: next }, next);
  if (end === undefined) return false;
  return wordsShare(lattice, area, next, end) >= 0.5 || /表$|情况$/.test(lattice.piece(row, area.left).text);
}

/** Words over columns that hold figures, or the words of headings: a new table begins here. */
function isHeading(
  lattice: Lattice,
  area: Area,
  row: number,
  figureRows: ReadonlyMap<number, number>,
  wordRows: ReadonlyMap<number, number>,
): boolean {
  const cells = own(lattice, area, row);
  const end = headingsEnd(lattice, { ...area, top: row }, row);
  if (end === undefined) return false;
  const share = wordsShare(lattice, area, row, end);
  if (share >= 0.6 && cells.length > 2) return true;
  if (share === 1 && cells.length === 2 && cells.every(({ column }) => (figureRows.get(column) ?? 0) > 0 || column === area.left))
    return true;
  const over = cells.filter(
    ({ column, text }) => (figureRows.get(column) ?? 0) > 1 && (wordRows.get(column) ?? 0) === 0 && !nothingWords(text),
  );
  return over.length > 1 && over.length >= cells.length - 2;
}
