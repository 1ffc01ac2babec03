import { amountsAmong, headingsEnd, headsOneLine, nextFilled, numbersColumns, own, wordsShare } from "./headings.ts";
import { type Area, filled, type Lattice, numeric, type Piece } from "./lattice.ts";
import { pairsIn } from "./pairs.ts";
import {
  continuedWords,
  fieldWords,
  headingWords,
  key,
  noteWords,
  nothingWords,
  preambleWords,
  scoreWords,
  sentence,
  signatureWords,
  totalWords,
} from "./words.ts";

/** The lines under some headings, and the first row that is no longer one of them. */
export interface Body {
  readonly lines: readonly number[];
  /** Notes that stand between lines. */
  readonly notes: readonly string[];
  readonly end: number;
}

type Verdict = { readonly is: "line" } | { readonly is: "end" } | { readonly is: "passed"; readonly to: number; readonly note?: string };

const LINE: Verdict = { is: "line" };
const END: Verdict = { is: "end" };

interface Reading {
  readonly lattice: Lattice;
  readonly area: Area;
  /** How each heading row reads, to know it again after a page break. */
  readonly heads: readonly string[];
  readonly numbered: boolean;
  readonly scored: boolean;
  /** The headings are names over one line of answers: more such may follow. */
  readonly couplets: boolean;
  readonly above: readonly string[];
  readonly lines: number[];
  /** In how many lines so far a column held a figure, and words. */
  readonly figures: Map<number, number>;
  readonly words: Map<number, number>;
}

/**
 * The lines that stand under the headings, from row `from` on. Headings repeated after a page break are passed over. Ends
 * before notes, before new headings or a title with headings after it, before label/value pairs of another shape.
 */
export function bodyOf(lattice: Lattice, area: Area, headings: readonly number[], above: readonly string[], from: number): Body {
  const reading: Reading = {
    lattice,
    area,
    heads: headings.map((row) => spelling(lattice, area, row)),
    numbered: headings.some((row) => numbersColumns(lattice, area, row)),
    scored: headings.some((row) => own(lattice, area, row).some(({ text }) => scoreWords(text))),
    couplets: headings.length === 1 && headsOneLine(lattice, area, headings[0]!),
    above,
    lines: [],
    figures: new Map(),
    words: new Map(),
  };
  const notes: string[] = [];
  let row = nextFilled(lattice, area, from);
  while (row < area.bottom) {
    const cells = own(lattice, area, row);
    // Lines without headings: the first is a line whatever it looks like, for it has no other place.
    const forced = headings.length === 0 && reading.lines.length === 0;
    if (cells.length === 0) {
      row = nextFilled(lattice, area, row + 1);
      continue;
    }
    const verdict = forced ? LINE : verdictOn(reading, row, cells);
    if (verdict.is === "end") break;
    if (verdict.is === "line") take(reading, row, cells);
    if (verdict.is === "passed" && verdict.note !== undefined) notes.push(verdict.note);
    row = nextFilled(lattice, area, verdict.is === "passed" ? verdict.to : row + 1);
  }
  return { lines: reading.lines, notes, end: row };
}

function take({ figures, words, lines }: Reading, row: number, cells: readonly Piece[]): void {
  for (const { kind, text, column } of cells) {
    if (kind === "mark" || (kind === "text" && nothingWords(text))) continue;
    const counts = kind === "text" ? words : figures;
    counts.set(column, (counts.get(column) ?? 0) + 1);
  }
  lines.push(row);
}

function verdictOn(reading: Reading, row: number, cells: readonly Piece[]): Verdict {
  const { lattice, area, heads, numbered, scored, couplets, lines } = reading;
  const repeated = repeats(reading, row, heads);
  if (repeated > 0) return { is: "passed", to: row + repeated };
  if (isNotedNowhere(reading, row, cells)) return LINE;
  if (isNote(cells, true)) return goesOn(reading, row) ? { is: "passed", to: row + 1, note: cells.map(({ text }) => text).join(" ") } : END;
  if (lines.length > 0 && asksBeside(reading, cells)) return END;
  const amounts = amountsAmong(cells);
  if (!amounts && cells.length === 1) return verdictOnWords(reading, row, cells[0]!);
  if (!amounts) {
    if (lines.length > 0 && cells.every(({ text }) => preambleWords(text) || signatureWords(text))) return END;
    if (isHeading(reading, row)) return END;
    if (lines.length === 1 && couplets && headsOneLine(lattice, area, row)) return END;
    // 总分 has closed the scores: reasons and measures follow.
    const last = lines.at(-1);
    if (scored && cells.length === 2 && last !== undefined && totalWords(own(lattice, area, last)[0]!.text) === "total") return END;
  }
  if (lines.length > 0 && isWidePair(lattice, area, row, cells) && !(scored && totalOfScores(cells)))
    return scored && isBeforeTotal(reading, row, cells)
      ? { is: "passed", to: row + 1, note: cells.map(({ text }) => text).join(" ") }
      : END;
  if (amounts && numbered && numbersColumns(lattice, area, row)) return { is: "passed", to: row + 1 };
  return LINE;
}

