import { describe, expect, it } from "vitest";
import { DEFAULT_LIMITS, type Reading } from "../../src/model/parser.ts";
import { pdf } from "../../src/parsers/pdf.ts";
import { texts } from "../support/office.ts";
import { lattice, type PdfPage, pdfOf, stroke, text } from "../support/pdf.ts";

const read = (...pages: readonly PdfPage[]): Promise<Reading> => pdf.parse("a.pdf", pdfOf(...pages), DEFAULT_LIMITS);
const lines = ({ blocks }: Reading): unknown[] =>
  blocks.map((block) => (block.kind === "paragraph" ? block.paragraph.text : texts(block.grid)));

const XS = [50, 120, 190, 260];
const YS = [240, 220, 200, 180];
/** A table of three columns: a heading over two of them, a label over two rows. */
const MERGED =
  [50, 260].map((x) => stroke(x, 240, x, 180)).join("") +
  stroke(120, 240, 120, 180) +
  stroke(190, 220, 190, 180) +
  [240, 180].map((y) => stroke(50, y, 260, y)).join("") +
  [220, 200].map((y) => stroke(120, y, 260, y)).join("") +
  text(55, 205, "County") +
  text(140, 225, "Spent in all") +
  text(125, 205, "1.00") +
  text(195, 205, "2.00") +
  text(125, 185, "3.00") +
  text(195, 185, "4.00");

