import { type Area, filled, type Lattice, numeric, type Piece } from "./lattice.ts";
import { fieldWords, sentence } from "./words.ts";

/** A label and the cell that answers it; `value` is `undefined` where nothing was filled in. */
export interface Pair {
  readonly label: Piece;
  readonly value: Piece | undefined;
  /** Labels that this one stands under, from the outside in. */
  readonly under: readonly Piece[];
  /** Pairs of one slot stand below each other. */
  readonly slot: number;
}

/** A row of label/value pairs, with the labels of the groups it stands in (merged down at its left). */
export interface PairRow {
  readonly row: number;
  readonly groups: readonly Piece[];
  readonly pairs: readonly Pair[];
}

/** Reads a row as label/value pairs: 项目负责人 | … | 联系电话 | …; `undefined` where it is none. */
export function pairsIn(lattice: Lattice, area: Area, row: number): PairRow | undefined {
  const across = lattice.across(row, area.left, area.right);
  const groups: Piece[] = [];
  let at = 0;
  // A cell merged down at the left, with label and value beside it, names the group.
  while (at < across.length) {
    const piece = across[at]!;
    const further = across.slice(at + 1).filter(filled).length;
    if (piece.row < row ? filled(piece) : piece.height > 1 && piece.kind === "text" && further >= 2) groups.push(piece);
    else if (piece.row === row || filled(piece)) break;
    at++;
  }
  const pieces = across.slice(at);
  // 资金情况 | 安排金额 | 3000 | 实际支出 | 2850: what the pairs are about stands before them.
  const said = pieces.filter(filled);
  if (
    said.length > 3 &&
    said.length % 2 === 1 &&
    said[0]!.row === row &&
    said.every((piece, order) => numeric(piece) === (order > 0 && order % 2 === 0))
  ) {
    groups.push(said[0]!);
    pieces.splice(0, pieces.indexOf(said[0]!) + 1);
  }
  const pairs: Pair[] = [];
  for (let from = 0; from < pieces.length; ) {
    const label = pieces[from]!;
    if (!filled(label)) {
      from++;
      continue;
    }
    if (label.row < row || label.kind !== "text" || sentence(label.text)) return undefined;
    let to = from + 1;
    while (to < pieces.length && !filled(pieces[to]!)) to++;
    const value = pieces[to];
    const skipped = to - from > 1;
    const pair = { label, under: [], slot: pairs.length };
    if (value === undefined || (skipped && value.kind === "text" && fieldWords(value.text) && !lastOf(pieces, to))) {
      const asked = fieldWords(label.text) || /[:：]$/.test(label.text) || pairs.every((each) => each.value && numeric(each.value));
      if (value === undefined && !asked) return undefined;
      pairs.push({ ...pair, value: undefined });
      from = to;
    } else {
      pairs.push({ ...pair, value });
      from = to + 1;
    }
  }
  if (pairs.length === 0) return undefined;
  const answered = pairs.filter(({ value }) => value !== undefined).length;
  if (answered === 0 && !pairs.every(({ label }) => fieldWords(label.text))) return undefined;
  return { row, groups, pairs };
}

const lastOf = (pieces: readonly Piece[], at: number): boolean => pieces.slice(at + 1).every((piece) => !filled(piece));
