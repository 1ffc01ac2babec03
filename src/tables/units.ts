import { halfWidth } from "../model/label.ts";
import type { Column, Row } from "../model/table.ts";
import { type Unit, unitInLabel, unitOf } from "../model/unit.ts";
import { key, measureWords } from "./words.ts";

const STATED = /单位[:：]?\s*[(（]?\s*(?=([^\s()（）;；。]{1,24}))/g;
/** RMB'000, in RMB million. */
const ENGLISH = /^(?:in )?(?:rmb|cny|yuan)\s?['’]?(0{3}s?|thousands?|millions?)$/i;
const BETWEEN = /[、,，/和及与]/;

/** The units that lines above a table state: 单位：万元, （元） at the end of a title; several in 单位：人、万元. */
export function unitsIn(lines: readonly string[]): readonly Unit[] {
  for (const line of lines) {
    // 编制单位：… 单位：元 says first who, then in what.
    for (const [, stated = ""] of halfWidth(line)
      .replace(/[ \t\u3000]+/g, " ")
      .matchAll(STATED)) {
      const found = listed(stated);
      if (found.length > 0) return found;
    }
  }
  for (const line of lines) {
    const found = listed(line.replace(/^[(（](.*)[)）]$/, "$1"));
    if (found.length > 0) return found;
    const unit = unitInLabel(line);
    if (unit) return [unit];
  }
  return [];
}

/** 人、万元 are two units; 元/人 is one, for it begins with money. */
function listed(text: string): readonly Unit[] {
  const scale = ENGLISH.exec(text)?.[1];
  if (scale !== undefined) return [unitOf(/^m/i.test(scale) ? "百万元" : "千元")!];
  const whole = unitOf(text);
  if (whole && (!text.includes("/") || whole.dimension === "money")) return [whole];
  const parts = text.split(BETWEEN).map((part) => unitOf(part));
  const known = parts.flatMap((unit) => (unit ? [unit] : []));
  if (known.length === parts.length) return known;
  return parts[0] ? [parts[0]] : [];
}

const RATE = /(?:率|比例|比重|占比|幅度|%|百分比|得分|分值)(?:\(.*\))?$/;
const MONEY =
  /金额|收入|支付|到位|下达|发放|上解|兑付|利息|账户|帐户|支出|资金|余额|结余|经费|费用?$|款|补[助贴]|预算|决算|投资|待遇|缴费|报销|筹资|成本|单?价|均|标准|拨付|额$/;
const EACH = /人均|次均|户均|平均|标准|单价|[/每]人/;
/** What the words of a heading count, by the base of the unit. */
const COUNTED: { readonly [base: string]: RegExp } = {
  人: /人数|人员|人口|对象|职工|学生|[^次]人$|人\(/,
  人次: /人次|次数/,
  户: /户/,
  亩: /面积|亩/,
  公里: /里程|长度|公里/,
  平方米: /面积/,
  公顷: /面积/,
  个: /个数|数量|数$/,
  家: /家数|机构数|单位数|数$/,
  件: /件数|案件|数$/,
  次: /次数/,
  吨: /产量|重量|数量/,
  台: /台数|数量/,
  辆: /车辆|数量/,
};

/** Which of several units the words of a heading call for; `undefined` where they do not say. */
function calledFor(units: readonly Unit[], words: string): Unit | undefined {
  if (RATE.test(words)) return undefined;
  const counted = units.find(({ dimension, base }) => dimension === "count" && COUNTED[base]?.test(words));
  if (counted || !MONEY.test(words)) return counted;
  // 元、万元: what is set or told a head is in the smaller, all else in the larger.
  const money = units
    .filter(({ dimension }) => dimension === "money")
    .sort((a, b) => a.power - b.power || b.symbol.length - a.symbol.length);
  return EACH.test(words) ? money[0] : money.findLast(({ symbol }) => !symbol.includes("/"));
}

/**
 * Beside a column of units of measure (套, 台) the columns of money are in the unit of the table, which is not that of the
 * quantities: 数量 | 单价 | 金额.
 */
export function priced(unit: Unit | null, columns: readonly Column[]): readonly Column[] {
  if (unit?.dimension !== "money" || !columns.some(({ role, path }) => role === "text" && measureWords(path.at(-1) ?? ""))) return columns;
  return columns.map((column) =>
    column.role === "figure" && column.unit === null && MONEY.test(key(column.path.at(-1) ?? "")) ? { ...column, unit } : column,
  );
}

interface Parts {
  readonly columns: readonly Column[];
  readonly rows: readonly Row[];
}

/** Where several units are stated for a table, each of its columns (or, where those do not say, its rows) is given its own. */
export function allotted(units: readonly Unit[], { columns, rows }: Parts): Parts {
  if (units.length < 2) return { columns, rows };
  const named = (path: readonly string[]): Unit | null =>
    [...path]
      .reverse()
      .map((text) => calledFor(units, key(text)))
      .find((unit) => unit !== undefined) ?? null;
  const given = columns.map((column) =>
    column.role === "figure" && column.unit === null ? { ...column, unit: named(column.path) } : column,
  );
  if (given.some(({ unit, index }) => unit !== null && columns.find((column) => column.index === index)?.unit === null))
    return { columns: given, rows };
  return { columns, rows: rows.map((row) => (row.unit === null ? { ...row, unit: named(row.path.slice(-1)) } : row)) };
}
