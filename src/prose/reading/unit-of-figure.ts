import { type Unit, unitOf } from "../../model/unit.ts";
import type { Token } from "./amounts.ts";
import { cleaned } from "./subject.ts";

const PER_HEAD = /每(人|户|例|座|亩|公里|辆|台|个|件|家|床|村|处|眼|株|套|份|平方米)(?:次)?(每年|每月)?(?:[^,，;；。\d]{0,6})$/;
const WITHOUT_UNIT = /(?:收入|支出|结余|资金|经费|金额|费用?|补助|余额|总额|合计|缴款|拨款)$/;
const PEOPLE = /人口|人数|人员|人次|对象/;
const MONEY = /收入|支出|资金|经费|金额|费|补助|财政|缴款|拨款|拨付|配套|投入|投资|到位|结余|元/;
const NEIGHBOURS = 5;

/** The unit of a figure: its own; 元 a head after 每人每年; 万 completed by its words; without one, that of its neighbours. */
export function unitOfFigure(own: Unit | null, words: string, tokens: readonly Token[], at: number): Unit | null {
  if (own === null) {
    if (!WITHOUT_UNIT.test(cleaned(words))) return null;
    const symbols = moneyAround(tokens, at);
    const [only] = symbols;
    return symbols.size === 1 && only !== undefined ? (unitOf(only) ?? null) : null;
  }
  if (own.base === "") {
    if (PEOPLE.test(words)) return unitOf(`${own.symbol}人`) ?? own;
    return MONEY.test(words) || moneyAround(tokens, at).size > 0 ? (unitOf(`${own.symbol}元`) ?? own) : own;
  }
  const head = own.dimension === "money" && !own.symbol.includes("/") && words.includes("每") ? PER_HEAD.exec(words) : null;
  return head ? (unitOf(`${own.symbol}/${head[1]}${head[2] ? `/${head[2].slice(1)}` : ""}`) ?? own) : own;
}

/** Units of money printed near a token. */
function moneyAround(tokens: readonly Token[], at: number): ReadonlySet<string> {
  const symbols = new Set<string>();
  for (const token of tokens.slice(Math.max(0, at - NEIGHBOURS), at + NEIGHBOURS))
    if (token.kind === "amount" && token.figure.unit?.dimension === "money") symbols.add(token.figure.unit.symbol);
  return symbols;
}
