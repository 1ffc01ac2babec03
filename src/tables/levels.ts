import { indentation } from "./printed.ts";
import { key, totalWords } from "./words.ts";

export interface Level {
  readonly level: number;
  readonly ofWhich: boolean;
}

interface Named {
  readonly label: string;
  readonly raw: string;
  /** Rows of different groups are not nested in each other. */
  readonly group: string;
}

const STYLES: readonly (readonly [string, RegExp])[] = [
  ["part", /^第[一二三四五六七八九十\d]+[部分编章]/],
  ["han", /^[一二三四五六七八九十]+[、.．]/],
  ["bracketed-han", /^[(][一二三四五六七八九十]+[)]/],
  ["decimal", /^\d{1,2}(?:\.\d{1,2}){1,4}[、.．]?(?=\D)/],
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
const OF_WHICH = /^(?:其中|其[:：]中|of which|including)[:：]?/i;

/**
 * Nesting of rows from their numbering, 其中 and indentation. A style of numbering that first turns up under another one
 * is nested in it; rows without a number belong to the numbered row above, until a total closes the block.
 */
export function levels(rows: readonly Named[]): readonly Level[] {
  const indents = rows.map(({ raw }) => indentation(raw));
  const usesIndents = new Set(indents).size > 1;
  const hasNumbers = rows.some(({ label }) => mark(key(label)));
  const found: Level[] = [];
  /** Styles open above the current row, outermost first. */
  let open: { style: string; depth: number; level: number }[] = [];
  let parts: { level: number; style: string | undefined; indent: number; number: string } | undefined;
  let group = "";
  let closed = false;
  for (const [order, row] of rows.entries()) {
    if (row.group !== group) {
      open = [];
      parts = undefined;
      closed = false;
      group = row.group;
    }
    const label = key(row.label);
    const indent = indents[order]!;
    const begins = OF_WHICH.exec(label);
    const rest = begins ? label.slice(begins[0].length) : label;
    const number = mark(rest);
    if (begins) {
      const previous = found[order - 1];
      const parent =
        previous === undefined || rows[order - 1]?.group !== row.group
          ? -1
          : previous.ofWhich && parts && parts.style === number?.style && parts.indent === indent
            ? parts.level - 1
            : previous.level;
      parts = { level: parent + 1, style: number?.style, indent, number: number?.number ?? "" };
      found.push({ level: Math.max(0, parent + 1), ofWhich: true });
      continue;
    }
    const total = totalWords(row.label) !== undefined;
    if (parts && !total && belongs(parts, number, indent, rows, order)) {
      found.push({ level: Math.max(0, parts.level), ofWhich: true });
      continue;
    }
    parts = undefined;
    if (number) {
      const at = open.findIndex(({ style, depth }) => style === number.style && depth === number.depth);
      if (at >= 0) open = open.slice(0, at + 1);
      else open = [...open, { style: number.style, depth: number.depth, level: open.length === 0 ? 0 : open.at(-1)!.level + 1 }];
      closed = false;
      found.push({ level: open.at(-1)!.level, ofWhich: false });
      continue;
    }
    if (total) {
      closed = true;
      found.push({ level: usesIndents && !hasNumbers ? depthOf(indents, rows, order) : 0, ofWhich: false });
      continue;
    }
    if (hasNumbers) {
      const deeper = open.length > 0 && !closed && (!usesIndents || indent >= (indents[lastNumbered(rows, order)] ?? 0));
      found.push({ level: deeper ? open.at(-1)!.level + 1 + extra(indents, rows, order) : 0, ofWhich: false });
      continue;
    }
    found.push({ level: usesIndents ? depthOf(indents, rows, order) : 0, ofWhich: false });
  }
  return found;
}

/** A row after 其中: is still one of the parts: it counts on (2、after 1、), or stands as far in and bears no number. */
function belongs(
  parts: { level: number; style: string | undefined; indent: number; number: string },
  number: Mark | undefined,
  indent: number,
  rows: readonly Named[],
  order: number,
): boolean {
  if (parts.style !== undefined) return number?.style === parts.style && !FIRST.test(number.number);
  if (number) return false;
  const before = indentation(rows[order - 1]!.raw);
  if (indent === 0 && parts.indent === 0 && before === 0) return true;
  return indent >= parts.indent || indent > 1;
}

function lastNumbered(rows: readonly Named[], order: number): number {
  for (let at = order - 1; at >= 0; at--) if (mark(key(rows[at]!.label))) return at;
  return 0;
}

/** Steps further in than the first row under the same numbered row. */
function extra(indents: readonly number[], rows: readonly Named[], order: number): number {
  const first = lastNumbered(rows, order) + 1;
  const steps = new Set<number>();
  for (let at = first; at <= order; at++) if (!mark(key(rows[at]!.label)) && indents[at]! < indents[order]!) steps.add(indents[at]!);
  return steps.size;
}

/** How many smaller indentations are open above the row. */
function depthOf(indents: readonly number[], rows: readonly Named[], order: number): number {
  let depth = 0;
  let limit = indents[order]!;
  for (let at = order - 1; at >= 0 && limit > 0; at--) {
    if (rows[at]!.group !== rows[order]!.group) break;
    if (indents[at]! < limit) {
      depth++;
      limit = indents[at]!;
    }
  }
  return depth;
}
