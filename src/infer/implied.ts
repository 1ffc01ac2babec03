import { type Candidate, fullParts, holdsOn } from "./candidate.ts";
import { addTo, type Budget, learn, type Row, reduced, type Span } from "./span.ts";
import type { View } from "./view.ts";

/** Crossing lines of a sum that are looked at. */
const LOOKED_AT = 200;
/** Steps in all, at most: sums that are not looked at by then stay. Keeps the cost bounded where sums share many figures. */
const STEPS = 2e6;

/** The sums told of one crossing line: by their lines, and by the figures that stand there. */
interface Told {
  readonly byLine: Span<number>;
  readonly byFigure: Span<number>;
  /** The first line with the same figure; none for nought. */
  readonly same: (line: number) => number | undefined;
}

function nothingTold({ lines, value }: View, a: number): Told {
  const first = new Map<number, number>();
  for (let line = 0; line < lines; line += 1) {
    const figure = value[a * lines + line]!;
    if (!Number.isNaN(figure) && !first.has(figure)) first.set(figure, line);
  }
  const same = (line: number): number | undefined => {
    const figure = value[a * lines + line]!;
    return figure === 0 ? undefined : first.get(figure);
  };
  return { byLine: new Map(), byFigure: new Map(), same };
}

/** A sum on a crossing line, as a row that is nought. */
function rowOf({ total, parts }: Candidate, a: number, name: Told["same"]): Row<number> {
  const row: Row<number> = new Map();
  const put = (line: number, times: number): void => {
    const named = name(line);
    if (named !== undefined) addTo(row, named, times);
  };
  put(total, 1);
  for (const part of parts(a)) put(part, -1);
  return row;
}

const itself = (line: number): number => line;

const isOn = (sum: Candidate, a: number): boolean => a >= sum.from && a <= sum.to && holdsOn(sum, a);

function tell({ byLine, byFigure, same }: Told, sum: Candidate, a: number, budget: Budget): void {
  learn(byLine, rowOf(sum, a, itself), budget);
  learn(byFigure, rowOf(sum, a, same), budget);
}

/** How far the part furthest from its total stands. */
function reach(sum: Candidate): number {
  return Math.max(0, ...fullParts(sum).map((part) => Math.abs(part - sum.total)));
}

/**
 * Sums without those that, wherever they prove something, follow from the others only because figures there are equal or
 * nought: they read the same figures in other places. Of such, the one that reaches least far stays. What follows from the
 * others whatever the figures are (a total both of measures and of groups) is no accident and stays too.
 */
export function withoutImplied(view: View, sums: readonly Candidate[]): readonly Candidate[] {
  const kept: Candidate[] = [];
  const budget: Budget = { left: STEPS };
  const toldOn = new Map<number, Told>();
  const known = (a: number): Told => {
    let told = toldOn.get(a);
    if (!told) {
      told = nothingTold(view, a);
      toldOn.set(a, told);
      for (const sum of kept) if (isOn(sum, a)) tell(told, sum, a, budget);
    }
    return told;
  };
  const isImplied = (sum: Candidate): boolean => {
    const step = Math.max(1, Math.floor((sum.to - sum.from + 1) / LOOKED_AT));
    for (let a = sum.from; a <= sum.to; a += step) {
      if (!holdsOn(sum, a) || sum.trial.bits[a]! <= 0) continue;
      const { byLine, byFigure, same } = known(a);
      const isNew = reduced(byFigure, rowOf(sum, a, same), budget).size > 0;
      if (isNew || reduced(byLine, rowOf(sum, a, itself), budget).size === 0) return false;
    }
    return budget.left > 0;
  };
  const reaches = new Map(sums.map((sum) => [sum, reach(sum)]));
  for (const sum of [...sums].sort((one, other) => reaches.get(one)! - reaches.get(other)!)) {
    if (budget.left > 0 && isImplied(sum)) continue;
    if (budget.left > 0) for (const [a, told] of toldOn) if (isOn(sum, a)) tell(told, sum, a, budget);
    kept.push(sum);
  }
  const stay = new Set(kept);
  return sums.filter((sum) => stay.has(sum));
}
