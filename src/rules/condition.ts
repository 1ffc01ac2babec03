import type { Expression } from "../model/relation.ts";
import { figuresOf } from "../relations/relate.ts";
import type { Desk } from "./desk.ts";
import { express, holds, printedValue, SHOWN, shortLabel } from "./express.ts";
import type { Condition } from "./formula.ts";
import { cellFor, isTrouble, type Line, type Trouble } from "./resolve.ts";
import { textOf } from "./sheet.ts";
import { find, plainText } from "./wording.ts";

/** A figure that a condition looked at, in formula order. */
export interface Looked {
  readonly record: string;
  readonly role: string;
}

/** Whether a condition holds for a line, and by which figures. A figure that is not there makes it neither true nor false. */
export type Outcome = { readonly holds: boolean; readonly by: readonly Looked[]; readonly told?: readonly string[] } | Trouble;

/** A side of a comparison as a person reads it: `三公经费合计 × 本年度 98701`; nothing of longer arithmetic. */
function shownSide(desk: Desk, expression: Expression): string | undefined {
  if (expression.op === "number") return expression.words;
  const record = expression.op === "figure" ? desk.evidence.records.get(expression.record) : undefined;
  return record && `${shortLabel(record).replace(/["“”]/g, "")} ${record.figure.raw.trim()}`;
}

const NOTHING_SAID = /^(?:无|没有|暂无|不适用|[-—–/\\.…]+)?$/;

/** Whether a text says anything: blank, 无 and a dash do not. */
export const saysSomething = (text: string): boolean => !NOTHING_SAID.test(plainText(text));

function both(desk: Desk, line: Line, condition: Extract<Condition, { of: unknown }>): Outcome {
  const by: Looked[] = [];
  const told: string[] = [];
  let unknown: Trouble | undefined;
  for (const each of condition.of) {
    const outcome = judge(desk, line, each);
    if (isTrouble(outcome)) unknown ??= outcome;
    else {
      by.push(...outcome.by);
      told.push(...(outcome.told ?? []));
      if (outcome.holds !== (condition.test === "and")) return { holds: outcome.holds, by, told };
    }
  }
  return unknown ?? { holds: condition.test === "and", by, told };
}

/** Judges a condition by the exact printed values, without their rounding. */
export function judge(desk: Desk, line: Line, condition: Condition): Outcome {
  switch (condition.test) {
    case "and":
    case "or":
      return both(desk, line, condition);
    case "text":
      return {
        holds: (find(desk.passage(line.spot.sheet, line.siblings).text, condition.words) !== undefined) === condition.wanted,
        by: [],
      };
    case "has":
    case "filled": {
      const spot = cellFor(desk, line, condition.name);
      if (isTrouble(spot)) return spot;
      const text = textOf(desk.evidence, spot);
      const is = condition.test === "filled" ? saysSomething(text) : find(plainText(text), condition.words) !== undefined;
      return { holds: is === condition.wanted, by: [] };
    }
    case "compare": {
      const left = express(desk, line, condition.left);
      if (isTrouble(left)) return left;
      const right = express(desk, line, condition.right);
      if (isTrouble(right)) return right;
      const a = printedValue(left.expression, desk.evidence.records);
      const b = printedValue(right.expression, desk.evidence.records);
      if (!a || !b) return { trouble: "blank" };
      const [one, two] = [shownSide(desk, left.expression), shownSide(desk, right.expression)];
      return {
        holds: holds(a, condition.sign, b),
        by: [...figuresOf(left.expression), ...figuresOf(right.expression)],
        told: one === undefined || two === undefined ? [] : [`${one} ${SHOWN[condition.sign]} ${two}`],
      };
    }
  }
}
