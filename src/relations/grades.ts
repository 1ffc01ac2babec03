import { type Decimal, decimal } from "../model/decimal.ts";
import { halfWidth } from "../model/label.ts";

/** A bound of a grade; `isIn` only where the scale says that the grade is given for it: 90分（含）. */
interface Bound {
  readonly at: Decimal;
  readonly isIn: boolean;
}

/** A grade of a printed scale and the scores between which it is given; `null` where the scale names no bound. */
export interface Grade {
  readonly name: string;
  readonly low: Bound | null;
  readonly high: Bound | null;
}

const NAME = "优秀|优|良好|良|中等|中|合格|及格|一般|较差|差|不合格|不及格|[一二三四五]等|[ABCDE]级?";
const SCORE = String.raw`(\d{1,3}(?:\.\d+)?)分?`;
const AMENDS = String.raw`(\([^()]{0,8}\))?`;
const IS = `(?:之间)?(?:的)?,?(?:评价|自评)?(?:等级)?(?:评定|评|定|属|列)?(?:为|是|于)?[:"“]?`;
const BETWEEN = new RegExp(`${SCORE}${AMENDS}[—–~～至到-]+${SCORE}${AMENDS}${IS}(${NAME})`, "g");
const BEYOND = new RegExp(`${SCORE}${AMENDS}(及|\\(含\\))?以([上下])${AMENDS}${IS}(${NAME})`, "g");

const isIn = (amends: string | undefined): boolean => /^\(含/.test(amends ?? "");

function between([, a = "", first, b = "", second, name = ""]: RegExpMatchArray): Grade {
  const [one, other] = [
    { at: decimal(a), isIn: isIn(first) },
    { at: decimal(b), isIn: isIn(second) },
  ];
  return one.at.lt(other.at) ? { name, low: one, high: other } : { name, low: other, high: one };
}

function beyond([, a = "", before, and, side, after, name = ""]: RegExpMatchArray): Grade {
  const bound = { at: decimal(a), isIn: and !== undefined || isIn(before) || isIn(after) };
  return side === "上" ? { name, low: bound, high: null } : { name, low: null, high: bound };
}

const tight = (text: string): string => halfWidth(text).replace(/\s+/g, "");

/** The scale that a text prints (90分（含）以上为优，80分—90分为良 …); empty where it prints none, or grades that overlap. */
export function scaleIn(text: string): readonly Grade[] {
  const words = tight(text);
  const grades = [...[...words.matchAll(BETWEEN)].map(between), ...[...words.matchAll(BEYOND)].map(beyond)];
  const byName = new Map(grades.map((grade) => [grade.name, grade]));
  const distinct = [...byName.values()];
  const overlap = distinct.some((one, at) => distinct.slice(at + 1).some((other) => !isApart(one, other)));
  return distinct.length < 2 || overlap ? [] : distinct;
}

const isApart = (a: Grade, b: Grade): boolean =>
  (a.high !== null && b.low !== null && a.high.at.lte(b.low.at)) || (b.high !== null && a.low !== null && b.high.at.lte(a.low.at));

/** The grade that a score has on a scale; `undefined` outside all of them, and on a bound that the scale gives to neither side. */
export const gradeOf = (score: Decimal, scale: readonly Grade[]): Grade | undefined =>
  scale.find(
    ({ low, high }) =>
      (low === null || score.gt(low.at) || (low.isIn && score.eq(low.at))) &&
      (high === null || score.lt(high.at) || (high.isIn && score.eq(high.at))),
  );

const WORD = new RegExp(`^[“"']?(${NAME})[”"']?$`);

/** The grade that a cell or the end of a sentence names, without its quotation marks. */
export const gradeNamed = (text: string): string | undefined => WORD.exec(tight(text))?.[1];

const STATED = new RegExp(
  `(?:等级|评级|级别|结果|评定|评为|定为|[,，](?:为|属于?))[^,，。;；\\d]{0,6}?[“"']?(${NAME})[”"']?(?=[,，。;；、)]|$)`,
);

/** The grade that a sentence gives: 评价等级为“优”. */
export const gradeStated = (sentence: string): string | undefined => STATED.exec(tight(sentence))?.[1];

/** 优 and 优秀 are one grade. */
export const sameGrade = (a: string, b: string): boolean => a[0] === b[0] && a.startsWith("不") === b.startsWith("不");
