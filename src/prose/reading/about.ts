import type { Fact, FactKind, Reading } from "../../model/fact.ts";
import type { Unit } from "../../model/unit.ts";
import type { Sense } from "./subject.ts";

/** Words that say only how much, not of what: such a figure speaks of the one before it. */
const GENERIC =
  /^(?:[补资救]助对象|(?:补助|补偿|报销|支付|发放)(?:支出|金额)|金额|补助|补偿|报销|涉及(?:资金|金额|人数)?|资金|人数|总额|费用|总?人次|惠及|受益|享受(?:人数|人次)?|占比|所占比例|比例|其)?(?:人均|人平|次均|平均)?$/;

/** Whether two figures count the same kind of thing. */
export function sameUnit(a: Unit | null, b: Unit | null): boolean {
  if (a === null || b === null || a.dimension !== b.dimension) return false;
  return a.dimension !== "count" || a.base === b.base || (/^(?:人|名)/.test(a.base) && /^(?:人|名)/.test(b.base));
}

const COMPARED: ReadonlySet<FactKind> = new Set(["change", "growth", "share", "earlier", "aside"]);

/** The subject without 各 and 均, which say that several rose alike; 收、支总计 is 收入支出总计. */
const alike = (subject: string): string => subject.replace(/[各均]$/, "").replace(/收入支出|收、支|收入、支出/, "收支");

/** 甲院收入100万元；乙院就诊200人次，收入减少…: what another part of the sentence tells is of another. */
function isLeft(level: Fact, before: readonly Fact[]): boolean {
  const last = before.at(-1)!;
  return last !== level && last.text === level.text && last.start > level.end && /[;；]/.test(level.text.slice(level.end, last.start));
}

/** The figure that a change told in a sentence of its own speaks of: the one of the sentence before with the same subject. */
export function aboutBefore(sense: Sense, subject: string, unit: Unit | null, before: readonly Fact[]): Fact | undefined {
  if (sense.kind !== "change" && sense.kind !== "growth") return undefined;
  const levels = before.filter(
    ({ reading, record }) =>
      reading?.kind === "level" && reading.depth === 0 && (sense.kind === "growth" || sameUnit(record.figure.unit, unit)),
  );
  if (GENERIC.test(subject)) return levels.length === 1 ? levels[0] : undefined;
  // 收入总计120万元，支出总计120万元。收、支总计各增加10万元: both are one figure.
  const flows = /^(.*)收支$/.exec(alike(subject))?.[1];
  if (flows !== undefined) {
    const [income, outlay] = ["收入", "支出"].map((flow) => levels.findLast(({ reading }) => reading!.subject === `${flows}${flow}`));
    if (income && outlay?.record.figure.value.eq(income.record.figure.value)) return income;
  }
  const same = levels.findLast(({ reading }) => alike(reading!.subject) === alike(subject));
  if (same) return isLeft(same, before) ? undefined : same;
  // 全县基本医疗保险参保人数为…。参保人数较上年减少…: the only one that ends in these words.
  const ending = subject.length >= 3 ? levels.filter(({ reading }) => reading!.subject.endsWith(subject)) : [];
  return ending.length === 1 ? ending[0] : undefined;
}

/** 支出 alone after a number of patients is what they cost; after an income it is the outlay of the same account. */
const BARE_FLOW = /^(?:支出|收入)$/;
const FLOW = /收入|支出|结余|结存|到位|筹集|预算/;

/** The figure that one without words of its own speaks of: the nearest of the sentence that can be meant. */
export function aboutOf(sense: Sense, subject: string, unit: Unit | null, facts: readonly Fact[], depth: number): Fact | undefined {
  if (BARE_FLOW.test(subject)) {
    const last = facts.findLast(({ reading }) => reading?.kind === "level");
    const isOther = sense.kind === "change" && last !== undefined && !sameUnit(last.record.figure.unit, unit);
    return last && !isOther && !FLOW.test(last.record.indicator) ? last : undefined;
  }
  if (!GENERIC.test(subject)) return undefined;
  // 完成预算60999万元的40.4%，比上年减少1070万元: the base of a share is not what the sentence is about.
  const bases = new Set(facts.map(({ reading }) => reading?.base));
  // 2883万元（其中购置100万元），比上年减少419万元: what a closed bracket says is not spoken of behind it.
  const isOpen = ({ reading }: Fact): boolean => sense.kind === "level" || sense.kind === "average" || (reading?.depth ?? 0) <= depth;
  const said = facts.filter((fact) => !bases.has(fact.record.id) && isOpen(fact));
  const nearest = (fits: (fact: Fact, reading: Reading) => boolean): Fact | undefined =>
    said.findLast((fact) => fact.reading !== undefined && fits(fact, fact.reading));
  switch (sense.kind) {
    case "change":
      return nearest(({ record }, { kind }) => !COMPARED.has(kind) && sameUnit(record.figure.unit, unit));
    case "growth":
      return (
        nearest((_, { kind }) => kind === "level" || kind === "average") ??
        nearest(({ record }, { kind }) => kind === "rate" && record.figure.unit?.symbol === "%")
      );
    case "share":
      return nearest((_, { kind }) => kind === "level");
    case "average":
      return nearest(({ record }, { kind }) => kind === "level" && record.figure.unit?.dimension === "money");
    case "level":
      return nearest((_, { kind, subject: own }) => kind === "level" && !GENERIC.test(own));
    default:
      return undefined;
  }
}
