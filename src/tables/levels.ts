import { type Decimal, ZERO } from "../model/decimal.ts";
import { indentation } from "./printed.ts";
import { key, totalWords } from "./words.ts";

export interface Level {
  readonly level: number;
  readonly ofWhich: boolean;
}

/** The figures of a row, one for each column of figures; read only where the words leave it open. */
export type Amounts = () => readonly (Decimal | undefined)[];

interface Named {
  readonly label: string;
  readonly raw: string;
  /** Rows of different groups are not nested in each other. */
  readonly group: string;
  readonly amounts?: Amounts;
  readonly depth?: number;
  /** Numbering that stands beside the label. */
  readonly number?: string;
}

const STYLES: readonly (readonly [string, RegExp])[] = [
  ["part", /^第[一二三四五六七八九十\d]+[部分编章]/],
  ["han", /^[一二三四五六七八九十]+[、.．]/],
  ["bracketed-han", /^[(][一二三四五六七八九十]+[)]/],
  ["decimal", /^\d{1,2}(?:\.\d{1,2}){1,4}[、.．]?(?=\D|$)/],
  ["number", /^\d{1,2}[、.．)](?!\d)/],
  ["bracketed-number", /^[(]\d{1,2}[)]/],
  ["circled", /^[①-⑳]/],
  ["letter", /^[a-zA-Z][、.)]/],
];

interface Mark {
  readonly style: string;
  /** For 1.2.3: how many parts the number has. */
  readonly depth: number;
  readonly number: string;
}

function mark(label: string): Mark | undefined {
  for (const [style, pattern] of STYLES) {
    const found = pattern.exec(label);
    if (found)
      return {
        style,
        depth: style === "decimal" ? found[0].split(/[.．]/).filter((part) => /\d/.test(part)).length : 1,
        number: found[0].replace(/[、.．()]/g, ""),
      };
  }
  return undefined;
}

const FIRST = /^(?:一|1|①|a|A)$/;
const OF_WHICH = /^(?:其中|of ?which|including)[:：]?/i;

/** A row as the nesting sees it. */
interface Seen {
  readonly row: Named;
  readonly label: string;
  readonly indent: number;
  readonly number: Mark | undefined;
  readonly begins: boolean;
  readonly total: boolean;
}

function seen(row: Named): Seen {
  const label = key(row.label);
  const begins = OF_WHICH.exec(label);
  return {
    row,
    label,
    indent: indentation(row.raw),
    number: mark(begins ? label.slice(begins[0].length) : label) ?? mark(row.number ?? ""),
    begins: begins !== null,
    total: totalWords(row.label) !== undefined,
  };
}

/**
 * Nesting of rows from codes, numbering, 其中 and indentation. A style of numbering that first turns up under another one is
 * nested in it; rows without a number belong to the numbered row above, until a total closes the block.
 */
export function levels(rows: readonly Named[]): readonly Level[] {
  const all = rows.map(seen);
  const found: Level[] = [];
  for (let from = 0; from < all.length; ) {
    let to = from + 1;
    while (to < all.length && all[to]!.row.group === all[from]!.row.group) to++;
    found.push(...nested(all.slice(from, to), all));
    from = to;
  }
  return found;
}

/** The nesting of the rows of one group. */
function nested(rows: readonly Seen[], all: readonly Seen[]): Level[] {
  const found: Level[] = [];
  const indents = rows.map(({ indent }) => indent);
  const usesIndents = new Set(rows.filter(({ begins, number }) => !begins && !number).map(({ indent }) => indent)).size > 1;
  const hasNumbers = rows.some(({ number, begins }) => number && !begins);
  /** Styles of numbering open above the current row, outermost first. */
  let open: { readonly style: string; readonly depth: number; readonly level: number }[] = [];
  let closed = false;
  for (let order = 0; order < rows.length; order++) {
    const { row, number, begins, total } = rows[order]!;
    if (begins) {
      const parent = order === 0 ? -1 : found[order - 1]!.level;
      const last = partsEnd(rows, order, all);
      for (let at = order; at <= last; at++) found.push({ level: parent + 1, ofWhich: true });
      order = last;
      continue;
    }
    if (row.depth !== undefined) found.push({ level: row.depth, ofWhich: false });
    else if (number) {
      const at = open.findIndex(({ style, depth }) => style === number.style && depth === number.depth);
      open =
        at >= 0
          ? open.slice(0, at + 1)
          : [...open, { style: number.style, depth: number.depth, level: open.length === 0 ? 0 : open.at(-1)!.level + 1 }];
      closed = false;
      found.push({ level: open.at(-1)!.level, ofWhich: false });
    } else if (total) {
      closed = true;
      found.push({ level: usesIndents && !hasNumbers ? depthOf(indents, order) : 0, ofWhich: false });
    } else if (hasNumbers) {
      const above = rows.slice(0, order).findLastIndex((other) => other.number && !other.begins);
      const deeper = open.length > 0 && !closed && !(usesIndents && indents[order]! < indents[above]!);
      found.push({ level: deeper ? open.at(-1)!.level + 1 + further(rows, above, order) : 0, ofWhich: false });
    } else found.push({ level: usesIndents ? depthOf(indents, order) : 0, ofWhich: false });
  }
  return found;
}