describe("a printed document", () => {
  it("has tables with lines, merged cells both ways, and paragraphs in reading order", async () => {
    const content = text(55, 100, "after the table") + MERGED + text(55, 270, "before it");
    expect(lines(await read({ content }))).toEqual([
      "before it",
      [
        ["County", "Spent in all", "<"],
        ["^", "1.00", "2.00"],
        ["^", "3.00", "4.00"],
      ],
      "after the table",
    ]);
  });

  it("has lines that are drawn as thin areas, in pieces, from both sides", async () => {
    const area = (x: number, y: number, width: number, height: number): string => `${x} ${y} ${width} ${height} re f\n`;
    const content =
      [50, 119.5, 190].map((x) => area(x, 180, 1, 30) + area(x + 0.5, 210, 1, 30)).join("") +
      [180, 210, 239.5].map((y) => area(50, y, 70, 0.5) + area(120, y, 71, 0.5)).join("") +
      text(55, 220, "a") +
      text(125, 220, "b") +
      text(55, 190, "c") +
      text(125, 190, "d");
    expect(lines(await read({ content }))).toEqual([
      [
        ["a", "b"],
        ["c", "d"],
      ],
    ]);
  });

  it.each([
    [90, 300, 0],
    [180, 300, 300],
    [270, 0, 300],
  ])("is read the right way up where its page is turned by %i degrees, or its text is", async (rotate, x, y) => {
    const upright = lines(await read({ content: MERGED }));
    expect(lines(await read({ content: MERGED, rotate }))).toEqual(upright);
    const [cos, sin] = [Math.round(Math.cos((rotate * Math.PI) / 180)), Math.round(Math.sin((rotate * Math.PI) / 180))];
    expect(lines(await read({ content: `q ${cos} ${sin} ${-sin} ${cos} ${x} ${y} cm\n${MERGED}Q` }))).toEqual(upright);
  });

  it("has tables without lines where words stand in columns, a heading over two of them", async () => {
    const rows = ["North|1.00|2.00", "South|3.00|4.00", "Total|4.00|6.00"].map((row, index) =>
      row
        .split("|")
        .map((words, column) => text([50, 150, 250][column]!, 200 - index * 14, words))
        .join(""),
    );
    const content =
      text(50, 250, "A sentence that is not in any table.") +
      text(50, 214, "County") +
      text(150, 214, "Received and spent in year") +
      rows.join("");
    expect(lines(await read({ content }))).toEqual([
      "A sentence that is not in any table.",
      [
        ["County", "Received and spent in year", "<"],
        ["North", "1.00", "2.00"],
        ["South", "3.00", "4.00"],
        ["Total", "4.00", "6.00"],
      ],
    ]);
  });

  it("joins a table over pages, without its repeated heading, running heads and page numbers", async () => {
    const page = (number: number, label: string): PdfPage => ({
      content:
        text(150, 285, "Annual statement") +
        lattice(XS, YS) +
        ["Name", "In", "Out"].map((words, column) => text(XS[column]! + 5, 225, words)).join("") +
        [label, "1", "2"].map((words, column) => text(XS[column]! + 5, 205, words)).join("") +
        [`${label}2`, "3", "4"].map((words, column) => text(XS[column]! + 5, 185, words)).join("") +
        text(190, 10, `- ${number} -`),
    });
    const reading = await read(page(1, "A"), page(2, "B"));
    expect(lines(reading)).toEqual([
      [
        ["Name", "In", "Out"],
        ["A", "1", "2"],
        ["A2", "3", "4"],
        ["B", "1", "2"],
        ["B2", "3", "4"],
      ],
    ]);
    expect(reading.losses).toEqual([{ what: "page header or footer", count: 4 }]);
  });

  it("makes one row of one that the page cut, but never of two rows of figures", async () => {
    const two = (y: number, label: string, figure: string): string => text(55, y, label) + text(195, y, figure);
    const first = {
      content: lattice([50, 190, 260], [80, 60, 40]) + two(65, "Name", "Amount") + two(45, "expenditure of residents on", "12.50"),
    };
    const rest = { content: lattice([50, 190, 260], [260, 240, 220]) + text(55, 245, "outpatients") + two(225, "next", "3") };
    expect(lines(await read(first, rest))).toEqual([
      [
        ["Name", "Amount"],
        ["expenditure of residents on outpatients", "12.50"],
        ["next", "3"],
      ],
    ]);
    const figures = { content: lattice([50, 190, 260], [260, 240, 220]) + text(195, 245, "99.00") + two(225, "next", "3") };
    expect(lines(await read(first, figures))).toEqual([
      [
        ["Name", "Amount"],
        ["expenditure of residents on", "12.50"],
        ["", "99.00"],
        ["next", "3"],
      ],
    ]);
  });

  it("has paragraphs whose lines run on to the edge, and starts a new one where a line is short or set in", async () => {
    const long = "This line is as long as lines of this text become, to the very edge of it.";
    const content =
      text(50, 250, long.slice(0, -1)) + text(50, 236, "and goes on here.") + text(72, 222, long.slice(0, 29)) + text(50, 208, "Next.");
    expect(lines(await read({ content }))).toEqual([`${long.slice(0, -1)} and goes on here.`, long.slice(0, 29), "Next."]);
    const short = { content: text(50, 250, "A heading by itself") + text(50, 236, "Prepared by: the county office") };
    expect(lines(await read(short))).toEqual(["A heading by itself", "Prepared by: the county office"]);
  });

  it("has paragraphs that go on over a page, and ends one where a sentence and the line do and a number follows", async () => {
    const long = "The fund of this county received in the year that is reported 12.50 and then";
    const first = { content: text(50, 60, long) + text(180, 10, "- 1 -") };
    expect(lines(await read(first, { content: text(50, 260, "spent 9.00 of it.") + text(180, 10, "- 2 -") }))).toEqual([
      `${long} spent 9.00 of it.`,
    ]);
    const ended = { content: text(50, 60, `${long.slice(0, -3)}on.`) + text(50, 46, "2. Expenditure of the fund") };
    expect(lines(await read(ended))).toHaveLength(2);
  });

  it("is refused by name where it has no text layer, and a page without one is pointed out", async () => {
    const picture = { content: "q 100 0 0 100 0 0 cm 0 0 1 1 re f Q" };
    expect((await read(picture)).findings).toMatchObject([
      { code: "unsupported-format", severity: "error", message: { en: expect.stringContaining("no text layer") } },
    ]);
    const { findings } = await read({ content: text(50, 250, "words") }, picture);
    expect(findings).toMatchObject([
      { code: "unreadable-file", severity: "warning", message: { "zh-CN": expect.stringMatching(/^第 2 页没有文字层/) } },
    ]);
  });

  it("says where the text was recognised in a scan, and where it is slanted", async () => {
    expect((await read({ content: `3 Tr ${text(50, 250, "12.5")}` })).findings).toMatchObject([{ code: "hidden-content" }]);
    const mark = "BT /F1 40 Tf 0.7 0.7 -0.7 0.7 50 50 Tm (DRAFT) Tj ET\n";
    const reading = await read({ content: mark + text(50, 250, "12.5") });
    expect(lines(reading)).toEqual(["12.5"]);
    expect(reading.losses).toEqual([{ what: "slanted text, as of a watermark", count: 1 }]);
  });

  it("is refused where it is damaged or has too many pages", async () => {
    const whole = pdfOf({ content: text(50, 250, "words") });
    const findings = async (bytes: Uint8Array, entries = 10) => (await pdf.parse("a.pdf", bytes, { ...DEFAULT_LIMITS, entries })).findings;
    for (const length of [40, 400, whole.length - 10])
      expect(await findings(whole.subarray(0, length))).toMatchObject([{ code: "unreadable-file" }]);
    expect(await findings(whole, 0)).toMatchObject([{ code: "unreadable-file", at: { label: "too large" } }]);
  });
});
