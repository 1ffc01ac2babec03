import { Document, Packer, Paragraph, Table, TableCell, TableRow } from "docx";
import mammoth from "mammoth";
import { parseFragment, type DefaultTreeAdapterTypes as Tree } from "parse5";
import { describe, expect, it } from "vitest";
import { DEFAULT_LIMITS } from "../../src/model/parser.ts";
import { docx } from "../../src/parsers/docx.ts";
import { texts } from "../support/office.ts";
import { fc } from "../support/properties.ts";

interface Box {
  readonly row: number;
  readonly column: number;
  readonly down: number;
  readonly across: number;
  readonly text: string;
}

/** A rectangle cut into cells that span at random, every one with its own text. */
const tables = fc
  .record({
    rows: fc.integer({ min: 1, max: 6 }),
    columns: fc.integer({ min: 1, max: 6 }),
    spans: fc.array(fc.tuple(fc.integer({ min: 1, max: 3 }), fc.integer({ min: 1, max: 3 })), { minLength: 40, maxLength: 40 }),
    words: fc.array(fc.constantFrom("合  计", "1,187.12", "97.96％", "（一）", "<b>&amp;", "-", "资阳"), { minLength: 40, maxLength: 40 }),
  })
  .map(({ rows, columns, spans, words }) => {
    const taken = new Set<string>();
    const boxes: Box[] = [];
    for (let row = 0; row < rows; row += 1)
      for (let column = 0; column < columns; column += 1) {
        if (taken.has(`${row},${column}`)) continue;
        const [wantedDown, wantedAcross] = spans[boxes.length]!;
        let across = 1;
        while (across < wantedAcross && column + across < columns && !taken.has(`${row},${column + across}`)) across += 1;
        const down = Math.min(wantedDown, rows - row);
        for (let r = 0; r < down; r += 1) for (let c = 0; c < across; c += 1) taken.add(`${row + r},${column + c}`);
        boxes.push({ row, column, down, across, text: `${words[boxes.length]}${boxes.length}` });
      }
    return { rows, columns, boxes };
  });

/** Cells of HTML tables as a grid of texts; `<` and `^` where a span covers. */
function gridOf(html: string): string[][] {
  const find = (node: Tree.Node, name: string): Tree.Element[] => {
    if (!("childNodes" in node)) return [];
    return node.childNodes.flatMap((child) => ("tagName" in child && child.tagName === name ? [child] : find(child, name)));
  };
  const words = (node: Tree.Node): string =>
    "value" in node ? node.value : "childNodes" in node ? node.childNodes.map(words).join("") : "";
  const rows = find(parseFragment(html), "tr");
  const grid: string[][] = rows.map(() => []);
  for (const [r, row] of rows.entries()) {
    const line = grid[r]!;
    let column = 0;
    for (const cell of [...find(row, "td"), ...find(row, "th")]) {
      while (line[column] !== undefined) column += 1;
      const span = (name: string): number => Number.parseInt(cell.attrs.find((attribute) => attribute.name === name)?.value ?? "1", 10);
      for (let down = 0; down < span("rowspan"); down += 1)
        for (let across = 0; across < span("colspan"); across += 1)
          grid[r + down]![column + across] = down === 0 && across === 0 ? words(cell) : down === 0 ? "<" : "^";
    }
  }
  return grid;
}

describe("two readers of the same document", () => {
  it("see the same cells where a table spans at random, and those that were written", async () => {
    await fc.assert(
      fc.asyncProperty(tables, async ({ rows, columns, boxes }) => {
        const written = Array.from(
          { length: rows },
          (_, row) =>
            new TableRow({
              children: boxes
                .filter((box) => box.row === row)
                .map(({ text, down, across }) => new TableCell({ children: [new Paragraph(text)], rowSpan: down, columnSpan: across })),
            }),
        );
        const file = await Packer.toBuffer(new Document({ sections: [{ children: [new Table({ rows: written })] }] }));
        const { blocks } = await docx.parse("a.docx", file, DEFAULT_LIMITS);
        const [block] = blocks.filter(({ kind }) => kind === "grid");
        const ours = block?.kind === "grid" ? texts(block.grid) : [];
        const intended = Array.from({ length: rows }, () => new Array<string>(columns).fill(""));
        for (const { row, column, down, across, text } of boxes)
          for (let r = 0; r < down; r += 1)
            for (let c = 0; c < across; c += 1) intended[row + r]![column + c] = r > 0 ? "^" : c > 0 ? "<" : text;
        expect(ours).toEqual(intended);
        expect(gridOf((await mammoth.convertToHtml({ buffer: file })).value)).toEqual(intended);
      }),
      { numRuns: 25 },
    );
  });
});
