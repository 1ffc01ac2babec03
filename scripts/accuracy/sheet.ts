import { readFileSync } from "node:fs";
import { infer } from "../../src/infer/infer.ts";
import { numericGrid } from "../../src/infer/numeric-grid.ts";
import type { Inferred } from "../../src/infer/relation.ts";
import { numberFormat, readNumber } from "./read-number.ts";

type Place = readonly [row: number, column: number];

/** An aggregation as the benchmark writes it: a difference is a sum, a product is the division of it by a price. */
export interface Aggregation {
  readonly type: "sum" | "average" | "division" | "relative_change";
  readonly aggregate: Place;
  readonly range: readonly Place[];
}

interface SheetFile {
  readonly number_format: string;
  readonly grid: readonly (readonly string[])[];
  readonly aggregations: readonly (Aggregation & { readonly degenerate?: boolean })[];
}

export interface Sheet {
  readonly truth: readonly Aggregation[];
  readonly found: readonly Aggregation[];
  /** Whether a cell holds a number: others do not count in a range. */
  readonly isNumber: (place: Place) => boolean;
}

const TYPES = { sum: "sum", average: "average", ratio: "division", growth: "relative_change", product: "division" } as const;

function aggregations({ kind, direction, total, instances }: Inferred): readonly Aggregation[] {
  if (instances.every(({ parts }) => parts.length < 2)) return [];
  return instances.flatMap(({ is, across, parts }) => {
    if (is === "misses") return [];
    const place = (line: number): Place => (direction === "columns" ? [across, line] : [line, across]);
    const [judged, read] = kind === "product" ? [parts[0]!, [total, parts[1]!]] : [total, parts];
    return [{ type: TYPES[kind], aggregate: place(judged), range: read.map(place) }];
  });
}

/** A sheet of the benchmark with what is annotated and what the numbers reveal. */
export function readSheet(path: string): Sheet {
  const { number_format, grid, aggregations: truth } = JSON.parse(readFileSync(path, "utf8")) as SheetFile;
  const format = numberFormat(number_format);
  const columns = Math.max(0, ...grid.map((row) => row.length));
  const at = (row: number, column: number): ReturnType<typeof readNumber> => readNumber(String(grid[row]?.[column] ?? ""), format);
  const found = infer(numericGrid(grid.length, columns, at)).flatMap(aggregations);
  return { truth: truth.filter(({ degenerate }) => !degenerate), found, isNumber: ([row, column]) => at(row, column) !== undefined };
}
