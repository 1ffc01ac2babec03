import { Decimal, decimal, tenTo } from "../model/decimal.ts";
import type { Figure } from "../model/figure.ts";
import { type Document, placeOf } from "../model/grid.ts";
import { grouped } from "../model/grouped.ts";
import { normaliseLabel } from "../model/label.ts";
import { numberText, readEmbedded, readFigure } from "../model/read-figure.ts";
import type { CanonicalRecord } from "../model/record.ts";
import { type Column, cellAt, type Row, type Table } from "../model/table.ts";
import { usualDecimalsBySeries } from "./precision.ts";
import { unitFor } from "./unit.ts";

const ENTITY_HEADING = /(?:区县|县市|县区|市县|地区|单位|乡镇|街道|镇街|机构|学校|医院|部门|名称|region|district|county|entity|name)/i;
/** Headings that say only how a figure was got, not what it counts. */
const BARE_HEADING =
  /^(?:金额|数量|数值|本期|合计|年初数|年末数|本年度?|上年度?|\d{4}年度?|预算数|决算数|执行数|完成数|value|amount|total)$/i;

/** The id of the figure in a table's row and column: made of the place, never of the label. */
export const recordId = (table: Table, row: number, column: number): string => `${table.id}r${row}c${column}`;

/** Digits that are no figure: telephone, post code, account and voucher numbers, by the label in the cell before them. */
const IDENTIFIER = /(?:电话|手机|传真|邮编|邮政编码|身份证|账号|帐号|编码|代码|文号|凭证号|编号|phone|postcode|zip)/i;

function isIdentifier(table: Table, column: Column, [row, at]: readonly [number, number]): boolean {
  const before = table.form ? normaliseLabel(table.grid.rows[row]?.[at - 1]?.text ?? "") : "";
  return IDENTIFIER.test(before.replaceAll(" ", "")) || IDENTIFIER.test(normaliseLabel(column.path.at(-1) ?? ""));
}

interface Found {
  readonly row: Row;
  readonly column: Column;
  readonly place: readonly [number, number];
  readonly figure: Figure;
  readonly flags: readonly string[];
}

/** What a workbook stores, in the unit shown: 97.96 % is stored as 0.9796, but as 97.96 where the format only writes a sign behind it. */
function storedAs({ value, unit, decimals }: Figure, stored: Decimal): Decimal {
  return unit?.dimension !== "rate" || stored.toDecimalPlaces(decimals, Decimal.ROUND_HALF_UP).eq(value)
    ? stored
    : stored.times(tenTo(-unit.power));
}

function figures(table: Table): readonly Found[] {
  const found: Found[] = [];
  const seen = new Set<string>();
  for (const row of table.rows)
    for (const column of table.columns) {
      if (column.role !== "figure") continue;
      const place = cellAt(table, row.index, column.index);
      const cell = table.grid.rows[place[0]]?.[place[1]];
      const key = `${place[0]},${place[1]}`;
      if (!cell || cell.anchor || cell.not || cell.text.trim() === "" || seen.has(key) || isIdentifier(table, column, place)) continue;
      const text = numberText(cell);
      const read = readFigure(text) ?? readEmbedded(text);
      if (!read) continue;
      seen.add(key);
      const stored = cell.stored === undefined ? undefined : decimal(cell.stored);
      const flags: string[] = [];
      if (cell.hidden) flags.push("hidden");
      if (table.grid.origin.in === "sheet" && stored === undefined) flags.push("text-number");
      if (table.moved.has(`${row.index},${column.index}`)) flags.push("moved");
      const unit = unitFor(read, row, column, table);
      found.push({
        row,
        column,
        place,
        flags,
        figure: {
          ...read,
          raw: cell.text,
          unit,
          ...(stored === undefined ? {} : { stored: storedAs(read, stored) }),
          ...(cell.formula === undefined ? {} : { formula: cell.formula }),
        },
      });
    }
  return found;
}

function entityOf(table: Table, row: Row): string | null {
  if (row.role !== "item") return null;
  const heading =
    table.columns
      .find(({ role }) => role === "label")
      ?.path.map(normaliseLabel)
      .join("/") ?? "";
  return ENTITY_HEADING.test(heading) ? (row.path.at(-1) ?? null) : null;
}

function indicatorOf(row: Row, column: Column, entity: string | null): string {
  const heading = column.path.join("/");
  const label = row.path.join("/");
  if (entity !== null) return heading;
  if (column.path.length === 0 || (column.path.length === 1 && BARE_HEADING.test(normaliseLabel(heading)))) return label;
  return label === "" ? heading : `${label}/${heading}`;
}

/** A series shorter than this says little of its custom: then the figures of its unit in the whole table speak. */
const SHORT = 4;

/** The decimals that a figure's column usually prints, or its table where the column is short. */
function customs(found: readonly Found[], series: (each: Found) => string): (each: Found) => number {
  const unitOf = ({ figure }: Found): string => figure.unit?.symbol ?? "";
  const ofColumn = usualDecimalsBySeries(found.map((each) => ({ series: series(each), figure: each.figure })));
  const ofUnit = usualDecimalsBySeries(found.map((each) => ({ series: unitOf(each), figure: each.figure })));
  const lengths = new Map([...grouped(found, series)].map(([name, members]) => [name, members.length]));
  return (each) => {
    const own = ofColumn.get(series(each)) ?? 0;
    return (lengths.get(series(each)) ?? 0) < SHORT && each.figure.unit?.dimension === "money"
      ? Math.max(own, ofUnit.get(unitOf(each)) ?? 0)
      : own;
  };
}

/** One record for each figure of the tables, in order of place. Everything that the figure passed through is kept. */
export function records(tables: readonly Table[], documents: readonly Document[]): readonly CanonicalRecord[] {
  const digests = new Map(documents.map(({ path, sha256 }) => [path, sha256]));
  return tables.flatMap((table) => {
    const found = figures(table);
    const series = ({ column, figure }: Found): string => `${column.index} ${figure.unit?.symbol ?? ""}`;
    const custom = customs(found, series);
    return found.map((each): CanonicalRecord => {
      const { row, column, place, figure, flags } = each;
      const entity = entityOf(table, row);
      const place_ = placeOf(table.grid, ...place);
      const label = [row.path.filter(Boolean).join("/"), column.path.join("/")].filter(Boolean).join(" × ");
      return {
        id: recordId(table, row.index, column.index),
        document: table.document,
        documentSha256: digests.get(table.document) ?? "",
        sheet: place_.sheet ?? null,
        tableId: table.id,
        tableTitle: table.title,
        period: row.period ?? column.period ?? table.period,
        entity,
        rowPath: row.path,
        columnPath: column.path,
        indicator: indicatorOf(row, column, entity),
        figure,
        decimals: Math.max(figure.decimals, custom(each)),
        isTotal: row.role !== "item",
        at: { ...place_, label },
        row: row.index,
        column: column.index,
        flags,
      };
    });
  });
}
