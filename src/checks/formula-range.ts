import { type Book, books, type FormulaCell } from "../formulas/book.ts";
import { outlier } from "../formulas/neighbours.ts";
import { amountText, remarked, subjectOf } from "../formulas/subject.ts";
import type { Check, Evidence } from "../model/check.ts";
import { decimal } from "../model/decimal.ts";
import type { Finding } from "../model/finding.ts";
import type { Grid } from "../model/grid.ts";
import { grouped } from "../model/grouped.ts";
import { normaliseLabel } from "../model/label.ts";
import { cellAt, type Row, type Table } from "../model/table.ts";

const next = {
  "zh-CN": "请把漏掉的行加入合计公式的范围；本不应计入的，请说明。",
  en: "Extend the range of the sum to the rows it leaves out, or say why they do not count.",
};

/** Cells that may be read to try the patterns of one workbook. */
const BUDGET = 2_000_000;
/** Rows that an insertion leaves out; where more are missing the sum is meant so. */
const MOST_MISSED = 3;
/** Rows that are beside the sum on purpose. */
const ASIDE = /^(?:其中|减|扣|备注|附|比|占|注)|率|%|人均|平均|单价|标准/;

/** A sum down its own column, and the item rows of its table between its range and itself that it leaves out. */
interface Missed {
  readonly cell: FormulaCell;
  readonly rows: readonly Row[];
  readonly first: number;
  readonly last: number;
}

function missedBy(book: Book, table: Table, cell: FormulaCell): Missed | undefined {
  const { tree, row, column, placed } = cell;
  const [range] =
    tree.is === "call" && (tree.name === "SUM" || tree.name === "SUBTOTAL") ? tree.args.filter(({ is }) => is === "reference") : [];
  if (
    range?.is !== "reference" ||
    range.isCell ||
    range.sheet !== undefined ||
    (tree.is === "call" && tree.name === "SUM" && tree.args.length !== 1)
  )
    return undefined;
  const { top, bottom, left, right } = range;
  if (!top || !bottom || left?.at !== column || right?.at !== column) return undefined;
  // Rows of the grid: where the range begins and ends, and which lie between it and the sum.
  const offset = placed.row - row;
  const [first, last] = [top.at + offset, bottom.at + offset];
  const isBelow = placed.row > last;
  const between = table.rows.filter(({ index }) => (isBelow ? index > last && index < placed.row : index < first && index > placed.row));
  const summed = table.rows.filter(({ index }) => index >= first && index <= last);
  const edge = isBelow ? summed.at(-1) : summed[0];
  const reads = ({ index }: Row): boolean => {
    const [r, c] = cellAt(table, index, placed.column);
    const found = table.grid.rows[r]?.[c];
    return found?.stored !== undefined && !found.anchor && found.not === undefined;
  };
  const counts = between.filter(reads);
  if (!edge || summed.filter(reads).length < 2 || counts.length === 0 || counts.length > MOST_MISSED) return undefined;
  const isItem = (each: Row): boolean =>
    each.role === "item" && !each.ofWhich && each.level === edge.level && !ASIDE.test(normaliseLabel(each.path.at(-1) ?? ""));
  // A formula there that sums others is a total by another name.
  const isPlain = ({ index }: Row): boolean => !/SUM|SUBTOTAL/i.test(table.grid.rows[index]?.[placed.column]?.formula ?? "");
  const isNought = ({ index }: Row): boolean => /^[-0.]*$/.test(table.grid.rows[index]?.[placed.column]?.stored ?? "");
  const isNamed = ({ path }: Row): boolean => (path.at(-1) ?? "") !== "";
  if (counts.every(isNought) || !counts.every((each) => isItem(each) && isPlain(each) && isNamed(each))) return undefined;
  return outlier(book, cell, { left: BUDGET }) ? undefined : { cell, rows: counts, first: top.at + 1, last: bottom.at + 1 };
}

const sheetOf = ({ origin }: Grid): string => (origin.in === "sheet" ? origin.sheet : "");

function findingOf(evidence: Evidence, missed: readonly Missed[], table: Table): Finding | undefined {
  const [{ cell, rows, first, last }] = missed as readonly [Missed];
  const subject = subjectOf(evidence, cell.placed);
  if (!subject) return undefined;
  const parts = rows.flatMap(({ index }) => {
    const [r, c] = cellAt(table, index, cell.placed.column);
    const found = table.grid.rows[r]?.[c];
    return found ? (subjectOf(evidence, { cell: found, grid: table.grid, row: r, column: c }) ?? []) : [];
  });
  const expected = parts.reduce((sum, { value }) => sum.plus(value), subject.value);
  const { name, decimals, unit } = subject;
  const [saved, due] = [subject.value, expected].map((amount) => `${amountText(amount, decimals)}${unit ?? ""}`);
  const labels = rows.map(({ path }) => path.at(-1) ?? "").filter(Boolean);
  const words = cell.placed.cell.formula ?? "";
  const more = missed.length - 1;
  return remarked({
    code: "formula-inconsistent",
    severity: "warning",
    subject,
    formula: words,
    expected,
    message: {
      "zh-CN": `${name["zh-CN"]}的公式 =${words} 只合计第 ${first}–${last} 行，漏了紧邻的“${labels.join("”“")}”${more > 0 ? `（同行另有 ${more} 格相同）` : ""}；现为 ${saved}，计入后应为 ${due}。`,
      en: `${name.en} has =${words}, which sums rows ${first}–${last} and leaves out ${labels.join(", ")} next to them${more > 0 ? ` (as ${more} more in its row)` : ""}; it is ${saved} and would be ${due} with them.`,
    },
    next,
    rule: formulaRange.why,
    why: { "zh-CN": "计入漏掉的行之后的合计", en: "the sum with the rows left out" },
    evidence: parts.map(({ at, raw, value }) => ({ locator: at, raw, value: decimal(value.toFixed()).toFixed(), role: at.label })),
    kind: "sum",
    holds: 0,
  });
}

/** Sums whose range ends short of the rows next to them. */
export const formulaRange: Check = {
  id: "formula-range",
  title: { "zh-CN": "合计公式漏行", en: "Sums that leave rows out" },
  why: {
    "zh-CN": "合计公式的范围应包括它与合计行之间的各明细行。",
    en: "The range of a sum takes in the item rows between it and the sum.",
  },
  next,
  *observe(evidence: Evidence) {
    for (const book of evidence.derived(books)) {
      const tables = grouped(evidence.tables, ({ document, grid }) => `${document} ${grid.firstRow} ${sheetOf(grid)}`);
      const missed = book.formulas.flatMap((cell) => {
        if (cell.tree.is !== "call") return [];
        const { grid, row } = cell.placed;
        const around = tables.get(`${book.document} ${grid.firstRow} ${sheetOf(grid)}`) ?? [];
        const table = around.find((each) => each.grid === grid && each.rows.some(({ index }) => index === row));
        const found = table && missedBy(book, table, cell);
        return table && found ? [{ table, found }] : [];
      });
      for (const alike of grouped(
        missed,
        ({ table, found }) => `${table.id} ${found.cell.row} ${found.rows.map(({ index }) => index).join(",")}`,
      ).values()) {
        const finding = findingOf(
          evidence,
          alike.map(({ found }) => found),
          alike[0]!.table,
        );
        if (finding) yield finding;
      }
    }
  },
};
