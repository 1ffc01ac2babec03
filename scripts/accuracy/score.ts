import { addTo, learn, type Row, reduced, type Span } from "../../src/infer/span.ts";
import type { Aggregation, Sheet } from "./sheet.ts";

/** Found that are right, found; annotated that were found, annotated. */
interface Count {
  right: number;
  found: number;
  hit: number;
  annotated: number;
}

const LEVELS = ["exact", "cell", "equivalent"] as const;
export type Level = (typeof LEVELS)[number];
export type Tally = Map<string, Count>;

const cell = (place: readonly number[]): string => place.join(",");

function key({ type, aggregate, range }: Aggregation, isNumber: Sheet["isNumber"]): string | undefined {
  const kept = type === "sum" || type === "average" ? range.filter(isNumber).map(cell).sort() : range.map(cell);
  return kept.length === 0 ? undefined : `${type} ${cell(aggregate)} ${kept.join(" ")}`;
}

function rowOf(name: string): Row<string> | undefined {
  const [type, total, ...range] = name.split(" ");
  if (type !== "sum" && type !== "average") return undefined;
  const row: Row<string> = new Map([[total!, type === "sum" ? 1 : range.length]]);
  for (const part of range) addTo(row, part, -1);
  return row;
}

function spanOf(names: Iterable<string>): Span<string> {
  const span: Span<string> = new Map();
  for (const name of [...names].sort()) {
    const row = rowOf(name);
    if (row) learn(span, row);
  }
  return span;
}

const cellOf = (name: string): string => name.split(" ").slice(0, 2).join(" ");

function count(tally: Tally, name: string, level: Level, field: keyof Count): void {
  for (const type of [name.split(" ")[0]!, "all"]) {
    const id = `${level} ${type}`;
    const known = tally.get(id) ?? { right: 0, found: 0, hit: 0, annotated: 0 };
    known[field] += 1;
    tally.set(id, known);
  }
}

/** What is annotated and what was found, by name; what is annotated as degenerate (a copy, a division by one) counts on neither side. */
function named({ truth, degenerate, found, isNumber }: Sheet): readonly [annotated: ReadonlySet<string>, claimed: ReadonlySet<string>] {
  const names = (some: readonly Aggregation[]): readonly string[] => some.flatMap((each) => key(each, isNumber) ?? []);
  const annotated = new Set(names(truth));
  const ignored = new Set(names(degenerate).filter((name) => !annotated.has(name)));
  return [annotated, new Set(names(found).filter((name) => !ignored.has(name)))];
}

/** Precision and recall that a sheet needs to count as understood. */
const UNDERSTOOD = 0.95;

/** Whether nearly all that is annotated in a sheet was found, and nearly all that was found is annotated, at the exact level. */
export function isUnderstood(sheet: Sheet): boolean {
  const [annotated, claimed] = named(sheet);
  const right = [...claimed].filter((name) => annotated.has(name)).length;
  return right >= UNDERSTOOD * claimed.size && right >= UNDERSTOOD * annotated.size;
}

/** Adds a sheet to the tally, at each level: type, cell and range; type and cell; or what follows from the other side's sums. */
export function add(tally: Tally, sheet: Sheet): void {
  const [annotated, claimed] = named(sheet);
  const cells = [new Set([...annotated].map(cellOf)), new Set([...claimed].map(cellOf))] as const;
  for (const name of claimed) count(tally, name, "exact", "found");
  for (const name of annotated) count(tally, name, "exact", "annotated");
  for (const name of claimed) if (annotated.has(name)) count(tally, name, "exact", "right");
  for (const name of annotated) if (claimed.has(name)) count(tally, name, "exact", "hit");
  for (const name of cells[1]) count(tally, name, "cell", "found");
  for (const name of cells[0]) count(tally, name, "cell", "annotated");
  for (const name of cells[1]) if (cells[0].has(name)) count(tally, name, "cell", "right");
  for (const name of cells[0]) if (cells[1].has(name)) count(tally, name, "cell", "hit");
  follows(tally, claimed, annotated, "found", "right");
  follows(tally, annotated, claimed, "annotated", "hit");
}

function follows(tally: Tally, some: ReadonlySet<string>, others: ReadonlySet<string>, all: keyof Count, good: keyof Count): void {
  const span = spanOf(others);
  for (const name of some) {
    count(tally, name, "equivalent", all);
    const row = rowOf(name);
    if (others.has(name) || (row && reduced(span, row).size === 0)) count(tally, name, "equivalent", good);
  }
}

/** Precision, recall and F1 in three decimals, one line a type and level. */
export function lines(tally: Tally): readonly string[] {
  const types = ["all", "sum", "average", "division", "relative_change"];
  return LEVELS.flatMap((level) =>
    types.flatMap((type) => {
      const counts = tally.get(`${level} ${type}`);
      if (!counts) return [];
      const precision = counts.found === 0 ? 1 : counts.right / counts.found;
      const recall = counts.annotated === 0 ? 1 : counts.hit / counts.annotated;
      const f1 = precision + recall === 0 ? 0 : (2 * precision * recall) / (precision + recall);
      const shown = [precision, recall, f1].map((value) => value.toFixed(3));
      return [
        `${level.padEnd(11)}${type.padEnd(16)} P ${shown[0]}  R ${shown[1]}  F1 ${shown[2]}  (${counts.found} found, ${counts.annotated} annotated)`,
      ];
    }),
  );
}
