import { averages } from "./averages.ts";
import { surprises } from "./bits.ts";
import type { Candidate } from "./candidate.ts";
import { EXACT, MISS, NONE } from "./evidence.ts";
import type { NumericGrid } from "./numeric-grid.ts";
import { quotients } from "./quotients.ts";
import type { Inferred, Instance } from "./relation.ts";
import { sums } from "./sums.ts";
import { type Direction, type Headings, NO_HEADINGS, type View, viewOf } from "./view.ts";

function inferred(view: View, { kind, shape, total, parts, factor, trial, from, to, holds, misses, net, said }: Candidate): Inferred {
  const instances: Instance[] = [];
  for (let a = from; a <= to; a += 1) {
    const state = trial.states[a]!;
    if (state !== NONE)
      instances.push({ across: a, parts: parts(a), is: state === EXACT ? "exact" : state === MISS ? "misses" : "rounded" });
  }
  return { kind, shape, direction: view.direction, total, instances, factor, bits: net - said, holds, misses };
}

/** Which cells of a table are sums, averages, quotients and changes of which others, by the numbers alone. Headings are a weak prior. */
export function infer(grid: NumericGrid, headings: Headings = NO_HEADINGS): readonly Inferred[] {
  return (["columns", "rows"] as const satisfies readonly Direction[]).flatMap((direction) => {
    const view = viewOf(grid, direction, headings);
    const added = sums(view);
    const surprise = surprises(view.lines, view.across, view.value);
    return [...added, ...averages(view, added, surprise), ...quotients(view, surprise)].map((candidate) => inferred(view, candidate));
  });
}
