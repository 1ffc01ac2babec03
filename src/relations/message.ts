import { Decimal, plain } from "../model/decimal.ts";
import type { CanonicalRecord } from "../model/record.ts";
import type { Expression, Recalculation } from "../model/relation.ts";
import type { Text } from "../model/text.ts";
import { wordsOf } from "./relate.ts";

type Records = Pick<ReadonlyMap<string, CanonicalRecord>, "get">;

/** An amount with a few digits more than the figure it is compared with, so that 80.5528 can be seen beside 80. */
export const shown = (value: Decimal, decimals: number): string =>
  plain(value.toDecimalPlaces(Math.min(value.decimalPlaces(), decimals + 4), Decimal.ROUND_HALF_UP));

/** The most terms of a sum written out; of longer ones the first few and the last stand for all. */
const MOST_TERMS = 7;

function series(terms: readonly string[]): string {
  if (terms.length <= MOST_TERMS) return terms.join("");
  return `${terms.slice(0, MOST_TERMS - 2).join("")} + … ${terms.at(-1)?.trim()}`;
}

function written(expression: Expression, leaf: (of: Expression & { readonly op: "figure" }) => string): string {
  const inner = (of: Expression): string => (of.op === "sum" && of.terms.length > 1 ? `(${written(of, leaf)})` : written(of, leaf));
  switch (expression.op) {
    case "figure":
      return leaf(expression);
    case "number":
      return expression.words;
    case "sum":
      return series(expression.terms.map(({ weight, of }, index) => `${weight < 0 ? " − " : index > 0 ? " + " : ""}${inner(of)}`));
    case "product":
      return expression.factors.map(inner).join(" × ");
    case "quotient":
      return `${inner(expression.numerator)} ÷ ${inner(expression.denominator)}`;
  }
}

/** The arithmetic with the submitted figures put in: `5176.05 − 3988.93`. */
const arithmetic = (expression: Expression, records: Records): string =>
  written(expression, ({ record }) => {
    const figure = records.get(record)?.figure;
    if (!figure) return "?";
    const text = `${plain(figure.value, figure.decimals)}${figure.unit?.symbol === "%" ? "%" : ""}`;
    return figure.value.isNegative() ? `(${text})` : text;
  });

/** A figure's name in a sentence: the ends of its row and column paths; the whole path stands in its locator. */
function nameOf({ at, rowPath, columnPath }: CanonicalRecord): string {
  const inner = (label: string): string => label.replace(/“([^”]*)”/g, "‘$1’").replace(/[“”]/g, "");
  if (rowPath.length + columnPath.length < 2) return inner(at.label);
  const row = rowPath
    .filter(Boolean)
    .slice(rowPath.at(-1) && rowPath.at(-1)!.length < 3 ? -2 : -1)
    .join("/");
  return inner([row, columnPath.join("/")].filter(Boolean).join(" × "));
}

interface Names {
  readonly total: string;
  readonly reported: string;
  readonly computed: string;
  readonly off: Text;
}

function bounded({ relation }: Recalculation, records: Records, names: Names): Text {
  const [zh, en] = relation.comparison === "at-most" ? ["超过", "is more than"] : ["低于", "is less than"];
  const isOne = relation.expression.op === "figure" || relation.expression.op === "number";
  const sum = arithmetic(relation.expression, records);
  const of = wordsOf(relation.expression);
  return {
    "zh-CN": `“${names.total}”为 ${names.reported}，${zh}“${of}”的 ${isOne ? names.computed : `${sum}（${names.computed}）`}，相差 ${names.off["zh-CN"]}。`,
    en: `${names.total} is ${names.reported}, which ${en} ${of}: ${isOne ? names.computed : `${sum} (${names.computed})`}; difference ${names.off.en}.`,
  };
}

function claimWords({ relation, blanks }: Recalculation, records: Records, names: Names): Text {
  const { expression } = relation;
  const { "zh-CN": offZh, en: offEn } = names.off;
  if (expression.op === "figure") {
    const other = records.get(expression.record);
    const otherName = other ? nameOf(other) : expression.role;
    return {
      "zh-CN": `“${names.total}”填报 ${names.reported}，“${otherName}”填报 ${names.computed}，两处应当一致，相差 ${offZh}`,
      en: `${names.total} is reported as ${names.reported} and ${otherName} as ${names.computed}; the two should agree, difference ${offEn}`,
    };
  }
  if (expression.op === "number")
    return {
      "zh-CN": `“${names.total}”填报 ${names.reported}，应为 ${names.computed}，相差 ${offZh}`,
      en: `${names.total} is reported as ${names.reported} and should be ${names.computed}, a difference of ${offEn}`,
    };
  const words = written(expression, ({ role }) => role);
  const sum = arithmetic(expression, records);
  const [blankZh, blankEn] =
    blanks > 0 ? [`（另有 ${blanks} 个空白单元格按零计）`, ` (${blanks} blank ${blanks > 1 ? "cells" : "cell"} taken as zero)`] : ["", ""];
  return {
    "zh-CN": `“${names.total}”填报 ${names.reported}，按“${words}”重算：${sum} = ${names.computed}${blankZh}，相差 ${offZh}`,
    en: `${names.total} is reported as ${names.reported}, but ${words} gives ${sum} = ${names.computed}${blankEn}, a difference of ${offEn}`,
  };
}

/** A difference with its unit; between two per cents it is points. */
function offOf(difference: string, unit: string): Text {
  return unit === "%"
    ? { "zh-CN": `${difference} 个百分点`, en: `${difference} percentage points` }
    : { "zh-CN": `${difference}${unit}`, en: `${difference}${unit}` };
}

/** A rule's own sentence with the figures put in. */
function filled(said: Text, { total, reported, computed, off }: Names): Text {
  const put = (text: string, difference: string): string => {
    const given: ReadonlyMap<string, string> = new Map(Object.entries({ figure: total, reported, expected: computed, difference }));
    return text.replace(/\{(\w+)\}/g, (whole, key: string) => given.get(key) ?? whole);
  };
  return { "zh-CN": put(said["zh-CN"], off["zh-CN"]), en: put(said.en, off.en) };
}

/** What a recalculation that did not simply agree says to a person, with the numbers. `gathered`: only the rows' own residues add up here. */
export function message(recalculation: Recalculation, total: CanonicalRecord, records: Records, gathered: boolean): Text {
  const { relation, verdict, expected } = recalculation;
  const unit = total.figure.unit?.symbol ?? "";
  const names = {
    total: nameOf(total),
    reported: `${plain(total.figure.value, total.figure.decimals)}${unit}`,
    computed: expected === null ? "" : `${shown(expected, total.decimals)}${unit}`,
    off: offOf("difference" in verdict ? shown(verdict.difference, total.decimals) : "", unit),
  };
  if (relation.said && verdict.is === "differs") return filled(relation.said, names);
  if (relation.comparison !== "equal") return bounded(recalculation, records, names);
  const claim = claimWords(recalculation, records, names);
  const end = (zh: string, en: string): Text => ({ "zh-CN": `${claim["zh-CN"]}${zh}`, en: `${claim.en}${en}` });
  if (verdict.is === "truncated") return end("；只有舍去尾数才相符，应四舍五入。", "; it agrees only if cut off instead of rounded.");
  if (verdict.is === "rounding") return end("，在四舍五入的尾差范围内。", ", within what rounding explains.");
  if (gathered) return end("；等于各行尾差之和，是尾差累积所致。", "; it equals the rounding residues of the lines gathered in the total.");
  return end("，超出四舍五入所能解释的范围。", ", more than rounding can explain.");
}
