import { Decimal, plain } from "../model/decimal.ts";
import type { Evidence, Finding, Suspect } from "../model/finding.ts";
import { readFigure } from "../model/read-figure.ts";
import type { Language, Text } from "../model/text.ts";

/** A relation as a formula writes it, as it is written where the figures do not fulfil it. */
const FAILED: { readonly [sign: string]: string } = { "=": "≠", "≠": "=", "≤": "≰", "≥": "≱", "<": "≮", ">": "≯" };
const SIGN = / ([=≠≤≥<>]) /;

/** Whether the figures as reported contradict the formula, and whether by no more than rounding. */
function outcome({ code, difference }: Finding): "holds" | "rounded" | "fails" {
  if (difference === null || !/^-?\d+(?:\.\d+)?$/.test(difference) || new Decimal(difference).isZero()) return "holds";
  return code === "rounding" ? "rounded" : "fails";
}

/**
 * A figure as it stands in an equation: as submitted, but for words around it that would make nonsense of the equation
 * (`≥52000` is 52000, `减5` is −5).
 */
function figureText({ raw, value }: Evidence, index: number): string {
  const text = raw.trim();
  if (text === "") return "0";
  const figure = readFigure(text);
  if (!figure) return value ?? text;
  if (figure.qualifier?.kind === "range") return text;
  const isPlain = figure.qualifier === null && /^[-+−]?[\d.]/.test(text);
  const shown = isPlain ? text : `${plain(figure.value, figure.decimals)}${figure.unit?.symbol ?? ""}`;
  return figure.value.isNegative() && index > 0 ? `(${shown})` : shown;
}

/**
 * The formula with each name replaced by its figure, in the order in which they stand, and with the sign that is true of
 * them: `101.89% ≠ 4195085 ÷ 4268747`. `undefined` where a name is not found in the formula.
 */
export function inFigures(finding: Finding): string | undefined {
  const { relation, evidence } = finding;
  const is = outcome(finding);
  let rest = relation?.formula ?? "";
  let done = "";
  const isAlike = isOfOneUnit(finding);
  let isSigned = is === "holds";
  // Only what stands between the names is searched for the sign: a name may hold one.
  const between = (text: string): string => {
    if (isSigned || !SIGN.test(text)) return text;
    isSigned = true;
    return text.replace(SIGN, (_, sign: string) => ` ${is === "rounded" ? "≈" : FAILED[sign]} `);
  };
  for (const [index, each] of evidence.entries()) {
    const at = each.role === "" ? -1 : rest.indexOf(each.role);
    if (at < 0) return undefined;
    const figure = figureText(each, index);
    // Where the figures are in several units, the result says which its own is.
    done += `${between(rest.slice(0, at))}${index > 0 || isAlike ? figure : inUnit(figure, finding.unit ?? "")}`;
    rest = rest.slice(at + each.role.length);
  }
  return evidence.length === 0 ? undefined : done + between(rest);
}

const OPERATORS = / [+−×÷] /g;

interface Step {
  readonly text: string;
  readonly sum: Decimal;
}

/** The computation of a formula of sums and differences, from its first figure on; empty where it has another shape. */
function computation({ relation, evidence }: Finding): readonly Step[] {
  const [, right = ""] = relation?.formula.split(/ [=≤≥] /) ?? [];
  const parts = evidence.slice(1);
  let rest = right;
  for (const { role } of parts) {
    const at = rest.indexOf(role);
    if (role === "" || at < 0) return [];
    rest = `${rest.slice(0, at)}#${rest.slice(at + role.length)}`;
  }
  const signs = rest.match(OPERATORS)?.map((sign) => sign.trim()) ?? [];
  if (!/^#(?: [+−] #)*$/.test(rest) || signs.length !== parts.length - 1) return [];
  const [first, ...others] = parts.map(({ value }) => new Decimal(value ?? 0));
  const made: Step[] = [{ text: "", sum: first! }];
  for (const [index, value] of others.entries()) {
    const { sum } = made.at(-1)!;
    const next = signs[index] === "+" ? sum.plus(value) : sum.minus(value);
    const shown = value.isNegative() ? `(${value.toFixed()})` : value.toFixed();
    made.push({ text: `${sum.toFixed()} ${signs[index]} ${shown} = ${next.toFixed()}`, sum: next });
  }
  return made;
}

/** Whether the figures, taken at their numbers, give the result: then all are in the unit of the result. */
const isOfOneUnit = (finding: Finding): boolean => {
  const end = computation(finding).at(-1);
  return end !== undefined && finding.expected !== null && end.sum.eq(new Decimal(finding.expected));
};

/**
 * The computation step by step, for a formula of sums and differences: `1371 + 13457 = 14828`, `14828 + 8308 = 23136` …
 * Empty where the formula has another shape, or where its figures are in several units and the steps would mislead.
 */
export const steps = (finding: Finding): readonly string[] =>
  isOfOneUnit(finding)
    ? computation(finding)
        .slice(1)
        .map(({ text }) => text)
    : [];

/** A figure that brings no unit of its own, with one. */
const inUnit = (figure: string, unit: string): string => (/^[-+−]?[\d,.]+$/.test(figure) ? `${figure}${unit}` : figure);

/** What a finding's suspect says and what is suggested for it, each with its unit where that is known for certain. */
export function suggestion(finding: Finding & { readonly suspect: Suspect }): { readonly reported: string; readonly suggested: string } {
  const unit = unitOfSuspect(finding);
  return { reported: inUnit(finding.suspect.reported, unit), suggested: inUnit(finding.suspect.suggested, unit) };
}

function unitOfSuspect({ suspect, ...finding }: Finding & { readonly suspect: Suspect }): string {
  const { at, evidence, unit } = finding;
  const place = JSON.stringify(suspect.locator);
  if (place === JSON.stringify(at)) return unit ?? "";
  const own = evidence.find(({ locator }) => JSON.stringify(locator) === place);
  return (own && readFigure(own.raw)?.unit?.symbol) ?? (isOfOneUnit({ ...finding, suspect }) ? (unit ?? "") : "");
}

/** What to call the figure that was held against the one reported: it was computed, is a limit, or stands elsewhere. */
export function expectedName({ relation }: Finding): Text {
  const [, sign] = SIGN.exec(relation?.formula ?? "") ?? [];
  if (sign === "≤" || sign === "<") return { "zh-CN": "上限", en: "Upper limit" };
  if (sign === "≥" || sign === ">") return { "zh-CN": "下限", en: "Lower limit" };
  return relation?.kind === "tie" ? { "zh-CN": "另一处", en: "Elsewhere" } : { "zh-CN": "重算", en: "Recomputed" };
}

/** A name and its figure as submitted: `收入 = 80.00`; with a colon where the figure brings a sign of its own. */
export function namedFigure({ role, raw }: Evidence, language: Language): string {
  const text = raw.trim() === "" ? "∅" : raw.trim();
  if (role === "") return text;
  if (/^[\d+\-−(（.∅]/.test(text)) return `${role} = ${text}`;
  return language === "zh-CN" ? `${role}：${text}` : `${role}: ${text}`;
}
