import { readFileSync } from "node:fs";
import { infer } from "../../src/infer/infer.ts";
import { numericGrid } from "../../src/infer/numeric-grid.ts";
import type { Inferred } from "../../src/infer/relation.ts";
import { type Headings, NO_HEADINGS } from "../../src/infer/view.ts";
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
  readonly degenerate: readonly Aggregation[];
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

/** Texts that stand before the first figure of a line, nearest first, are its heading. */
const LONGEST_HEADING = 4;

/** The texts to the left of the first figure of each row, and above that of each column. */
export function headingsOf(
  grid: SheetFile["grid"],
  columns: number,
  at: (row: number, column: number) => ReturnType<typeof readNumber>,
): Headings {
  const heading = (length: number, text: (index: number) => string, isFigure: (index: number) => boolean): string => {
    const words: string[] = [];
    for (let index = 0; index < length && !isFigure(index); index += 1) if (text(index).trim() !== "") words.push(text(index));
    return words.slice(-LONGEST_HEADING).join(" ");
  };
  const text = (row: number, column: number): string => String(grid[row]?.[column] ?? "");
  return {
    rows: grid.map((_, row) =>
      heading(
        columns,
        (column) => text(row, column),
        (column) => at(row, column) !== undefined,
      ),
    ),
    columns: Array.from({ length: columns }, (_, column) =>
      heading(
        grid.length,
        (row) => text(row, column),
        (row) => at(row, column) !== undefined,
      ),
    ),
  };
}

/** A sheet of the benchmark with what is annotated and what the numbers reveal, with its headings as a weak prior or without. */
export function readSheet(path: string, withHeadings: boolean): Sheet {
  const { number_format, grid, aggregations: annotated } = JSON.parse(readFileSync(path, "utf8")) as SheetFile;
  const format = numberFormat(number_format);
  const columns = Math.max(0, ...grid.map((row) => row.length));
  const at = (row: number, column: number): ReturnType<typeof readNumber> => readNumber(String(grid[row]?.[column] ?? ""), format);
  const headings = withHeadings ? headingsOf(grid, columns, at) : NO_HEADINGS;
  return {
    truth: annotated.filter(({ degenerate }) => !degenerate),
    degenerate: annotated.filter(({ degenerate }) => degenerate),
    found: infer(numericGrid(grid.length, columns, at), headings).flatMap(aggregations),
    isNumber: ([row, column]) => at(row, column) !== undefined,
  };
}
