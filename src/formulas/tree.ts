import { type AstExpression, parse, parseA1Ref, tokenize } from "@borgar/fx";
import { Decimal } from "../model/decimal.ts";

/** An end of a reference, counted from 0; `fixed`: it stays where it is when the formula is copied (`$`). */
export interface Edge {
  readonly at: number;
  readonly fixed: boolean;
}

/** A cell or a range; no edge means the whole column or row. `sheet`: as written, or that of the formula. */
export interface Reference {
  readonly is: "reference";
  readonly sheet: string | undefined;
  readonly top: Edge | undefined;
  readonly left: Edge | undefined;
  readonly bottom: Edge | undefined;
  readonly right: Edge | undefined;
  readonly isCell: boolean;
}

/** A workbook formula. What cannot be recalculated (names, other files, tables, macros) is `unknown`, with its words. */
export type Tree =
  | { readonly is: "number"; readonly value: Decimal }
  | { readonly is: "text"; readonly text: string }
  | { readonly is: "truth"; readonly value: boolean }
  | { readonly is: "error"; readonly error: string }
  | Reference
  | { readonly is: "call"; readonly name: string; readonly args: readonly Tree[] }
  | { readonly is: "operation"; readonly operator: string; readonly args: readonly Tree[] }
  | { readonly is: "array"; readonly rows: readonly (readonly Tree[])[] }
  | { readonly is: "unknown"; readonly words: string };

/** Deeper formulas than this are no one's work. */
const DEEPEST = 200;
const PLAIN_NUMBER = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[Ee][+-]?\d{1,3})?$/;

/** Parses a formula as a workbook writes it, without its equals sign; `undefined` where it is none. */
export function treeOf(formula: string): Tree | undefined {
  if (depthOf(formula) > DEEPEST) return undefined;
  try {
    return simplified(parse(tokenize(formula)));
  } catch {
    // Not a formula in Excel's grammar: it is left alone, and its result stands as saved.
    return undefined;
  }
}

function depthOf(formula: string): number {
  let [depth, deepest] = [0, 0];
  for (const mark of formula) {
    if (mark === "(") depth += 1;
    if (mark === ")") depth -= 1;
    deepest = Math.max(deepest, depth);
  }
  return deepest;
}

function simplified(node: AstExpression): Tree {
  switch (node.type) {
    case "Literal":
      if (typeof node.value === "boolean") return { is: "truth", value: node.value };
      if (typeof node.value === "string") return { is: "text", text: node.value };
      return PLAIN_NUMBER.test(node.raw) ? { is: "number", value: new Decimal(node.raw) } : { is: "unknown", words: node.raw };
    case "ErrorLiteral":
      return { is: "error", error: node.raw };
    case "ReferenceIdentifier":
      return node.kind === "range" || node.kind === "beam" ? referenceOf(node.value) : { is: "unknown", words: node.value };
    case "UnaryExpression":
      return { is: "operation", operator: `unary ${node.operator}`, args: node.arguments.map(simplified) };
    case "BinaryExpression":
      return { is: "operation", operator: node.operator, args: node.arguments.map(simplified) };
    case "CallExpression":
      return { is: "call", name: node.callee.name.toUpperCase().replace(/^_XLFN\.(?:_XLWS\.)?/, ""), args: node.arguments.map(simplified) };
    case "ArrayExpression":
      return { is: "array", rows: node.elements.map((row) => row.map((each) => simplified(each))) };
    default:
      return { is: "unknown", words: node.type };
  }
}

function referenceOf(written: string): Tree {
  const parsed = parseA1Ref(written);
  const unknown = { is: "unknown", words: written } as const;
  if (!parsed || !("range" in parsed) || !parsed.range) return unknown;
  const { context = [], range } = parsed;
  // Two contexts name another file, a colon several sheets at once.
  if (context.length > 1 || context[0]?.includes(":") || /^\[?\d+\]?$|\.xl/i.test(context[0] ?? "")) return unknown;
  const edge = (at: number | null | undefined, fixed: boolean | null | undefined): Edge | undefined =>
    at === null || at === undefined ? undefined : { at, fixed: fixed === true };
  const [top, left, bottom, right] = [
    edge(range.top, range.$top),
    edge(range.left, range.$left),
    edge(range.bottom, range.$bottom),
    edge(range.right, range.$right),
  ];
  const isCell = !written.slice(written.lastIndexOf("!") + 1).includes(":");
  return { is: "reference", sheet: context[0], top, left, bottom, right, isCell };
}

/**
 * A formula in terms relative to its cell: alike in all cells that it was copied to. `skeleton` is the same without where
 * its references point, so that two formulas may be told to differ only in their ranges.
 */
export function shapesOf(tree: Tree, row: number, column: number): { readonly shape: string; readonly skeleton: string } {
  const edge = (mark: string, one: Edge | undefined, base: number): string =>
    one === undefined ? mark : one.fixed ? `${mark}${one.at}` : `${mark}[${one.at - base}]`;
  const write = (one: Tree, relative: boolean): string => {
    switch (one.is) {
      case "number":
        return one.value.toString();
      case "text":
        return JSON.stringify(one.text);
      case "truth":
        return String(one.value);
      case "error":
        return one.error;
      case "unknown":
        return `<${one.words}>`;
      case "array":
        return `{${one.rows.map((cells) => cells.map((each) => write(each, relative)).join(",")).join(";")}}`;
      case "call":
        return `${one.name}(${one.args.map((each) => write(each, relative)).join(",")})`;
      case "operation":
        return `(${one.operator} ${one.args.map((each) => write(each, relative)).join(" ")})`;
      case "reference": {
        const sheet = one.sheet === undefined ? "" : `${one.sheet}!`;
        if (!relative) return `${sheet}${one.isCell ? "R" : "R:R"}`;
        const first = `${edge("R", one.top, row)}${edge("C", one.left, column)}`;
        return `${sheet}${one.isCell ? first : `${first}:${edge("R", one.bottom, row)}${edge("C", one.right, column)}`}`;
      }
    }
  };
  return { shape: write(tree, true), skeleton: write(tree, false) };
}

/** The references of a formula, in the order they are written. */
export function referencesIn(tree: Tree): readonly Reference[] {
  switch (tree.is) {
    case "reference":
      return [tree];
    case "call":
    case "operation":
      return tree.args.flatMap(referencesIn);
    default:
      return [];
  }
}
