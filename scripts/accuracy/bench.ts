// How long the search takes on large tables: tsx scripts/accuracy/bench.ts. Figures of seven digits; every fifth column is the
// sum of the four before it and every tenth row the sum of the nine above, but for one line in a hundred. Then tables that try to
// mislead it.
import { infer } from "../../src/infer/infer.ts";
import { numericGrid } from "../../src/infer/numeric-grid.ts";

/** A number that looks random but is the same on every run. */
function figures(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state;
  };
}

function totals(rows: number, columns: number): readonly number[][] {
  const next = figures(7);
  const table: number[][] = [];
  for (let row = 0; row < rows; row += 1) {
    const isTotal = row % 10 === 9;
    const line: number[] = [];
    for (let column = 0; column < columns; column += 1) {
      if (column % 5 === 4) line.push(line.slice(column - 4).reduce((sum, value) => sum + value, 0) + (next() % 100 === 0 ? 9 : 0));
      else if (isTotal) line.push(table.slice(row - 9).reduce((sum, other) => sum + other[column]!, 0));
      else line.push(next() % 10_000_000);
    }
    table.push(line);
  }
  return table;
}

const random = (rows: number, columns: number, below: number): readonly number[][] => {
  const next = figures(3);
  return Array.from({ length: rows }, () => Array.from({ length: columns }, () => Math.floor(next() / 7) % below));
};

/** Small tables one below the other whose figures come again and again: three lines and their total, income less outlay. */
const blocks = (count: number): readonly number[][] =>
  Array.from({ length: count }, (_, n) => [
    [n + 5, n, 5],
    [2 * n + 9, n, n + 9],
    [n + 2, 2, n],
    [4 * n + 16, 2 * n + 2, 2 * n + 14],
  ]).flat();

const tables: readonly (readonly [name: string, table: readonly number[][]])[] = [
  ["totals 5,000 × 40", totals(5000, 40)],
  ["totals 50,000 × 20", totals(50_000, 20)],
  ["noughts 5,000 × 40", random(5000, 40, 1)],
  ["digits 5,000 × 40", random(5000, 40, 10)],
  ["1 … n, 5,000 × 40", Array.from({ length: 5000 }, (_, row) => Array.from({ length: 40 }, (_, column) => row * 40 + column + 1))],
  ["wide 40 × 5,000", totals(40, 5000)],
  ["3,000 blocks of 4 × 3", blocks(3000)],
];

const only = process.argv[2];
for (const [name, table] of tables) {
  if (only !== undefined && !name.includes(only)) continue;
  const started = process.cpuUsage();
  const grid = numericGrid(table.length, table[0]!.length, (row, column) => ({ value: String(table[row]![column]), decimals: 0 }));
  const found = infer(grid);
  const { user, system } = process.cpuUsage(started);
  const memory = Math.round(process.memoryUsage().rss / 2 ** 20);
  console.log(`${name.padEnd(22)} ${((user + system) / 1e6).toFixed(1)} s of CPU, ${found.length} relations, ${memory} MB`);
}
