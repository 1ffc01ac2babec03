import type { Check, Evidence } from "../model/check.ts";
import { grouped } from "../model/grouped.ts";
import { normaliseLabel } from "../model/label.ts";
import type { CanonicalRecord } from "../model/record.ts";
import type { Row, Table } from "../model/table.ts";
import { worth } from "../relations/choose.ts";
import { observed } from "../relations/observation.ts";

const next = {
  "zh-CN": "请核实是否重复填列；重复的应删除并重算合计。",
  en: "Check whether the row was entered twice; if so, delete one and add up again.",
};

interface Filled {
  readonly row: Row;
  readonly records: readonly CanonicalRecord[];
}

/** Rows that say enough to be recognised: a label, and figures of which one at least is more than a digit or two. */
function filled({ at }: Evidence, table: Table): readonly Filled[] {
  return table.rows.flatMap((row) => {
    const records = table.columns.flatMap(({ index }) => at(table, row.index, index) ?? []);
    const telling =
      row.role === "item" &&
      row.path.at(-1) !== "" &&
      records.some((record) => worth(record) >= 2 && record.figure.unit?.dimension !== "points");
    return telling ? [{ row, records }] : [];
  });
}

/** The row's number as the file counts it. */
const rowNumber = ({ grid }: Table, row: Row): number => row.index + grid.firstRow;

/** The same label with the same figures, twice in one table: counted twice. */
export const duplicateRow: Check = {
  id: "duplicate-row",
  title: { "zh-CN": "重复行", en: "Duplicate rows" },
  why: { "zh-CN": "同一行填列了两次。", en: "The same row stands in the table twice." },
  next,
  *observe(evidence) {
    for (const table of evidence.tables) {
      // Dates, vouchers and remarks tell entries of a ledger apart; a serial number does not.
      const texts = table.columns.filter(({ role }) => role === "text");
      const key = ({ row, records }: Filled): string =>
        [
          ...row.path.map(normaliseLabel),
          ...texts.map(({ index }) => normaliseLabel(evidence.textAt(table, row.index, index))),
          ...records.map(({ column, figure }) => `${column}=${figure.value}`),
        ].join("\u001f");
      for (const [first, ...again] of grouped(filled(evidence, table), key).values())
        for (const { row, records } of again)
          yield observed({
            code: "duplicate-row",
            severity: "warning",
            about: records[0]!,
            others: [...records.slice(1), ...first!.records],
            message: {
              "zh-CN": `“${row.path.filter(Boolean).join("/")}”一行（第 ${rowNumber(table, row)} 行）与第 ${rowNumber(table, first!.row)} 行名称和数字完全相同，可能重复填列。`,
              en: `Row ${rowNumber(table, row)} (${row.path.filter(Boolean).join("/")}) repeats row ${rowNumber(table, first!.row)}, label and figures: it may have been entered twice.`,
            },
            next,
          });
    }
  },
};
