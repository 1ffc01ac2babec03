import type { Check, Evidence } from "../model/check.ts";
import type { Decimal } from "../model/decimal.ts";
import { ZERO } from "../model/decimal.ts";
import type { CanonicalRecord } from "../model/record.ts";
import type { Row, Table } from "../model/table.ts";
import { axesOf, isTotalLabel } from "../relations/axis.ts";
import { figure, relate, sum } from "../relations/relate.ts";
import { slip } from "../relations/slip.ts";
import { isAddable } from "../relations/totals.ts";

const why = {
  "zh-CN": "续表末行的合计，是前后各部分表中各行之和。",
  en: "The total at the end of a continued table is the sum of the rows of all its parts.",
};
const next = {
  "zh-CN": "请把续表前后各行重新加总，并核实合计与明细何者有误。",
  en: "Add the rows of all parts again and settle whether the total or an item is wrong.",
};

const headingsOf = ({ columns }: Table): string => columns.map(({ path }) => path.join("/")).join("|");
const goesOn = (table: Table, before: Table): boolean =>
  table.document === before.document &&
  table.grid !== before.grid &&
  table.title !== "" &&
  table.title === before.title &&
  !table.form &&
  table.headerRows.length > 0 &&
  headingsOf(table) === headingsOf(before);

const labelOf = ({ path }: Row): string => path.findLast((label) => label !== "") ?? "";

/** The parts of tables that go on over several, each longer than one. */
function chains(tables: readonly Table[]): readonly (readonly Table[])[] {
  const found: Table[][] = [];
  for (const [index, table] of tables.entries()) {
    const before = tables[index - 1];
    if (before && goesOn(table, before)) found.at(-1)!.push(table);
    else found.push([table]);
  }
  return found.filter(({ length }) => length > 1);
}

interface Column {
  readonly total: CanonicalRecord;
  readonly words: string;
  readonly parts: readonly { readonly row: Row; readonly record: CanonicalRecord }[];
  readonly sum: Decimal;
}

/** The columns of a chain whose last row alone is a total, with the figures that it adds up. */
function columnsOf(evidence: Evidence, chain: readonly Table[]): readonly Column[] {
  const last = chain.at(-1)!;
  const total = last.rows.at(-1);
  const others = chain.flatMap((table) => table.rows.filter((row) => row !== total).map((row) => ({ table, row })));
  // A part with a total of its own is closed; one with subtotals is no plain list.
  if (!total || !isTotalLabel(labelOf(total)) || others.some(({ row }) => row.role !== "item" || isTotalLabel(labelOf(row)))) return [];
  const items = others.filter(({ row }) => row.level === 0 && !row.ofWhich);
  return axesOf(evidence, last)[1].across.flatMap((line): Column[] => {
    const record = isAddable(line) ? evidence.at(last, total.index, line.index) : undefined;
    const parts = items.flatMap(({ table, row }) => {
      const part = evidence.at(table, row.index, line.index);
      return part && part.figure.qualifier === null ? [{ row, record: part }] : [];
    });
    if (!record || record.figure.qualifier !== null || parts.length < 2) return [];
    return [{ total: record, words: line.words, parts, sum: parts.reduce((all, part) => all.plus(part.record.figure.value), ZERO) }];
  });
}

const isSum = ({ total, sum }: Column): boolean => sum.eq(total.figure.value);

/** The total of a table that goes on over several parts (续表) counts the rows of them all. */
export const continuedTotal: Check = {
  id: "continued-total",
  title: { "zh-CN": "续表合计核对", en: "Totals of continued tables" },
  why,
  next,
  *propose(evidence) {
    for (const chain of chains(evidence.tables)) {
      const columns = columnsOf(evidence, chain);
      const holds = columns.some(isSum);
      for (const column of columns) {
        const { total, words, parts, sum: expected } = column;
        // One column that adds up shows what the total is of; without one, a slip of the pen may.
        if (!holds && slip(total.figure.value, expected, total.decimals) === undefined) continue;
        yield relate({
          kind: "sum",
          source: "vocabulary",
          scope: "table",
          ...(holds ? {} : { ceiling: "warning" as const }),
          total,
          role: `${total.rowPath.filter(Boolean).join("/")} × ${words}`,
          expression: sum(parts.map(({ row, record }) => figure(record, row.path.filter(Boolean).join("/")))),
          family: `continued-total ${chain[0]!.id}`,
          why,
          next,
        });
      }
    }
  },
};
