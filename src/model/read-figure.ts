import { Decimal, decimal } from "./decimal.ts";
import type { Figure, Qualifier } from "./figure.ts";
import type { Cell } from "./grid.ts";
import { halfWidth } from "./label.ts";
import { UNIT_SYMBOLS, unitOf } from "./unit.ts";

const NUMBER = String.raw`\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|\.\d+`;
/** 元/人, 元/人/年, 元/人·月. */
const PER = String.raw`(?:/\p{Script=Han}{1,3}(?:[·•*.]\p{Script=Han}{1,2})?)*`;
const UNIT = `(?:${UNIT_SYMBOLS.join("|")})${PER}`;
const BEFORE: readonly (readonly [RegExp, Exclude<Qualifier["kind"], "range">])[] = [
  [/^(?:≥|≧|>=|=>|⩾|不低于|不少于|不小于|至少|达到|大于等于|大于或等于)/, "at-least"],
  [/^(?:≤|≦|<=|=<|⩽|不高于|不超过|不多于|不大于|至多|控制在|小于等于|小于或等于)/, "at-most"],
  [/^(?:>|高于|大于|超过|多于|超)/, "more-than"],
  [/^(?:<|低于|小于|少于|不足|不到)/, "less-than"],
  [/^(?:约|大约|近|将近|约为|≈|左右)/, "about"],
];
const AFTER: readonly (readonly [RegExp, Exclude<Qualifier["kind"], "range">])[] = [
  [/(?:及以上|以上|\(含\)以上)$/, "at-least"],
  [/(?:及以下|以下|以内|之内)$/, "at-most"],
  [/(?:左右|上下|余)$/, "about"],
];
const WHOLE = new RegExp(`^([+-]?)(${NUMBER})(${UNIT})?$`, "u");
const RANGE = new RegExp(`^(${NUMBER})(${UNIT})?(?:-|—|–|－|~|～|至|到)+(${NUMBER})(${UNIT})?$`, "u");
const EMBEDDED = new RegExp(`(?<![\\d.])([+-]?)(${NUMBER})(${UNIT})?(?![\\d.])`, "gu");
const NOT_AMOUNTS = /\d{4}年|\d+月(?!份)|\d+日|〔\d+〕|\[\d{4}\]|第\d+|\d+号/;

interface Sign {
  readonly text: string;
  readonly negative: boolean;
}

const PARENTHESISED = new RegExp(`^\\((${NUMBER})(?:([%‰])\\)|\\)([%‰]?))$`);

/** Accountants' signs: `(50.00)`, `(8.55%)`, `△50`, `减44035`, `增44035`, `－5`. */
function sign(text: string): Sign {
  const parenthesised = PARENTHESISED.exec(text);
  if (parenthesised) return { text: `${parenthesised[1]}${parenthesised[2] ?? parenthesised[3]}`, negative: true };
  const word = /^(增加|增长|增|上升|减少|减|降低|下降|降|△|▲)(?=[\d.])/.exec(text);
  if (!word) return { text, negative: false };
  return { text: text.slice(word[0].length), negative: /[减降△▲]/.test(word[0]) };
}

function figure(
  raw: string,
  mark: string,
  digits: string,
  unit: string | undefined,
  negative: boolean,
  qualifier: Qualifier | null,
): Figure {
  const bare = digits.replaceAll(",", "").replace(/^\./, "0.");
  const value = decimal(bare);
  return {
    raw,
    value: (mark === "-") !== negative ? value.neg() : value,
    decimals: bare.split(".")[1]?.length ?? 0,
    unit: unit === undefined ? null : (unitOf(unit) ?? null),
    qualifier,
  };
}

/**
 * The text without its blanks and marks of the currency, in half width, minus signs made plain (a dash right before the
 * first digit is one). A blank that parts thousands (`3 646.49`) goes; any other between digits stays, so that `12 34` is
 * no number.
 */
function tidy(raw: string): string {
  return halfWidth(raw)
    .replace(/[\u200b-\u200d\ufeff]/g, "")
    .replace(/[¥￥]/g, "")
    .replace(/[−﹣]/g, "-")
    .replace(/^\s*[‒–—]\s*(?=[\d.])/, "-")
    .replace(/(?<=^[^\d]*\d+(?:\s\d{3})*)\s(?=\d{3}(?:\s\d{3})*(?:\.\d+)?\D*$)/g, "")
    .replace(/(?<=\d)\s+(?=[.\d])/g, "\u0001")
    .replace(/\s+/g, "")
    .replace(/,(?=\d{3}(?:\D|$))/g, ",");
}

/** Marks that a cell carries where there is no figure: blank, a dash, a slash. */
export const isBlankFigure = (raw: string): boolean => /^(?:[-—–−/\\*无]+|\.{2,}|…+)?$/.test(tidy(raw));

/**
 * The text that the number of a cell is read from. Of a workbook's number the format decides only how it looks: nought
 * written as a dash is 0, and a point with nothing behind it (`12.`, by the format `0.##`) goes.
 */
export function numberText({ text, stored }: Cell): string {
  if (stored === undefined) return text;
  if (stored === "0" && text.trim() !== "" && isBlankFigure(text)) return "0";
  return text.replace(/(?<=\d)\.(?!\d)/, "");
}

/**
 * Reads a cell that is a figure and nothing else: `51,760,512.34`, `97.96％`, `≥550元`, `6-9个月`, `增44035`, `(50.00)`,
 * `160 元/人`, `70%左右`. Anything else (words, dates, document numbers) gives `undefined`.
 */
export function readFigure(raw: string): Figure | undefined {
  let text = tidy(raw);
  if (!/\d/.test(text) || text.includes("\u0001")) return undefined;
  let qualifier: Qualifier | null = null;
  for (const [pattern, kind] of BEFORE)
    if (pattern.test(text)) {
      qualifier = { kind };
      text = text.replace(pattern, "");
      break;
    }
  if (!qualifier)
    for (const [pattern, kind] of AFTER)
      if (pattern.test(text)) {
        qualifier = { kind };
        text = text.replace(pattern, "");
        break;
      }
  const range = RANGE.exec(text);
  if (range && !qualifier) {
    const [, low = "", lowUnit, high = "", highUnit] = range;
    const upper = new Decimal(high.replaceAll(",", ""));
    const lower = figure(raw, "", low, highUnit ?? lowUnit, false, { kind: "range", high: upper });
    // 2016-2017 and 2018.6-12 are periods, 4-5 with the larger number first is no range.
    return lower.unit === null || upper.lte(lower.value) ? undefined : lower;
  }
  const signed = sign(text);
  const whole = WHOLE.exec(signed.text);
  return whole ? figure(raw, whole[1]!, whole[2]!, whole[3], signed.negative, qualifier) : undefined;
}

/**
 * The one figure inside a cell of words: `新增功能模块1个`, `(20分*执行率) 13`. What stands in brackets does not count.
 * `undefined` where there is none or more than one, or where the number is a date or a document number.
 */
export function readEmbedded(raw: string): Figure | undefined {
  const exact = readFigure(raw);
  if (exact) return exact;
  const text = tidy(raw).replace(/[(（][^()（）]*[)）]/g, "");
  if (NOT_AMOUNTS.test(text)) return undefined;
  const whole = readFigure(text);
  if (whole) return { ...whole, raw };
  const found = [...text.matchAll(EMBEDDED)];
  const [only] = found;
  if (found.length !== 1 || !only) return undefined;
  return figure(raw, only[1]!, only[2]!, only[3], false, null);
}
