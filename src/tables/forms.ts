import { grouped } from "../model/grouped.ts";
import type { Column, Table } from "../model/table.ts";
import { unitInLabel } from "../model/unit.ts";
import type { Block } from "./blocks.ts";
import { classified, type Line } from "./classified.ts";
import { type Area, filled, type Lattice, numeric, type Piece } from "./lattice.ts";
import type { Pair, PairRow } from "./pairs.ts";
import { periodInLabel } from "./period.ts";
import { identifierWords, key } from "./words.ts";

type Draft = Omit<Table, "id">;
type Around = Pick<Draft, "document" | "grid" | "title" | "unit" | "period" | "notes">;

/**
 * The tables that rows of label/value pairs make. Where pairs stand side by side under parallel labels they are a matrix:
 * a column for each pair, headed by its first label. All others become forms, one for each position in the row, amounts
 * apart from words.
 */
export function forms(lattice: Lattice, block: Block, around: Around): readonly Draft[] {
  const read = block.pairs;
  const drafts: Draft[] = [];
  let plain: PairRow[] = [];
  const flush = (): void => {
    drafts.push(...pairForms(lattice, block, around, plain));
    plain = [];
  };
  for (let at = 0; at < read.length; ) {
    const length = parallel(read, at);
    if (length > 1) {
      flush();
      drafts.push(matrix(lattice, around, read.slice(at, at + length)));
      at += length;
    } else plain.push(read[at++]!);
  }
  flush();
  return drafts;
}

const labelColumns = ({ pairs }: PairRow): string => pairs.map(({ label }) => label.column).join(",");

/** How many rows from `at` on stand in the same columns and, after the first, say the same in each pair. */
function parallel(rows: readonly PairRow[], at: number): number {
  const first = rows[at]!;
  if (first.pairs.length < 2 || !first.pairs.some(({ value }) => value?.kind === "figure")) return 1;
  if (new Set(first.pairs.map(({ label }) => key(label.text))).size !== first.pairs.length) return 1;
  let length = 1;
  for (const row of rows.slice(at + 1)) {
    if (labelColumns(row) !== labelColumns(first)) break;
    const labels = row.pairs.map(({ label }) => key(label.text));
    if (labels.some((label) => label !== labels[0]) || row.pairs.some(({ value }) => value && value.kind === "text")) break;
    length++;
  }
  return length;
}

/** What the first row of a matrix is called: it holds the whole that the rows under it break down. */
const WHOLE = "合计";

function matrix(lattice: Lattice, around: Around, rows: readonly PairRow[]): Draft {
  const [first] = rows;
  const columns: Column[] = [];
  const moved = new Map<string, readonly [number, number]>();
  for (const { label, value } of first!.pairs) {
    const index = value?.column ?? label.column + label.width;
    if (columns.length === 0) columns.push({ index: label.column, path: [], role: "label", unit: null, period: null });
    columns.push({ index, path: [label.text], role: "figure", unit: unitInLabel(label.text) ?? null, period: periodInLabel(label.text) });
  }
  for (const { row, pairs } of rows.slice(1))
    for (const [order, { value }] of pairs.entries()) {
      const index = columns[order + 1]!.index;
      if (value && value.column !== index) moved.set(`${row},${index}`, [row, value.column]);
    }
  const lines = rows.map((row, order): Line => {
    const label = order === 0 ? WHOLE : row.pairs[0]!.label.text;
    return {
      index: row.row,
      groups: row.groups.map(({ text }) => text),
      label,
      raw: order === 0 ? WHOLE : rawText(lattice, row.pairs[0]!),
      figures: row.pairs.length,
      unlabelled: false,
    };
  });
  const classes = classified(lines);
  const whole = classes.some(({ ofWhich }) => ofWhich);
  return {
    ...around,
    form: false,
    columns,
    rows: classes.map((row, order) => (order === 0 && !whole ? { ...row, role: "item" as const } : row)),
    headerRows: [],
    moved,
  };
}

const rawText = (lattice: Lattice, { label }: Pair): string => lattice.grid.rows[label.row]?.[label.column]?.text ?? label.text;

interface Slot {
  readonly row: PairRow;
  readonly pair: Pair;
}

function pairForms(lattice: Lattice, block: Block, around: Around, rows: readonly PairRow[]): readonly Draft[] {
  const all = rows.flatMap((row) => row.pairs.map((pair): Slot => ({ row, pair })));
  const slots = [...grouped(all, ({ pair }) => `${pair.slot}`).values()].sort(([one], [other]) => one!.pair.slot - other!.pair.slot);
  return slots.flatMap((slot) => {
    const isAmount = ({ pair: { label, value } }: Slot): boolean => value !== undefined && numeric(value) && !identifierWords(label.text);
    const amounts = slot.some(isAmount);
    const figures = slot.filter((each) => isAmount(each) || (amounts && each.pair.value === undefined));
    const words = slot.filter((each) => !figures.includes(each));
    return [
      ...(words.length > 0 ? [form(lattice, block, around, words, "text")] : []),
      ...(figures.length > 0 ? [form(lattice, block, around, figures, "figure")] : []),
    ];
  });
}

function form(lattice: Lattice, block: Block, around: Around, slots: readonly Slot[], role: "figure" | "text"): Draft {
  const first = slots.find(({ pair }) => pair.value !== undefined) ?? slots[0]!;
  const labelAt = first.pair.label.column;
  const valueAt = first.pair.value?.column ?? labelAt + first.pair.label.width;
  const moved = new Map<string, readonly [number, number]>();
  const lines = slots.map(({ row, pair }): Line => {
    const value = pair.value?.column ?? besideLabel(block.area, pair);
    if (pair.label.column !== labelAt) moved.set(`${row.row},${labelAt}`, [row.row, pair.label.column]);
    if (value !== valueAt) moved.set(`${row.row},${valueAt}`, [row.row, value]);
    return {
      index: row.row,
      groups: [...row.groups, ...pair.under].map(({ text }) => text),
      label: pair.label.text,
      raw: rawText(lattice, pair),
      figures: pair.value && filled(pair.value) ? 1 : 0,
      unlabelled: false,
      ...(role === "figure" ? statedBy([...row.groups, ...pair.under]) : {}),
    };
  });
  return {
    ...around,
    form: true,
    columns: [
      { index: labelAt, path: [], role: "label", unit: null, period: null },
      { index: valueAt, path: [], role, unit: null, period: null },
    ],
    rows: classified(lines),
    headerRows: [],
    moved,
  };
}

/** The unit that the labels around a pair state: 项目资金（万元） beside 年度资金总额. */
function statedBy(groups: readonly Piece[]): { readonly unit?: string } {
  const unit = groups.map(({ text }) => unitInLabel(text)).findLast((each) => each !== undefined);
  return unit ? { unit: unit.symbol } : {};
}

/** Where the answer to an unanswered label would stand. */
const besideLabel = (area: Area, { label }: Pair): number => Math.min(label.column + label.width, area.right - 1);
