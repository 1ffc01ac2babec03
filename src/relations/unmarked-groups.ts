import { type Decimal, ZERO } from "../model/decimal.ts";
import type { Axis, Line } from "./axis.ts";

/** A line and those right after it that add up to it, though neither words nor layout say so. */
export interface UnmarkedGroup {
  readonly head: Line;
  readonly parts: readonly Line[];
}

/** Lines that a group without any mark may have. */
const LONGEST = 40;

/** Where lines right after `lines[at]` first add up to it wherever it has a figure, to the last digit, how many they are; else 0. */
function lengthOf(axis: Axis, lines: readonly Line[], at: number): number {
  const value = (line: Line, across: Line): Decimal | undefined => axis.at(line, across)?.figure.value;
  const head = lines[at]!;
  // One crossing line finds the length, the others confirm it.
  const guide = axis.across.find((across) => value(head, across)?.isZero() === false);
  if (!guide) return 0;
  const goal = value(head, guide)!;
  const addsUp = (parts: readonly Line[]): boolean =>
    axis.across.every((across) => {
      const whole = value(head, across);
      return whole === undefined || parts.reduce((sum, line) => sum.plus(value(line, across) ?? ZERO), ZERO).eq(whole);
    });
  let sum: Decimal = ZERO;
  for (let length = 1; length <= LONGEST && at + length < lines.length; length += 1) {
    sum = sum.plus(value(lines[at + length]!, guide) ?? ZERO);
    if (length >= 2 && sum.eq(goal) && addsUp(lines.slice(at + 1, at + 1 + length))) return length;
  }
  return 0;
}

/**
 * The groups among lines of one level in their order (甲支出 100, 设备 40, 人员 60, 乙支出 …): each line that two or more right
 * after it add up to on every crossing line, to the last digit.
 */
export function unmarkedGroups(axis: Axis, lines: readonly Line[]): readonly UnmarkedGroup[] {
  const groups: UnmarkedGroup[] = [];
  for (let at = 0; at < lines.length; at += 1) {
    const length = lengthOf(axis, lines, at);
    if (length > 0) groups.push({ head: lines[at]!, parts: lines.slice(at + 1, at + 1 + length) });
    at += length;
  }
  return groups;
}