/** The last row of the parts that 其中 in row `from` begins. */
function partsEnd(rows: readonly Seen[], from: number, all: readonly Seen[]): number {
  const first = rows[from]!;
  let last = from;
  for (let at = from + 1; at < rows.length; at++) {
    const next = rows[at]!;
    if (next.begins) {
      // 其中 again, as far in: the parts go on under it (其中：A, 其中：B), unless it is a part of the part.
      if (next.indent !== first.indent || !sameStyle(first, next) || !exceeds(rows, from - 1, at, false)) break;
      last = at;
      continue;
    }
    if (next.total || !belongs(first, rows[at - 1]!, next)) break;
    last = at;
  }
  if (first.number !== undefined || last === from || from === 0) return last;
  if (rows[from]!.indent > 0 && rows[last]!.indent > rows[from - 1]!.indent) return last;
  return narrowed(rows, from, last, all);
}

const sameStyle = (a: Seen, b: Seen): boolean => a.number?.style === b.number?.style;

/** A row after 其中: is one of the parts while it counts on (2、after 1、), or stands as far in and bears no number. */
function belongs(first: Seen, before: Seen, next: Seen): boolean {
  if (first.number !== undefined) return next.number?.style === first.number.style && !FIRST.test(next.number.number);
  if (next.number) return false;
  if (next.indent === 0 && first.indent === 0 && before.indent === 0) return true;
  return next.indent >= first.indent || next.indent > 1;
}

/** Without indentation or numbers the words leave open where the parts end: names used elsewhere and the figures decide. */
function narrowed(rows: readonly Seen[], from: number, last: number, all: readonly Seen[]): number {
  const whole = rows[from - 1]!.row.amounts?.() ?? [];
  let sums = whole.map(() => ZERO);
  let end = last;
  for (let at = from; at <= last; at++) {
    const { label, row } = rows[at]!;
    if (at > from && all.some((other) => other.row.group !== row.group && other.label === label && !followsOfWhich(all, other)))
      return at - 1;
    if (at > from && exceeds(rows, from - 1, at, true)) return at - 1;
    const amounts = row.amounts?.() ?? [];
    sums = sums.map((sum, column) => sum.plus(amounts[column] ?? ZERO));
    const complete =
      whole.some((value) => value !== undefined && !value.isZero()) &&
      whole.every((value, column) => value === undefined || sums[column]!.eq(value));
    if (complete && at > from) end = Math.min(end, at);
  }
  // What is blank goes on with the parts.
  while (end < last && (rows[end + 1]!.row.amounts?.() ?? []).every((value) => value === undefined)) end++;
  return end;
}

const followsOfWhich = (all: readonly Seen[], row: Seen): boolean => {
  const at = all.indexOf(row);
  return row.begins || (at > 0 && all[at - 1]!.begins && all[at - 1]!.row.group === row.row.group);
};

/** A part cannot be more than its whole: some figure of row `part` is larger than the whole's. `otherwise` where none can be compared. */
function exceeds(rows: readonly Seen[], whole: number, part: number, larger: boolean): boolean {
  const upper = rows[whole]?.row.amounts?.() ?? [];
  const lower = rows[part]?.row.amounts?.() ?? [];
  const compared = upper.flatMap((value, column) => {
    const other = lower[column];
    return value !== undefined && other !== undefined && !value.isNegative() ? [other.gt(value)] : [];
  });
  return larger ? compared.some((is) => is) : compared.every((is) => !is);
}

/** Steps further in than the first rows under the numbered row. */
function further(rows: readonly Seen[], above: number, order: number): number {
  const steps = new Set<number>();
  for (let at = above + 1; at < order; at++)
    if (!rows[at]!.number && !rows[at]!.begins && rows[at]!.indent < rows[order]!.indent) steps.add(rows[at]!.indent);
  return steps.size;
}

/** How many smaller indentations are open above the row. */
function depthOf(indents: readonly number[], order: number): number {
  let depth = 0;
  let limit = indents[order]!;
  for (let at = order - 1; at >= 0 && limit > 0; at--)
    if (indents[at]! < limit) {
      depth++;
      limit = indents[at]!;
    }
  return depth;
}
