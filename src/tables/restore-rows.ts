import type { Decimal } from "../model/decimal.ts";
import { unitInLabel } from "../model/unit.ts";
import { type Look, namesTotal, type Profile, type Span } from "./restore-look.ts";
import { cheapest, type Purse } from "./restore-search.ts";

/** The columns that short rows are to be set into. `sums`: of the figures above, `null` where there are none. */
export interface Columns {
  readonly profiles: readonly Profile[];
  readonly sums: readonly (Decimal | null)[];
}

/**
 * Spans of rows of the body that have fewer cells than the table has columns, all of one length and so of one layout:
 * figures go under figures, rates under rates, a total under the figures it sums up; labels take the columns left over.
 */
export function spansAmong(rows: readonly (readonly Look[])[], { profiles, sums }: Columns, left: Purse): Span[] | undefined {
  const cells = rows[0]?.length ?? 0;
  return cheapest(cells, profiles.length, left, (cell, at, count) => {
    const columns = profiles.slice(at, at + count);
    let cost = 0;
    for (const row of rows) cost += cellCost(row[cell]!, cell === 0, columns, sums[at] ?? null);
    return cost;
  });
}

function cellCost({ kind, value }: Look, first: boolean, columns: readonly Profile[], sum: Decimal | null): number {
  const extra = columns.length - 1;
  const { blank, number, rate } = columns[0]!;
  switch (kind) {
    case "number":
    case "rate": {
      const own = kind === "number" ? number : rate;
      const other = kind === "number" ? rate : number;
      const misfit = 2 * (1 - own - 0.5 * other - 0.5 * blank) + extra;
      return value && !value.isZero() && sum?.equals(value) ? misfit - 1.5 : misfit;
    }
    case "mark":
      return 1 - number - rate - 0.5 * blank + extra;
    case "blank":
      return 0.6 * (1 - blank) + 0.8 * extra;
    case "words": {
      let words = 0;
      let figures = 0;
      for (const column of columns) {
        words = Math.max(words, column.words);
        if (column.number + column.rate > 0.5) figures += 1;
      }
      return 1.5 * (1 - words) + (first ? 0.1 : 0.3) * extra + 0.4 * figures;
    }
  }
}

/** Label and value by turns: each label takes one column, the values share the rest, earlier ones the more. */
export function spansOfPairs(cells: number, width: number): Span[] | undefined {
  if (cells % 2 !== 0 || cells > width) return undefined;
  const pairs = cells / 2;
  return shares(pairs, width - pairs).flatMap(({ from, to }, pair) => [
    { from: from + pair, to: from + pair },
    { from: from + pair + 1, to: to + pair + 1 },
  ]);
}

/** A label of the given width, then cells that share the rest of the columns. */
export function spansBesideLabel(cells: number, width: number, label: number): Span[] | undefined {
  if (cells < 2 || label < 1 || cells - 1 > width - label) return undefined;
  const rest = shares(cells - 1, width - label);
  return [{ from: 0, to: label - 1 }, ...rest.map(({ from, to }) => ({ from: from + label, to: to + label }))];
}

/** Columns divided as evenly as can be, earlier parts the wider. */
function shares(parts: number, width: number): Span[] {
  let from = 0;
  return Array.from({ length: parts }, (_, part) => {
    const size = Math.floor(width / parts) + (part < width % parts ? 1 : 0);
    from += size;
    return { from: from - size, to: from - 1 };
  });
}

/** Columns of label and value by turns: a form, not a table under headings. */
export function isForm(profiles: readonly Profile[]): boolean {
  if (profiles.length < 4 || profiles.length % 2 !== 0) return false;
  return profiles.every(({ blank, number, rate, words }, column) =>
    column % 2 === 0 ? words > 0.7 : words <= 0.5 && number + rate + blank >= 0.5 && number + rate > 0,
  );
}

/** Every cell blank but the last, as a row prints that only states the unit at the right. */
export const onlyLast = (row: readonly Look[]): boolean =>
  row.length > 2 && row.every(({ kind }, index) => (kind === "blank") === index < row.length - 1);

const FIELD = /(?:名称|部门|单位|负责人|联系人|电话|地址|时间|年度|属性|类型|类别)(?:\(.*)?$/;

/** Fields of a form above a table: 项目名称 | …, 主管部门 | … | 实施单位 | …. */
export const isFields = (row: readonly Look[]): boolean =>
  row.length % 2 === 0 &&
  !(row.length === 2 && unitInLabel(row[1]!.label)) &&
  row.every(({ kind, label }, index) => index % 2 === 1 || (kind === "words" && FIELD.test(label)));

/** A label with one value, which no column of the table holds: the value takes all columns but the first. */
export const isPair = (row: readonly Look[], { sums }: Columns): boolean => {
  const [label, second] = row;
  if (row.length !== 2 || label?.kind !== "words" || !second) return false;
  return !namesTotal(label) && !(second.value && sums.some((sum) => sum?.equals(second.value!)));
};
