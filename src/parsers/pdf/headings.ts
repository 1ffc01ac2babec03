import { type Band, bandsUnder } from "./parts.ts";
import { type Line, sizeOf } from "./shapes.ts";

/** What stands in each band of one row. */
export type BandRow = readonly (readonly Line[])[];

/** How far (share of its columns' width) a heading may be from where it should stand over them. */
const OFF = 0.25;
/** What it is worth (heights of a character) that a column has a heading over it. */
const WORTH = 3;
/** What begins at one place differs by less (points). */
const NEAR = 2;

interface Span {
  readonly from: number;
  readonly to: number;
}

/**
 * The columns that each heading of a row is over, by its own column. Without lines, headings share out the columns that have
 * a heading below: each stands in the middle of its own, or else each where its first one begins.
 */
export function spansOf(row: BandRow, below: readonly BandRow[], bands: readonly Band[]): ReadonlyMap<number, Span> {
  const heads = row.flatMap((lines, column) => {
    const [part] = lines;
    if (!part) return [];
    const under = bandsUnder(part, bands);
    return [{ column, part, from: under[0]!, to: under.at(-1)! }];
  });
  const hasBelow = (at: number): boolean => below.some((cells) => cells[at]!.length > 0);
  // The first column has the labels of the rows.
  const isFree = (at: number): boolean => at > 0 && row[at]!.length === 0 && hasBelow(at);
  const ways = (index: number): Span[] => {
    const { column, from, to } = heads[index]!;
    const [first, last] = [(heads[index - 1]?.to ?? -1) + 1, (heads[index + 1]?.from ?? bands.length) - 1];
    const spans: Span[] = [];
    for (let start = from; start >= first && (start === from || isFree(start)); start -= 1)
      for (let end = to; end <= last && (end === to || isFree(end)); end += 1) spans.push({ from: start, to: end });
    return hasBelow(column) ? spans : [{ from, to }];
  };
  const left = (index: number, { from }: Span): number => {
    const off = Math.abs(bands[from]!.left - heads[index]!.part.left);
    return off < NEAR ? off : Number.POSITIVE_INFINITY;
  };
  const middle = (index: number, { from, to }: Span): number =>
    Math.abs(bands[from]!.left + bands[to]!.right - heads[index]!.part.left - heads[index]!.part.right) / 2;
  const free = bands.filter((_, at) => isFree(at)).length;
  const [best] = [middle, left]
    .map((cost) =>
      cheapest(
        heads.map((_, index) => ways(index)),
        cost,
        sizeOf(heads[0]!.part),
      ),
    )
    .sort((a, b) => b.covered - a.covered || a.cost - b.cost);
  return new Map(
    heads.map(({ column, from, to }, index) => {
      // Headings that overlap share out nothing.
      const span = best!.spans[index] ?? { from, to };
      const width = bands[span.to]!.right - bands[span.from]!.left;
      const isOver = free > 0 && Math.min(left(index, span), middle(index, span)) < width * OFF;
      return [column, isOver ? span : { from, to }];
    }),
  );
}

/** One way for each heading, none over another's, that costs least. */
function cheapest(
  ways: readonly (readonly Span[])[],
  cost: (index: number, span: Span) => number,
  size: number,
): { cost: number; covered: number; spans: readonly Span[] } {
  let states = new Map<number, { cost: number; spans: readonly Span[] }>([[-1, { cost: 0, spans: [] }]]);
  for (const [index, some] of ways.entries()) {
    const next: typeof states = new Map();
    for (const [end, state] of states)
      for (const span of some) {
        if (span.from <= end) continue;
        const total = state.cost + cost(index, span) - (span.to - span.from) * size * WORTH;
        if (total <= (next.get(span.to)?.cost ?? Number.POSITIVE_INFINITY))
          next.set(span.to, { cost: total, spans: [...state.spans, span] });
      }
    states = next;
  }
  const [best] = Array.from(states.values()).sort((a, b) => a.cost - b.cost);
  if (!best || !Number.isFinite(best.cost)) return { cost: 0, covered: -1, spans: [] };
  return { ...best, covered: best.spans.reduce((sum, { from, to }) => sum + to - from, 0) };
}
