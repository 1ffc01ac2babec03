import type { Decimal } from "../model/decimal.ts";
import { indentation } from "./printed.ts";
import { key, totalWords } from "./words.ts";

/** The figures of a row, one for each column of figures; read only where the words leave it open. */
export type Amounts = () => readonly (Decimal | undefined)[];

/** A row as its nesting is worked out from it. */
export interface Named {
  readonly label: string;
  /** The label as it stands, its indentation kept. */
  readonly raw: string;
  /** Rows of different groups are not nested in each other. */
  readonly group: string;
  readonly amounts?: Amounts;
  /** Steps in from the codes beside it. */
  readonly depth?: number;
  /** Numbering that stands beside the label. */
  readonly number?: string;
}

/** A row with what its label shows. */
export interface Seen {
  readonly row: Named;
  readonly label: string;
  readonly indent: number;
  readonly mark: Mark | undefined;
  /** The label begins with 其中. */
  readonly begins: boolean;
  readonly total: boolean;
}

/** How a label is numbered. */
export interface Mark {
  readonly style: string;
  /** Place of the style among all, the outermost first. */
  readonly rank: number;
  readonly number: string;
}

const STYLES: readonly (readonly [string, RegExp])[] = [
  ["part", /^第[一二三四五六七八九十\d]+[部分编章]/],
  ["roman", /^[Ⅰ-ⅻ]+[、.．]?/],
  ["han", /^[一二三四五六七八九十]+[、.．]/],
  ["bracketed-han", /^[(][一二三四五六七八九十]+[)]/],
  ["number", /^\d{1,2}[、.．)](?!\d)/],
  ["decimal", /^\d{1,2}(?:\.\d{1,2}){1,4}[、.．]?(?=\D|$)/],
  ["bracketed-number", /^[(]\d{1,2}[)]/],
  ["circled", /^[①-⑳]/],
  ["letter", /^[a-zA-Z][、.)]/],
];

/** The numbering that a label begins with: 一、, （二）, 3., 1.2, ④. A deeper 1.2.3 is a style of its own. */
export function markOf(label: string): Mark | undefined {
  for (const [rank, [style, pattern]] of STYLES.entries()) {
    const found = pattern.exec(label)?.[0];
    if (found === undefined) continue;
    const depth = style === "decimal" ? found.split(/[.．]/).filter((part) => /\d/.test(part)).length : 0;
    return { style: `${style}${depth || ""}`, rank: rank + depth / 10, number: found.replace(/[、.．()]/g, "") };
  }
  return undefined;
}

/** Whether a numbering starts anew. */
export const startsOver = ({ number }: Mark): boolean => /^(?:一|1|①|a|A|Ⅰ|ⅰ)$/.test(number);

const OF_WHICH = /^(?:其中|of ?which|including)[:：]?/i;

export function seen(row: Named): Seen {
  const label = key(row.label);
  const begins = OF_WHICH.exec(label);
  return {
    row,
    label,
    indent: indentation(row.raw),
    mark: markOf(begins ? label.slice(begins[0].length) : label) ?? markOf(row.number ?? ""),
    begins: begins !== null,
    total: totalWords(row.label) !== undefined,
  };
}