/** Another label, further on in the row, over or in a column of figures: pairs side by side begin (按收入性质分： | 按支出性质分：). */
function asksBeside({ area, figures, words }: Reading, cells: readonly Piece[]): boolean {
  const asks = ({ kind, text }: Piece): boolean => kind === "text" && !sentence(text) && (/[:：]$/.test(text) || /^其中[:：]?./.test(text));
  return (
    cells.length > 1 &&
    asks(cells[0]!) &&
    cells.some(
      (cell) => cell.column > area.left + 1 && cell !== cells[0] && asks(cell) && figures.has(cell.column) && !words.has(cell.column),
    )
  );
}

/** A line for notes in which none is written: a label alone, and a line of figures after it. */
function isNotedNowhere({ lattice, area }: Reading, row: number, [first, ...rest]: readonly Piece[]): boolean {
  const next = nextFilled(lattice, area, row + 1);
  if (!first || rest.length > 0 || first.width > 1 || first.column !== area.left || !NO_NOTE.test(key(first.text))) return false;
  return next < area.bottom && own(lattice, area, next).some(({ kind, column }) => kind === "figure" && column > area.left);
}

const NO_NOTE = /^(?:附注|注释|备注|说明)$/;

/** After the note in `row` comes another line of the same table: a label, with figures where figures stood. */
function goesOn({ lattice, area, figures, lines }: Reading, row: number): boolean {
  const next = nextFilled(lattice, area, row + 1);
  if (lines.length === 0 || next >= area.bottom) return false;
  const [first, ...rest] = own(lattice, area, next);
  return first?.kind === "text" && rest.some(numeric) && rest.every((cell) => !numeric(cell) || figures.has(cell.column));
}

/** A line with words in one cell: a section, an item without figures, or the title of what comes next. */
function verdictOnWords(reading: Reading, row: number, only: Piece): Verdict {
  const { lattice, area, above, heads, lines } = reading;
  const next = nextFilled(lattice, area, row + 1);
  if (continuedWords(only.text) && next < area.bottom && repeats(reading, next, heads) > 0)
    return { is: "passed", to: next + repeats(reading, next, heads) };
  const wide = only.width >= Math.max(2, area.right - area.left - 1);
  if (wide && next >= area.bottom) return END;
  if (wide) {
    const after = repeats(reading, next, heads);
    if (after > 0 && above.some((line) => key(line) === key(only.text))) return { is: "passed", to: next + after };
    if (after > 0 || headingsEnd(lattice, { ...area, top: next }, next) !== undefined) return END;
    return lines.length > 0 && startsPairs(lattice, area, next) ? END : LINE;
  }
  if (only.column !== area.left) return LINE;
  if (next >= area.bottom) return sentence(only.text) ? END : LINE;
  return lines.length > 0 && titlesNext(reading, only, next) ? END : LINE;
}

const spelling = (lattice: Lattice, area: Area, row: number): string =>
  lattice
    .across(row, area.left, area.right)
    .map(({ text }) => key(text))
    .join("|");

/** How many rows from `row` on repeat the headings; 0 when they do not. */
function repeats({ lattice, area }: Reading, row: number, heads: readonly string[]): number {
  if (heads.length === 0 || heads[0]!.replaceAll("|", "") === "") return 0;
  if (!heads[0]!.startsWith(key(lattice.piece(row, area.left).text))) return 0;
  const same = heads.every((head, index) => row + index < area.bottom && spelling(lattice, area, row + index) === head);
  return same ? heads.length : 0;
}

const NOTE_LABEL = /^(?:(?:填表|填报|编制)?说明|备注|注)$/;

