import type { View } from "./view.ts";

/**
 * Which figures are still open, that is not yet taken in by a total, with running sums over them. Each crossing line has
 * its own, since stacked tables roll up differently.
 */
export interface Active {
  readonly open: Uint8Array;
  /** Sum of the open figures before a line: `lines + 1` entries a crossing line. */
  readonly before: Float64Array;
  /** Number of open figures that are not nought before a line. */
  readonly counted: Int32Array;
  /** Number of open figures before a line. */
  readonly figures: Int32Array;
}

export function newActive(view: View): Active {
  const { lines, across } = view;
  const active: Active = {
    open: new Uint8Array(lines * across),
    before: new Float64Array((lines + 1) * across),
    counted: new Int32Array((lines + 1) * across),
    figures: new Int32Array((lines + 1) * across),
  };
  for (let at = 0; at < lines * across; at += 1) active.open[at] = Number.isNaN(view.value[at]!) ? 0 : 1;
  for (let a = 0; a < across; a += 1) addUp(view, active, a);
  return active;
}

/** Adds one crossing line up again after some of its figures were taken in. */
export function addUp({ lines, value }: View, { open, before, counted, figures }: Active, a: number): void {
  let sum = 0;
  let count = 0;
  let all = 0;
  for (let line = 0; line < lines; line += 1) {
    const at = a * lines + line;
    before[a * (lines + 1) + line] = sum;
    counted[a * (lines + 1) + line] = count;
    figures[a * (lines + 1) + line] = all;
    if (open[at] === 1) {
      sum += value[at]!;
      all += 1;
      if (value[at] !== 0) count += 1;
    }
  }
  before[a * (lines + 1) + lines] = sum;
  counted[a * (lines + 1) + lines] = count;
  figures[a * (lines + 1) + lines] = all;
}
