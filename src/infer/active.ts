import type { View } from "./view.ts";

/**
 * Which figures are still open, that is not yet taken in by a total, with running sums over them. Each crossing line has
 * its own, since stacked tables roll up differently.
 */
export interface Active {
  readonly open: Uint8Array;
  /** The lines of the open figures in order: `lines` entries a crossing line, of which as many count as figures are open. */
  readonly order: Int32Array;
  /** Sum of the open figures before a line: `lines + 1` entries a crossing line. */
  readonly before: Float64Array;
  /** Number of open figures that are not nought before a line. */
  readonly counted: Int32Array;
  /** Number of open figures before a line. */
  readonly figures: Int32Array;
}

/** Only the figures that are marked. */
export function activeOf(view: View, open: Uint8Array): Active {
  const { lines, across } = view;
  const active: Active = {
    open,
    order: new Int32Array(lines * across),
    before: new Float64Array((lines + 1) * across),
    counted: new Int32Array((lines + 1) * across),
    figures: new Int32Array((lines + 1) * across),
  };
  for (let a = 0; a < across; a += 1) addUp(view, active, a);
  return active;
}

/** A mark for every figure. */
export function everyFigure({ value }: View): Uint8Array {
  const open = new Uint8Array(value.length);
  for (let at = 0; at < value.length; at += 1) if (!Number.isNaN(value[at]!)) open[at] = 1;
  return open;
}

/** Adds one crossing line up again after some of its figures were taken in. */
export function addUp({ lines, value }: View, { open, order, before, counted, figures }: Active, a: number): void {
  const base = a * lines;
  const row = a * (lines + 1);
  let sum = 0;
  let count = 0;
  let all = 0;
  for (let line = 0; line < lines; line += 1) {
    before[row + line] = sum;
    counted[row + line] = count;
    figures[row + line] = all;
    if (open[base + line] === 0) continue;
    order[base + all] = line;
    all += 1;
    sum += value[base + line]!;
    if (value[base + line] !== 0) count += 1;
  }
  before[row + lines] = sum;
  counted[row + lines] = count;
  figures[row + lines] = all;
}

/** The open figures of a crossing line from one line to another, ends included. */
export function openBetween({ lines }: View, { order, figures }: Active, a: number, low: number, high: number): readonly number[] {
  const row = a * (lines + 1);
  const found: number[] = [];
  for (let at = figures[row + low]!; at < figures[row + high + 1]!; at += 1) found.push(order[a * lines + at]!);
  return found;
}
