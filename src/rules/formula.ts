import { type Decimal, decimal, tenTo } from "../model/decimal.ts";
import { halfWidth } from "../model/label.ts";
import type { Text } from "../model/text.ts";
import { unitOf } from "../model/unit.ts";
import { type Expectation, type GrammarError, parse } from "./grammar.js";
import { type Name, nameOf } from "./name.ts";
import { type Words, wordsOf } from "./wording.ts";

/** A number written in a formula, in base units; `words` as written. */
export interface Literal {
  readonly op: "literal";
  readonly value: Decimal;
  readonly words: string;
}

export type Sign = "=" | "<>" | "<" | "<=" | ">" | ">=";
export type Aggregate = "sum" | "average" | "min" | "max";

/** Where a text is read: a cell, the headings of the judged figure, its table, the text after it, or anywhere submitted. */
export type TextPlace = { readonly in: "cell"; readonly name: Name } | { readonly in: "text" | "labels" | "table" | "submission" };

/** Numbers that a text states where its words have `#`. */
export interface StatedNumber {
  readonly op: "stated";
  readonly words: Words;
  readonly place: TextPlace;
}

/** The weight that a form does not print, where the other scores of the group tell it (`weight.ts`). */
export interface WeightTerm {
  readonly op: "weight";
  /** The points of the group. */
  readonly points: Term;
  readonly score: Name;
  readonly target: Name;
  readonly result: Name;
}

export type Term =
  | Name
  | Literal
  | StatedNumber
  | WeightTerm
  | { readonly op: "sum"; readonly terms: readonly { readonly weight: 1 | -1; readonly of: Term }[] }
  | { readonly op: "product"; readonly factors: readonly Term[] }
  | { readonly op: "quotient"; readonly numerator: Term; readonly denominator: Term }
  | { readonly op: "aggregate"; readonly by: Aggregate; readonly items: readonly Term[] }
  | { readonly op: "count"; readonly name: Name; readonly test: { readonly sign: Sign; readonly right: Term } | null };

export type Condition =
  | { readonly test: "and" | "or"; readonly of: readonly Condition[] }
  | { readonly test: "text"; readonly words: Words; readonly wanted: boolean }
  | { readonly test: "has"; readonly name: Name; readonly words: Words; readonly wanted: boolean }
  | { readonly test: "filled"; readonly name: Name; readonly wanted: boolean }
  | { readonly test: "compare"; readonly left: Term; readonly sign: Sign; readonly right: Term };

export type Claim =
  | { readonly claim: "compare"; readonly judged: Name; readonly comparison: "equal" | "at-most" | "at-least"; readonly expression: Term }
  | { readonly claim: "ties"; readonly judged: Name; readonly other: Name }
  | { readonly claim: "multiple"; readonly judged: Name; readonly step: Term }
  | { readonly claim: "in"; readonly judged: Name; readonly members: readonly Term[] }
  | { readonly claim: "filled"; readonly judged: Name }
  | { readonly claim: "text-lacks"; readonly words: Words };

/** What a rule says of its form, and under which condition. */
export type Formula = Claim & { readonly where: Condition | null };

/** How the grammar builds what it does not take apart itself. */
export interface Leaves {
  readonly name: (table: string | null, words: string, at: number) => Name;
  readonly literal: (digits: string, unit: string, at: number) => Literal;
  readonly words: (source: string, at: number) => Words;
}

/** What is wrong in a formula, `offset` characters from its start. */
export interface FormulaFault {
  readonly offset: number;
  readonly message: Text;
}

/** Carries a fault out of the parser: the grammar's actions can only throw. */
const fault = (offset: number, zh: string, en: string): Error & { readonly fault: FormulaFault } =>
  Object.assign(new Error(en), { fault: { offset, message: { "zh-CN": zh, en } } });

const isFault = (error: unknown): error is Error & { readonly fault: FormulaFault } => error instanceof Error && "fault" in error;

const LEAVES: Leaves = {
  name: (table, words, at) => {
    const name = nameOf(table, words);
    if (!name)
      throw fault(
        at,
        `[${words}] 里有一层是空的，或 × 多于一个：写成 [上级/下级] 或 [行 × 列]`,
        `a level of [${words}] is empty, or it has more than one ×: write [outer/inner] or [row × column]`,
      );
    return name;
  },
  literal: (digits, unit, at) => {
    const known = unit === "" ? undefined : unitOf(unit);
    if (unit !== "" && !known)
      throw fault(
        at + digits.length,
        `不认识单位“${unit}”：请用 元、万元、人、分、% 等`,
        `unknown unit "${unit}": use 元, 万元, 人, 分, % …`,
      );
    return { op: "literal", value: decimal(digits).times(tenTo(known?.power ?? 0)), words: `${digits}${unit}` };
  },
  words: (source) => wordsOf(source),
};

/** What the grammar's display names are called in messages. */
const NAMES: { readonly [description: string]: Text } = {
  "name in square brackets": { "zh-CN": "方括号里的名称", en: "a name in square brackets" },
  number: { "zh-CN": "数", en: "a number" },
  "words in double quotes": { "zh-CN": "双引号里的文字", en: "words in double quotes" },
  "place of a text": {
    "zh-CN": "文字所在处（[行 × 列]、text、table、labels 或 submission）",
    en: "where the text stands ([row × column], text, table, labels or submission)",
  },
  comparison: { "zh-CN": "比较符号", en: "a comparison" },
};
const MOST_EXPECTED = 8;

function expectation({ type, text, description }: Expectation): Text | undefined {
  if (type === "end") return { "zh-CN": "公式结束", en: "the end of the formula" };
  if (type === "literal") return { "zh-CN": text ?? "", en: text ?? "" };
  return description === undefined ? undefined : NAMES[description];
}

function syntaxFault({ expected, found, location }: GrammarError): FormulaFault {
  const wanted = [...new Map((expected ?? []).flatMap((each) => expectation(each) ?? []).map((each) => [each.en, each])).values()].slice(
    0,
    MOST_EXPECTED,
  );
  const zh = wanted.map((each) => each["zh-CN"]).join("、");
  const en = wanted.map((each) => each.en).join(", ");
  return {
    offset: location.start.offset,
    message: {
      "zh-CN": `公式在此处看不懂：${found === null ? "公式没写完" : `不该有“${found}”`}；可以写 ${zh}`,
      en: `the formula cannot be read here: ${found === null ? "it ends too early" : `"${found}" is not expected`}; possible are ${en}`,
    },
  };
}

const isGrammarError = (error: unknown): error is GrammarError => error instanceof Error && "location" in error && "expected" in error;

/** Reads a formula into its tree, or says what is wrong and where. Full-width marks count as their half-width twins. */
export function parseFormula(text: string): { readonly formula: Formula } | { readonly fault: FormulaFault } {
  try {
    return { formula: parse(halfWidth(text), LEAVES) };
  } catch (error) {
    if (isFault(error)) return { fault: error.fault };
    if (isGrammarError(error)) return { fault: syntaxFault(error) };
    throw error;
  }
}
