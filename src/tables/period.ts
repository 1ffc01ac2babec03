import { halfWidth } from "../model/label.ts";

const YEAR = "(?:19|20)\\d{2}";
const WITHIN =
  "(?:第?[一二三四1-4]季度|[1-4]季度|上半年|下半年|前[一二三]季度|\\d{1,2}(?:-|—|－|~|～|至|到)\\d{1,2}月份?|\\d{1,2}月(?:\\d{1,2}日|份|末|底)?|末|初|底)";
const DATED = new RegExp(`(${YEAR})(?:年度?|\\.)(${WITHIN})?|(?<![\\d.])(${YEAR})(?=年|$)|[Qq]([1-4])[ ,]*(${YEAR})`, "g");
const RELATIVE =
  /(?:本|上|去|当|今)年(?:度|同期|末|底|初(?!目标|设定|预算|计划|指标|安排|下达|批复))?|年初(?!目标|设定|预算|计划|指标|安排|下达|批复)|年末|期初|期末|(?:本|上)期|(?:本|上|当)月|(?:本|上)季度?|同期|上半年|下半年|第?[一二三四]季度|\d{1,2}(?:-|—|~|至)\d{1,2}月|(?<!\d)\d{1,2}月(?!\d)|opening|closing|prior year|current year|last year|this year/i;

/** Years as 2017年; months and quarters as printed: `2017年度` → 2017年, `2020 年第四季度` → 2020年第四季度. */
function dated(text: string): readonly string[] {
  const found: string[] = [];
  for (const [, year, within, bare, quarter, quarterYear] of text.matchAll(DATED)) {
    if (quarterYear) found.push(`${quarterYear}年第${"一二三四"[Number.parseInt(quarter!, 10) - 1]}季度`);
    else found.push(`${year ?? bare}年${within ?? ""}`);
  }
  return [...new Set(found)];
}

/** The one period that a title or caption names; `null` when it names none or several. */
export function periodInTitle(text: string): string | null {
  const found = dated(halfWidth(text).replace(/\s+/g, ""));
  if (found.length === 1) return found[0]!;
  // 2022年… 截至2022年12月: the year alone says less than its month, and does not contradict it.
  const years = new Set(found.map((period) => period.slice(0, 5)));
  return years.size === 1 ? (found.find((period) => period.length > 5) ?? null) : null;
}

/** The period that a heading or row label names: a date, else 上年, 本期, 年初 … as printed; `null` for none. */
export function periodInLabel(text: string): string | null {
  const tight = halfWidth(text).replace(/\s+/g, "");
  if (new RegExp(`^${YEAR}$`).test(tight)) return `${tight}年`;
  const found = dated(tight);
  if (found.length > 0) return found.length === 1 ? found[0]! : null;
  const relative = RELATIVE.exec(tight);
  // 比上年增减: held against a period, not of it.
  return relative === null || /[比较与同占]$/.test(tight.slice(0, relative.index)) ? null : relative[0];
}
