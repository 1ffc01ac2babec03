import { describe, expect, it } from "vitest";
import { DEFAULT_LIMITS, type Reading } from "../../src/model/parser.ts";
import { asSeen } from "../../src/parsers/pdf/characters.ts";
import { pdf } from "../../src/parsers/pdf.ts";
import { texts } from "../support/office.ts";
import { lattice, type PdfPage, pdfOf, stroke, text } from "../support/pdf.ts";

const read = (...pages: readonly PdfPage[]): Promise<Reading> => pdf.parse("a.pdf", pdfOf(...pages), DEFAULT_LIMITS);
const tables = ({ blocks }: Reading): unknown[] => blocks.flatMap((block) => (block.kind === "grid" ? [texts(block.grid)] : []));

/** Words in columns at these places, rows from the top. `|` parts the columns. */
const words = (xs: readonly number[], top: number, step: number, rows: readonly string[]): string =>
  rows.flatMap((row, r) => row.split("|").map((cell, c) => (cell.trim() === "" ? "" : text(xs[c]!, top - r * step, cell.trim())))).join("");

const ROWS = ["County|In|Out", "North|1.00|2.00", "South|3.00|4.00", "Total|4.00|6.00"];
const READ = ROWS.map((row) => row.split("|"));

describe("a table that lacks lines", () => {
  it("has its outer columns where its sides are open", async () => {
    const content =
      [220, 200, 180, 160].map((y) => stroke(50, y, 350, y)).join("") +
      [150, 250].map((x) => stroke(x, 220, x, 160)).join("") +
      words([55, 155, 255], 205, 20, ["County|In|Out", "North|1.00|2.00", "South|3.00|4.00"]);
    expect(tables(await read({ content }))).toEqual([READ.slice(0, 3)]);
  });

  it("has cells where its lines are dotted, dot by dot", async () => {
    const dots = (x1: number, y1: number, x2: number, y2: number): string => {
      const count = Math.hypot(x2 - x1, y2 - y1) / 2;
      return Array.from({ length: count + 1 }, (_, i) => `${x1 + ((x2 - x1) * i) / count} ${y1 + ((y2 - y1) * i) / count} 1 1 re f\n`).join(
        "",
      );
    };
    const content =
      [220, 200, 180].map((y) => dots(50, y, 250, y)).join("") +
      [50, 150, 250].map((x) => dots(x, 220, x, 180)).join("") +
      words([55, 155], 205, 20, ["Name|In", "North|1"]);
    expect(tables(await read({ content }))).toEqual([
      [
        ["Name", "In"],
        ["North", "1"],
      ],
    ]);
  });

  it("has a row for each figure where no lines are between rows", async () => {
    const content = lattice([45, 160, 250, 350], [220, 195, 130]) + words([50, 170, 260], 205, 20, ROWS);
    expect(tables(await read({ content }))).toEqual([READ]);
  });

  it.each([
    ["nothing", ""],
    ["lines below its rows", [220, 200, 180, 160, 140].map((y) => stroke(45, y, 330, y)).join("")],
    ["colour in every other row", [200, 160].map((y) => `45 ${y} 285 20 re f\n`).join("")],
  ])("has columns where %s is between its cells, and a heading left of its figures", async (_, drawn) => {
    const content =
      `0.9 g ${drawn}0 g ` +
      text(50, 207, "County") +
      text(150, 207, "In") +
      text(260, 207, "Out") +
      words([50, 190, 300], 187, 20, ROWS.slice(1)) +
      text(50, 90, "A note that is no part of the table, as it stands far below.");
    expect(tables(await read({ content }))).toEqual([READ]);
  });

  it("has headings over several columns, and labels that go on in a second line", async () => {
    const xs = [50, 130, 190, 250, 310];
    const content =
      text(148, 224, "Workers") +
      text(266, 224, "Residents") +
      words(xs, 210, 14, ["|Before|After|Before|After"]) +
      words(xs, 190, 30, ["Fees of the|11.00|22.00|33.00|44.00", "Grants|15.00|26.00|37.00|48.00", "Sum|26.00|48.00|70.00|92.00"]) +
      text(50, 178, "insured");
    expect(tables(await read({ content }))).toEqual([
      [
        ["", "Workers", "<", "Residents", "<"],
        ["", "Before", "After", "Before", "After"],
        ["Fees of the insured", "11.00", "22.00", "33.00", "44.00"],
        ["Grants", "15.00", "26.00", "37.00", "48.00"],
        ["Sum", "26.00", "48.00", "70.00", "92.00"],
      ],
    ]);
  });

  it("has its figures in their columns where headings overlap, and is none where running text stands in columns", async () => {
    const content =
      text(120, 207, "Received in the year") +
      text(222, 207, "Rest") +
      words([50, 130, 200], 187, 20, ["North|100000|2000000000", "South|3.00|4.00", "Total|4.00|6.00"]);
    expect(tables(await read({ content }))).toEqual([expect.arrayContaining([["Total", "4.00", "6.00", ""]])]);
    const line = "words of running text in";
    const columns = words(
      [50, 220],
      200,
      14,
      Array.from({ length: 5 }, () => `${line} one|${line} two`),
    );
    expect(tables(await read({ content: columns }))).toEqual([]);
  });

  it("is one where a wide sheet was printed in strips, and is counted where its labels are not found", async () => {
    const strip = (xs: readonly number[], rows: readonly string[]): string =>
      lattice([...xs.map((x) => x - 5), 330], [222, 202, 182, 162, 142]) + words(xs, 207, 20, rows);
    const first = { content: strip([50, 200], ["County|In", "North|1.00", "South|3.00", "Total|4.00"]) };
    const second = { content: strip([50, 200], ["Out|Left", "2.00|9.00", "4.00|8.00", "6.00|7.00"]) };
    const wide = [
      ["County", "In", "Out", "Left"],
      ["North", "1.00", "2.00", "9.00"],
      ["South", "3.00", "4.00", "8.00"],
      ["Total", "4.00", "6.00", "7.00"],
    ];
    expect(tables(await read(first, second))).toEqual([wide]);
    const other = { content: text(50, 250, "Annex") };
    expect((await read(other, second)).losses).toEqual([{ what: "table whose rows have their labels on another page", count: 1 }]);
  });

  it("is counted, never put together, where its columns cannot be told", async () => {
    const loose = text(50, 200, "Fees") + text(120, 200, "1.00") + text(200, 200, "2.00");
    const reading = await read({ content: loose });
    expect(tables(reading)).toEqual([]);
    expect(reading.losses).toEqual([{ what: "line of figures whose columns could not be told", count: 1 }]);
    const crowded = {
      content: lattice([45, 150, 350], [220, 200, 180]) + words([50, 160, 240], 205, 20, ["Fees|1.00|2.00", "Care|3.00|4.00"]),
    };
    expect((await read(crowded)).losses).toEqual([{ what: "cell with several figures side by side", count: 2 }]);
  });
});

it("reads the characters that are seen where a browser wrote radicals of the same shape", () => {
  expect(asSeen("居\u2ea0医保基⾦收⼊⼈⺠币 1⽉")).toBe("居民医保基金收入人民币 1月");
});
