import { describe, expect, it } from "vitest";
import { DEFAULT_LIMITS } from "../../src/model/parser.ts";
import { pdf } from "../../src/parsers/pdf.ts";
import { texts } from "../support/office.ts";
import { lattice, pdfOf, stroke, text } from "../support/pdf.ts";

const XS = [50, 120, 190, 260];
const HIGH = 20;

/** A page with a table from the top: `^` stands for a cell that the one above it reaches over. */
function page(top: number, rows: readonly string[]): { content: string } {
  const cells = rows.map((row) => row.split("|").map((cell) => cell.trim()));
  const lines = cells.flatMap((row, r) =>
    row.map((cell, c) => (cell === "^" ? "" : stroke(XS[c]!, top - r * HIGH, XS[c + 1]!, top - r * HIGH))),
  );
  const words = cells.flatMap((row, r) =>
    row.map((cell, c) => (cell === "" || cell === "^" ? "" : text(XS[c]! + 5, top - r * HIGH - 15, cell))),
  );
  const bottom = top - rows.length * HIGH;
  return { content: lattice(XS, [top, bottom]) + lines.join("") + words.join("") };
}

async function rows(...pages: readonly { content: string }[]): Promise<unknown> {
  const { blocks } = await pdf.parse("a.pdf", pdfOf(...pages), DEFAULT_LIMITS);
  expect(blocks).toHaveLength(1);
  return blocks.flatMap((block) => (block.kind === "grid" ? texts(block.grid) : []));
}

describe("a table over two pages", () => {
  it("has one cell where a merged label reaches over the end of the page, inside another one", async () => {
    const above = ["Part|Kind|Sum", "In|Dues|1.00", "^|^|2.00", "^|Grant|3.00"];
    expect(await rows(page(120, above), page(280, ["||4.00", "^|Other|5.00"]))).toEqual([
      ["Part", "Kind", "Sum"],
      ["In", "Dues", "1.00"],
      ["^", "^", "2.00"],
      ["^", "Grant", "3.00"],
      ["^", "^", "4.00"],
      ["^", "Other", "5.00"],
    ]);
  });

  it("has one cell too where its words stand on the second page, or are broken off on the first", async () => {
    const above = ["Part|Kind|Sum", "In|Dues|1.00", "^|^|2.00", "^||3.00"];
    expect(await rows(page(120, above), page(280, ["|Grant|4.00", "^|^|5.00"]))).toEqual([
      ["Part", "Kind", "Sum"],
      ["In", "Dues", "1.00"],
      ["^", "^", "2.00"],
      ["^", "Grant", "3.00"],
      ["^", "^", "4.00"],
      ["^", "^", "5.00"],
    ]);
    const broken = ["Part|Kind|Sum", "In|Dues|1.00", "^|^|2.00", "^|Grant|3.00"];
    expect(await rows(page(120, broken), page(280, ["|(of 20)|4.00", "^|^|5.00"]))).toContainEqual(["^", "Grant\n(of 20)", "3.00"]);
  });

  it("joins no two labels, no figures, and no blank cell of a column that has others", async () => {
    const above = ["Part|Kind|Sum", "In|Dues|1.00", "^|^|2.00", "Out|Care|3.00"];
    expect(await rows(page(120, above), page(280, ["Rest|Other|4.00", "^|Drugs|"]))).toContainEqual(["Rest", "Other", "4.00"]);
    const blanks = ["Part|Kind|Sum", "In|Dues|1.00", "^||2.00", "^|Grant|3.00"];
    expect(await rows(page(120, blanks), page(280, ["||4.00", "^|Other|5.00"]))).toContainEqual(["^", "", "4.00"]);
    expect(await rows(page(120, above), page(280, ["Rest|Other|", "^|Drugs|5.00"]))).toContainEqual(["Rest", "Other", ""]);
  });

  it("makes one row of one that the page cut in a form whose rows are otherwise higher", async () => {
    const whole = ["Part|Kind|Sum", "In|Dues|1.00", "Out|Care|2.00"];
    const cut = (top: number, low: string): string => lattice(XS, [top, top - 12]) + text(125, top - 10, low);
    const first = { content: page(120, whole).content + cut(60, "Drugs") + text(55, 50, "Out") + text(195, 50, "3.00") };
    const second = { content: cut(280, "and aids") + page(268, ["Rest|Other|4.00", "Last|Other|5.00"]).content };
    expect(await rows(first, second)).toEqual([
      ["Part", "Kind", "Sum"],
      ["In", "Dues", "1.00"],
      ["Out", "Care", "2.00"],
      ["Out", "Drugs\nand aids", "3.00"],
      ["Rest", "Other", "4.00"],
      ["Last", "Other", "5.00"],
    ]);
  });
});