/** A note, or (below a table) a line to sign on. */
export const isNote = (cells: readonly Piece[], belowTable: boolean): boolean => {
  const [first, second] = cells;
  if (!first || cells.some(({ kind, text }) => kind === "figure" || kind === "span" || /^\d+$/.test(text))) return false;
  if (belowTable && signatureWords(first.text)) return true;
  if (cells.length > 2) return false;
  if (!second) return noteWords(first.text);
  return NOTE_LABEL.test(key(first.text)) && second.column === first.column + first.width;
};

const NUMBERING_ALONE = /^(?:\d{1,3}(?:\.\d{1,3})*|[一二三四五六七八九十]+|[(][一二三四五六七八九十\d]+[)])[、.．]?$/;

/** A label with one value that stretches over the columns of the table: it is no line of that table. */
function isWidePair(lattice: Lattice, area: Area, row: number, cells: readonly Piece[]): boolean {
  const [label, value] = cells;
  if (cells.length !== 2 || !label || !value || label.kind !== "text" || NUMBERING_ALONE.test(key(label.text))) return false;
  if (lattice.across(row, area.left, area.right).some((piece) => piece.row < row && filled(piece))) return false;
  return label.column === area.left && value.width > 2 && value.column + value.width >= area.right - 1;
}

/** A remark in words (其他需要说明事项 | 无) right above the total of the scores. */
function isBeforeTotal({ lattice, area, figures }: Reading, row: number, cells: readonly Piece[]): boolean {
  const next = nextFilled(lattice, area, row + 1);
  if (next >= area.bottom || cells.some(numeric)) return false;
  const [label, ...rest] = own(lattice, area, next);
  const points = rest.filter(numeric);
  return (
    label !== undefined && totalWords(label.text) === "total" && points.length > 0 && points.every(({ column }) => figures.has(column))
  );
}

const totalOfScores = (cells: readonly Piece[]): boolean => totalWords(cells[0]!.text) !== undefined && cells[1]!.kind === "figure";

function startsPairs(lattice: Lattice, area: Area, row: number): boolean {
  const cells = own(lattice, area, row);
  const rest = { ...area, top: row };
  return pairsIn(lattice, rest, row) !== undefined && (isWidePair(lattice, area, row, cells) || fieldWords(cells[0]!.text));
}

/** A line after which new headings follow, in the words of headings or under the name of a table. */
function titlesNext({ lattice, area }: Reading, only: Piece, next: number): boolean {
  const end = headingsEnd(lattice, { ...area, top: next }, next);
  return end !== undefined && (wordsShare(lattice, area, next, end) >= 0.5 || /表$|情况$/.test(only.text));
}

/** A range (150-670) or a ratio (1500/1) has none, and heads no column. */
const LETTER = /\p{L}/u;

/** A label of the lines before goes on beside this row and the next: words in the columns of figures are answers there. */
function isInsideGroup({ lattice, area, lines, words }: Reading, row: number): boolean {
  const first = lines[0];
  return (
    first !== undefined &&
    own(lattice, area, row).filter(({ column }) => words.has(column)).length > 1 &&
    lattice
      .across(row, area.left, area.right)
      .some((piece) => filled(piece) && piece.row >= first && piece.row < row && piece.row + piece.height > row + 1)
  );
}

/** Words over columns that hold figures, or the words of headings: a new table begins here. */
function isHeading(reading: Reading, row: number): boolean {
  const { lattice, area, figures, words } = reading;
  const cells = own(lattice, area, row);
  const over = cells.filter(
    ({ column, text, kind }) =>
      kind === "text" && LETTER.test(text) && (figures.get(column) ?? 0) > 1 && !words.has(column) && !nothingWords(text),
  );
  const overFigures = over.length > 1 && over.length >= cells.length - 2 && !isInsideGroup(reading, row);
  // Single cells none of which bears the words of a heading are none: most rows of a table of words.
  const single = cells.every(({ kind, width, text }) => kind === "text" && width === 1 && !headingWords(text));
  if (single && !overFigures) return false;
  const end = headingsEnd(lattice, { ...area, top: row }, row);
  if (end === undefined) return false;
  const share = wordsShare(lattice, area, row, end, true);
  if (share >= 0.6 && cells.length > 2) return true;
  const counted = ({ column }: Piece): boolean => (figures.get(column) ?? 0) > 0;
  if (share === 1 && cells.length === 2 && cells.every((cell) => counted(cell) || cell.column === area.left)) return true;
  return overFigures;
}
