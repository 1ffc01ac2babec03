import type { Cell, Document } from "../../src/model/grid.ts";

/**
 * A workbook sheet drawn the way it looks on paper: one line a row, `|` between cells, `<` and `^` where a merged cell
 * goes on from the left or from above. Blank lines are left out.
 */
export function sheet(drawing: string, path = "drawn.xlsx", name = "Sheet1"): Document {
  const lines = drawing
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "")
    .map((line) => line.split("|").map((cell) => cell.trim()));
  const width = Math.max(...lines.map((line) => line.length));
  const anchors: (readonly [number, number])[][] = [];
  const rows = lines.map((line, row) => {
    anchors.push([]);
    return Array.from({ length: width }, (_, column): Cell => {
      const text = line[column] ?? "";
      const anchor = text === "<" ? anchors[row]![column - 1]! : text === "^" ? anchors[row - 1]![column]! : ([row, column] as const);
      anchors[row]!.push(anchor);
      return text === "<" || text === "^" ? { text: "", anchor } : { text };
    });
  });
  const grid = {
    document: path,
    origin: { in: "sheet", sheet: name, hidden: false } as const,
    rows,
    ragged: false,
    firstRow: 1,
    firstColumn: 1,
  };
  return { path, sha256: "0".repeat(64), bytes: 1, format: "xlsx", blocks: [{ kind: "grid", grid }], findings: [], losses: [] };
}
