/** Edges of cells nearer than this (in twips, a millimetre) are one line of the table: rows drawn by hand are never quite even. */
const NEAR = 57;

/**
 * The lines that the edges of all rows stand on. Gives the number of an edge's line, counted from 0. Edges of one row are
 * never put on one line, however near, unless they are the same.
 */
export function gridLines(rows: readonly (readonly number[])[]): (edge: number) => number {
  const rowsAt = new Map<number, Set<number>>();
  for (const [row, edges] of rows.entries())
    for (const edge of edges) {
      const at = rowsAt.get(edge) ?? new Set();
      rowsAt.set(edge, at.add(row));
    }
  const lineOf = new Map<number, number>();
  let line = -1;
  let start = Number.NEGATIVE_INFINITY;
  let onLine = new Set<number>();
  for (const edge of [...rowsAt.keys()].sort((a, b) => a - b)) {
    const here = rowsAt.get(edge)!;
    if (edge - start > NEAR || [...here].some((row) => onLine.has(row))) {
      line += 1;
      start = edge;
      onLine = new Set();
    }
    for (const row of here) onLine.add(row);
    lineOf.set(edge, line);
  }
  return (edge) => lineOf.get(edge) ?? 0;
}
