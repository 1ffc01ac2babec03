import type { Figure } from "../model/figure.ts";
import { normaliseLabel } from "../model/label.ts";
import { RATE } from "../model/quotient.ts";
import type { Column, Row, Table } from "../model/table.ts";
import { type Unit, unitInLabel, unitOf } from "../model/unit.ts";

const PERSONS_COUNTED = /(?:人数|人口|职工数|编制数|参保人|享受人|对象人|学生)(?:合计|小计|数)?$/;
const OTHER_COUNTED: readonly (readonly [RegExp, string])[] = [
  [/人次(?:数|合计)?$/, "人次"],
  [/户数(?:合计)?$/, "户"],
  [/(?:批次|次)数$/, "次"],
  [/个数$/, "个"],
];
const POINTS = /(?:得分|分值|计分|评分|总分|权重|自评分)(?:\([^)]*\))?$/;

const PERSONS = unitOf("人")!;
const PERCENT = unitOf("%")!;
const MARKS = unitOf("分")!;
const MONEY_BY_SCALE: { readonly [symbol: string]: Unit } = { 万: unitOf("万元")!, 亿: unitOf("亿元")! };

/** The unit that the words of a heading imply where none is printed: 人数 counts persons, 得分 is points. */
function impliedUnit(path: readonly string[]): Unit | undefined {
  const leaf = normaliseLabel(path.at(-1) ?? "");
  const whole = path.map(normaliseLabel);
  if (POINTS.test(leaf)) return MARKS;
  if (RATE.test(leaf)) return PERCENT;
  const bare = whole.map((label) => label.replace(/\([^)]*\)$/, ""));
  const other = OTHER_COUNTED.find(([pattern]) => bare.some((label) => pattern.test(label)));
  if (other) return unitOf(other[1]);
  return bare.some((label) => PERSONS_COUNTED.test(label)) ? PERSONS : undefined;
}

/**
 * The unit a figure is in, from the nearest statement: glued to the figure, its row, its column, the words of its
 * headings, the table. `万` and `亿` alone become 万元 and 亿元 where the neighbours are money (16万 in a 万元 form).
 */
export function unitFor(figure: Figure, row: Row, column: Column, table: Table): Unit | null {
  const leaf = normaliseLabel(column.path.at(-1) ?? "");
  // A column of rates, or of points, is one whatever unit its rows are in: 增长（%） beside 新建道路（公里）.
  const isRate = column.unit?.dimension === "rate" || (column.unit === null && RATE.test(leaf));
  const isPoints = column.unit === null && POINTS.test(leaf);
  // So is a column of money beside a column of units of measure: 数量（套） | 金额（元）.
  const isMoney = column.unit?.dimension === "money" && row.unit !== null && row.unit.dimension !== "money";
  const heading = isRate || isMoney ? column.unit : isPoints ? MARKS : (row.unit ?? column.unit);
  const around = heading ?? table.unit;
  const own = figure.unit;
  if (own && own.base === "")
    return around?.dimension === "count" ? (unitOf(`${own.symbol}${around.base}`) ?? own) : (MONEY_BY_SCALE[own.symbol] ?? own);
  if (own) return own;
  if (heading) return heading;
  const implied = impliedUnit(column.path) ?? (column.path.length === 0 || row.path.length > 0 ? impliedUnit(row.path) : undefined);
  // A bare 0.93 under 参保率 is a quotient, not 0.93 %: only a figure above 1.5 can be in per cent without its sign.
  if (implied?.dimension === "rate") return figure.value.abs().gt("1.5") ? implied : null;
  return implied ?? unitInLabel(row.path.at(-1) ?? "") ?? table.unit;
}
