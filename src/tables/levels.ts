import { type Mark, type Named, type Seen, seen } from "./numbering.ts";
import { type OnTheirOwn, onTheirOwn, partsEnd } from "./of-which.ts";

export interface Level {
  readonly level: number;
  readonly ofWhich: boolean;
}

/**
 * Nesting of rows from codes, numbering, 其中 and indentation. A style of numbering that first turns up under another one is
 * nested in it; rows without a number belong to the numbered row above, until a total closes the block.
 */
export function levels(rows: readonly Named[]): readonly Level[] {
  const all = rows.map(seen);
  const own = onTheirOwn(all);
  const found: Level[] = [];
  for (let from = 0; from < all.length; ) {
    let to = from + 1;
    while (to < all.length && all[to]!.row.group === all[from]!.row.group) to++;
    for (const level of nested(all.slice(from, to), own)) found.push(level);
    from = to;
  }
  return found;
}

/** A style of numbering that is open above the current row. */
interface Open {
  readonly style: string;
  readonly rank: number;
  readonly level: number;
}

/** The nesting of the rows of one group. */
function nested(rows: readonly Seen[], own: OnTheirOwn): Level[] {
  const found: Level[] = [];
  const plain = rows.filter(({ begins, mark }) => !begins && !mark);
  const indented = new Set(plain.map(({ indent }) => indent)).size > 1;
  const numbered = rows.some(({ mark, begins }) => mark && !begins);
  /** Indentations of the rows above that are less than those below them: the steps in. */
  let steps: number[] = [];
  const stepsIn = (indent: number): number => {
    while (steps.length > 0 && steps.at(-1)! >= indent) steps.pop();
    steps.push(indent);
    return steps.length - 1;
  };
  let open: readonly Open[] = [];
  let above: Seen | undefined;
  let closed = false;
  for (let order = 0; order < rows.length; order++) {
    const now = rows[order]!;
    if (now.begins) {
      const level = order === 0 ? 0 : found[order - 1]!.level + 1;
      const last = partsEnd(rows, order, own);
      for (; order < last; order++) found.push({ level, ofWhich: true });
      found.push({ level, ofWhich: true });
      continue;
    }
    let level = 0;
    if (now.row.depth !== undefined) level = now.row.depth;
    else if (now.mark) {
      open = opened(open, now.mark);
      level = open.at(-1)!.level;
      above = now;
      closed = false;
      steps = [];
    } else if (!numbered) level = indented ? stepsIn(now.indent) : 0;
    else if (now.total) {
      closed = true;
      steps = [];
    } else if (closed) level = indented ? stepsIn(now.indent) : 0;
    else if (open.length > 0 && !(indented && above && now.indent < above.indent)) level = open.at(-1)!.level + 1 + stepsIn(now.indent);
    found.push({ level, ofWhich: false });
  }
  return found;
}

/** The styles open at a row with this mark: back to its style if it is open, else one further in; styles of deeper rank close. */
function opened(open: readonly Open[], { style, rank }: Mark): readonly Open[] {
  const at = open.findIndex((each) => each.style === style);
  if (at >= 0) return open.slice(0, at + 1);
  const outer = open.filter((each) => each.rank < rank);
  return [...outer, { style, rank, level: outer.length === 0 ? 0 : outer.at(-1)!.level + 1 }];
}
