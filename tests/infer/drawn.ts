import { infer } from "../../src/infer/infer.ts";
import { numericGrid } from "../../src/infer/numeric-grid.ts";
import type { Inferred } from "../../src/infer/relation.ts";
import type { Headings } from "../../src/infer/view.ts";

export type Drawing = readonly (readonly string[])[];

/** Rows of a drawn table: cells parted by blanks, `.` for an empty one. */
export const drawn = (text: string): Drawing =>
  text
    .trim()
    .split("\n")
    .map((line) => line.trim().split(/\s+/));

const NUMBER = /^-?\d+(?:\.\d+)?$/;

export const inferIn = (rows: Drawing, headings?: Headings): readonly Inferred[] =>
  infer(
    numericGrid(rows.length, Math.max(...rows.map((row) => row.length)), (row, column) => {
      const text = rows[row]?.[column] ?? "";
      return NUMBER.test(text) ? { value: text, decimals: text.split(".")[1]?.length ?? 0 } : undefined;
    }),
    headings,
  );

/** What was found, in a line each: `sum columns 3 = 1,2 (5 hold, 1 misses)`. */
export const inWords = (found: readonly Inferred[]): readonly string[] =>
  found
    .map(({ kind, direction, total, instances, holds, misses }) => {
      const parts = instances.reduce<readonly number[]>((most, each) => (each.parts.length > most.length ? each.parts : most), []);
      return `${kind} ${direction} ${total} = ${parts.join(",")} (${holds} hold, ${misses} misses)`;
    })
    .sort();

/** Every cell said to be something, with its verdict: what must not change when the table is only moved about. */
export const verdicts = (
  found: readonly Inferred[],
  name: (row: number, column: number) => string = (r, c) => `${r},${c}`,
): readonly string[] =>
  found
    .flatMap(({ kind, direction, total, instances }) =>
      instances.map(({ across, parts, is }) => {
        const at = (line: number): string => (direction === "columns" ? name(across, line) : name(line, across));
        return `${kind} ${at(total)} = ${parts.map(at).sort().join(" ")} ${is}`;
      }),
    )
    .sort();
