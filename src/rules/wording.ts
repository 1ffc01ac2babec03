import { type Decimal, decimal, tenTo } from "../model/decimal.ts";
import { halfWidth } from "../model/label.ts";
import { UNIT_SYMBOLS, type Unit, unitOf } from "../model/unit.ts";

/** Words looked for in a text: `#` stands for a number, `*` for anything inside the sentence. */
export interface Words {
  readonly source: string;
  readonly pattern: RegExp;
}

/** A number that a text states. `value` is in base units (150元 → 150, 5% → 0.05); `words` is the number with its unit as printed. */
export interface Stated {
  readonly value: Decimal;
  readonly words: string;
  readonly unit: Unit | null;
  /** The sentence around it. */
  readonly sentence: string;
}

/** A text as words are looked for in it: half width, without blanks. */
export const plainText = (text: string): string =>
  halfWidth(text)
    .replace(/[\u200b-\u200d\ufeff]/g, "")
    .replace(/\s+/g, "");

const NUMBER = String.raw`(?<![\d.])(\d+(?:,\d{3})*(?:\.\d+)?)(?![\d.]*\d)`;

/** The search for words as a rule writes them. */
export function wordsOf(source: string): Words {
  const pattern = plainText(source)
    .replace(/[.+?^${}()|[\]\\]/g, "\\$&")
    .replaceAll("*", "[^。;；]*?")
    .replaceAll("#", NUMBER);
  return { source, pattern: new RegExp(pattern, "gu") };
}

/** Where the words stand in a text (made plain before); `undefined` where they do not. */
export function find(text: string, { pattern }: Words): { readonly start: number; readonly end: number } | undefined {
  const match = new RegExp(pattern.source, "u").exec(text);
  return match ? { start: match.index, end: match.index + match[0].length } : undefined;
}

function sentenceAround(text: string, start: number, end: number): string {
  const from = Math.max(...["。", ";", "；"].map((mark) => text.lastIndexOf(mark, start - 1))) + 1;
  const ends = ["。", ";", "；"].map((mark) => text.indexOf(mark, end)).filter((at) => at >= 0);
  return text.slice(from, ends.length > 0 ? Math.min(...ends) : text.length);
}

/** Every number that stands in a text (made plain before) where the words have `#`. */
export function statedIn(text: string, { pattern }: Words): readonly Stated[] {
  return [...text.matchAll(new RegExp(pattern.source, "dgu"))].flatMap((match) =>
    match.slice(1).flatMap((digits, group) => {
      const span = match.indices?.[group + 1];
      if (digits === undefined || !span) return [];
      const symbol = UNIT_SYMBOLS.find((each) => text.startsWith(each, span[1]));
      const unit = symbol === undefined ? undefined : unitOf(symbol);
      return [
        {
          value: decimal(digits.replaceAll(",", "")).times(tenTo(unit?.power ?? 0)),
          words: `${digits}${symbol ?? ""}`,
          unit: unit ?? null,
          sentence: sentenceAround(text, match.index, match.index + match[0].length),
        },
      ];
    }),
  );
}
