import { describe, expect, it } from "vitest";
import type { Grid } from "../../src/model/grid.ts";
import { DEFAULT_LIMITS, type Reading } from "../../src/model/parser.ts";
import { text } from "../../src/parsers/text.ts";
import { fc } from "../support/properties.ts";

const read = (dump: string): Promise<Reading> => text.parse("dump.txt", new TextEncoder().encode(dump), DEFAULT_LIMITS);

const gridsOf = (reading: Reading): Grid[] => reading.blocks.flatMap((block) => (block.kind === "grid" ? [block.grid] : []));

const cellsOf = (grid: Grid | undefined): string[][] => (grid?.rows ?? []).map((row) => row.map(({ text }) => text));

const paragraphsOf = (reading: Reading): [number, string, number | undefined][] =>
  reading.blocks.flatMap((block) =>
    block.kind === "paragraph" ? [[block.paragraph.number, block.paragraph.text, block.paragraph.line] as [number, string, number]] : [],
  );

/** A dump of cells as a converter prints it: a TAB before each cell, a blank line behind each row and one behind the table. */
const dump = (rows: readonly (readonly string[])[]): string =>
  `${rows.map((row) => row.map((cell) => `\t${cell}\n`).join("")).join("\n")}\n\n`;

const FUND = [
  ["序号", "地区", "收入", "支出"],
  ["1", "甲县", "12.50", "10.25"],
  ["2", "乙县", "7.5", "6"],
];

describe("a dump of cells", () => {
  it("keeps rows, lines and the order of blocks", async () => {
    const reading = await read(`附件1：\n\n${dump(FUND)}附注一。\n`);
    expect(reading.blocks.map(({ kind }) => kind)).toEqual(["paragraph", "paragraph", "grid", "paragraph"]);
    expect(paragraphsOf(reading)).toEqual([
      [1, "附件1：", 1],
      [2, "", 2],
      [3, "附注一。", 19],
    ]);
    const [grid] = gridsOf(reading);
    expect(grid).toMatchObject({ document: "dump.txt", origin: { in: "text", table: 1 }, ragged: true, firstRow: 1, firstColumn: 1 });
    expect(cellsOf(grid)).toEqual(FUND);
    expect(grid?.rows[1]?.[1]?.line).toBe(9);
    expect(reading.encoding).toBe("utf-8");
  });

  it("leaves rows as long as they are printed and blanks empty", async () => {
    const rows = [["某项基金收支表"], ["序号", "地区", "收入"], ["", "", "合计", "补助"], ["1", "甲县", "3", "\u3000"], ["合计", "3 ", ""]];
    const [grid] = gridsOf(await read(dump(rows)));
    expect(cellsOf(grid)).toEqual([
      ["某项基金收支表"],
      ["序号", "地区", "收入"],
      ["", "", "合计", "补助"],
      ["1", "甲县", "3", ""],
      ["合计", "3 ", ""],
    ]);
  });

  it("joins the paragraphs of a cell and gives it the line of its first words", async () => {
    const [grid] = gridsOf(await read("\t计划资金\n\n（万元）\n\t12\n\t\n实际资金\n（万元）\n\t11\n\n\t省级\n\t1\n\t省级\n\t1\n\n\n"));
    expect(cellsOf(grid)).toEqual([
      ["计划资金\n\n（万元）", "12", "实际资金\n（万元）", "11"],
      ["省级", "1", "省级", "1"],
    ]);
    expect(grid?.rows[0]?.map(({ line }) => line)).toEqual([1, 4, 6, 8]);
  });

  it("tells the empty paragraphs at the end of a cell from the end of its row", async () => {
    const scored = [
      ["一级", "二级", "说明", "分值"],
      ["投入\n（20分）\n\n", "目标", "合理", "2"],
      ["", "", "合规", "1"],
      ["过程\n（40分）\n", "预算\n执行\n\n", "完成", "3"],
      ["", "", "及时", "1"],
      ["总分", "7"],
    ];
    const [grid, second] = gridsOf(await read(dump(scored)));
    expect(second).toBeUndefined();
    expect(cellsOf(grid)).toEqual([
      ["一级", "二级", "说明", "分值"],
      ["投入\n（20分）", "目标", "合理", "2"],
      ["", "", "合规", "1"],
      ["过程\n（40分）", "预算\n执行", "完成", "3"],
      ["", "", "及时", "1"],
      ["总分", "7"],
    ]);
  });

  it("puts a cut row together where it then looks like the rows beside it, and only there", async () => {
    const body = ["甲县", "乙县", "丙县", "丁县"].map((name, index) => [`${index + 1}`, name, `${index}.5`, `${index}.2`]);
    const cut = dump([["序号", "地区", "收入", "支出"], ...body]).replace("\t丙县\n", "\t丙县\n\n");
    expect(cellsOf(gridsOf(await read(cut))[0])).toEqual([["序号", "地区", "收入", "支出"], ...body]);
    const pairs = [["主管部门", "某局"], ["实施单位", "某所"], ...body];
    expect(cellsOf(gridsOf(await read(dump(pairs)))[0])).toEqual(pairs);
  });

  it("puts headings together that a cell with empty paragraphs cut", async () => {
    const printed = dump([
      ["地区", "城镇\n低保\n\n", "农村", "标准"],
      ["", "户数", "人数", "户数", "人数", ""],
      ["甲县", "1", "2", "3", "4", "5"],
      ["乙县", "1", "2", "3", "4", "5"],
    ]);
    expect(cellsOf(gridsOf(await read(printed))[0]).map(({ length }) => length)).toEqual([4, 6, 6, 6]);
  });

  it("does not join a short total row and the note below it", async () => {
    const rows = [...FUND, ["合计", "20.00", "16.25"], ["说明：未含利息。"], ["  2、另见附表。"]];
    expect(cellsOf(gridsOf(await read(dump(rows)))[0])).toEqual(rows);
  });

  it("bears two blank lines between rows, and a blank before the TAB", async () => {
    const printed = dump(FUND).replace("\n\n\t2\n", "\n\n\n\t2\n").replace("\t序号", " \t序号");
    expect(cellsOf(gridsOf(await read(printed))[0])).toEqual(FUND);
  });

  it("takes text behind the end of a table for paragraphs, and counts the empty ones", async () => {
    const reading = await read(`${dump(FUND)}附件2：\n\n\n\n${dump(FUND)}1\n`);
    expect(gridsOf(reading).map(({ origin }) => origin)).toEqual([
      { in: "text", table: 1 },
      { in: "text", table: 2 },
    ]);
    expect(paragraphsOf(reading).map(([number, words]) => [number, words])).toEqual([
      [1, "附件2："],
      [2, ""],
      [3, ""],
      [4, ""],
      [5, "1"],
    ]);
  });

  it("finds the table right below a paragraph, and the end of one where blank lines were squeezed", async () => {
    const squeezed = `与上年比较\n${dump(FUND)}`.replace(/\n+$/, "\n\n二、财务分析\n\n某段文字。\n");
    const reading = await read(squeezed);
    expect(cellsOf(gridsOf(reading)[0])).toEqual(FUND);
    expect(paragraphsOf(reading).map(([, words]) => words)).toEqual(["与上年比较", "二、财务分析", "", "某段文字。"]);
  });

  it("parts two tables that only empty paragraphs part", async () => {
    const reading = await read(`${dump(FUND)}\n\n${dump([["另一张表"], ["项目", "金额"], ["甲", "1"]])}`);
    expect(gridsOf(reading).map(({ rows }) => rows.length)).toEqual([3, 3]);
    expect(paragraphsOf(reading).map(([number, , line]) => [number, line])).toEqual([
      [1, 17],
      [2, 18],
    ]);
  });

  it("takes paragraphs that begin with a TAB, and text in a frame, for what they are", async () => {
    const first = "\t根据文件精神，我局于年初制定了实施方案并按季度检查。";
    const second = "\t全年共拨付资金三批，均按时到位，未发现挤占挪用的情况。";
    const reading = await read(`一、概况\n${first}\n${second}\n\n${dump(FUND)}附：\n${dump([["框内的说明"]])}二、问题\n`);
    expect(gridsOf(reading).map(cellsOf)).toEqual([FUND]);
    expect(paragraphsOf(reading).map(([, words]) => words)).toEqual(expect.arrayContaining([first, second, "\t框内的说明", "二、问题"]));
  });

  it("keeps a sentence with a TAB out of the tables", async () => {
    const reading = await read(`填报人：某\t电话：某\n\n${dump(FUND)}`);
    expect(gridsOf(reading)).toHaveLength(1);
    expect(paragraphsOf(reading)[0]).toEqual([1, "填报人：某\t电话：某", 1]);
  });
});

describe("a dump of rows", () => {
  const FORM = "项目名称\t\t某补助\t\n指标\t目标\t实际\t得分\n参保\t≥90%\t95%\t\n";

  it("keeps the TABs of a line as cells, trailing ones too", async () => {
    const [grid] = gridsOf(await read(`某自评表\n\n${FORM}\n说明文字。\n`));
    expect(cellsOf(grid)).toEqual([
      ["项目名称", "", "某补助", ""],
      ["指标", "目标", "实际", "得分"],
      ["参保", "≥90%", "95%", ""],
    ]);
    expect(grid?.rows.map((row) => row.map(({ line }) => line))).toEqual([3, 4, 5].map((line) => [line, line, line, line]));
  });

  it("joins a block of label and value that hangs below, not another table", async () => {
    const hanging = gridsOf(await read(`${FORM}\n总分\t88\n偏差原因\t<p>无</p>\n\n备注：\n`));
    expect(hanging).toHaveLength(1);
    expect(cellsOf(hanging[0]).slice(3)).toEqual([
      ["总分", "88"],
      ["偏差原因", "无"],
    ]);
    const apart = gridsOf(await read(`${FORM}\n序号\t地区\t人数\t金额\t比例\n1\t甲县\t20\t3.5\t5%\n`));
    expect(apart.map(({ rows }) => rows.length)).toEqual([3, 2]);
  });

  it("joins the rows of the next page but not the next of several forms", async () => {
    const head = "指标\t目标\t实际";
    const [paged] = gridsOf(await read(`${head}\n甲\t1\t2\n\n${head}\n乙\t3\t4\n`));
    expect(paged?.rows).toHaveLength(4);
    const forms = gridsOf(await read("项目\t一号\t\n甲\t1\t2\n\n项目\t二号\t\n甲\t3\t4\n"));
    expect(forms.map(({ rows }) => rows.length)).toEqual([2, 2]);
  });

  it("leaves a list of contents to the paragraphs", async () => {
    const reading = await read("目  录\n一、概况\t1\n二、绩效\t3\n三、问题\t5\n\n项目\t金额\n甲\t1\n乙\t3\n");
    expect(gridsOf(reading).map(cellsOf)).toEqual([
      [
        ["项目", "金额"],
        ["甲", "1"],
        ["乙", "3"],
      ],
    ]);
  });

  it("does not count the TAB that opens every line", async () => {
    const [grid] = gridsOf(await read("Sheet1\n\t项目\t本年\t上年\n\t甲\t1\t2\n\t乙\t3\t4\n"));
    expect(cellsOf(grid)[1]).toEqual(["甲", "1", "2"]);
  });

  it("shows check boxes and markup as a reader sees them", async () => {
    const [grid] = gridsOf(
      await read('类别\t1、甲 <input checked="" type="checkbox"/> 2、乙 <input type="checkbox"/>\n目标\t<p>一<br/>二</p> x &lt; y\n'),
    );
    expect(cellsOf(grid)).toEqual([
      ["类别", "1、甲 ☑ 2、乙 ☐"],
      ["目标", "一\n二 x < y"],
    ]);
  });

  it("reads a column that is mostly blank at the head of its rows", async () => {
    const [grid] = gridsOf(await read("产出\t1\n\t2\n\t3\n\t4\n"));
    expect(cellsOf(grid)).toEqual([
      ["产出", "1"],
      ["", "2"],
      ["", "3"],
      ["", "4"],
    ]);
  });
});

describe("bytes", () => {
  it("reads GB18030 and says what is no text", async () => {
    // 表 TAB 数 in GB18030, five times over so that the encoding shows.
    const gb = Uint8Array.from(Array.from({ length: 5 }, () => [0xb1, 0xed, 0x09, 0xca, 0xfd, 0x0a]).flat());
    const reading = await text.parse("gb.txt", gb, DEFAULT_LIMITS);
    expect(cellsOf(gridsOf(reading)[0])[0]).toEqual(["表", "数"]);
    const binary = await text.parse("b.txt", Uint8Array.from([0, 1, 2, 3, 255, 254, 0, 7]), DEFAULT_LIMITS);
    expect(binary.blocks).toEqual([]);
    expect(binary.findings.map(({ code, severity }) => [code, severity])).toEqual([["unreadable-file", "error"]]);
  });

  it("refuses more cells than allowed", async () => {
    const { findings } = await text.parse("t.txt", new TextEncoder().encode(dump(FUND)), { ...DEFAULT_LIMITS, cells: 11 });
    expect(findings.map(({ code }) => code)).toEqual(["unreadable-file"]);
    // Few cells are printed, but as a rectangle they would be many.
    const wide = `${"甲\t".repeat(500)}\n${"乙\t丙\n".repeat(500)}`;
    const refused = await text.parse("w.txt", new TextEncoder().encode(wide), { ...DEFAULT_LIMITS, cells: 100_000 });
    expect([refused.blocks.length, refused.findings.map(({ code }) => code)]).toEqual([0, ["unreadable-file"]]);
  });
});

/** Text built of what makes a dump: TABs, blank lines, words, figures, tags. */
const dumps = fc
  .array(fc.constantFrom("\t", "\n", "\n", "\t甲", "\t1.5", "乙\n", "附件1\n", "\t\t", " ", "\u3000", "\r\n", "<p>", "一、", "\tA\tB\n"), {
    maxLength: 60,
  })
  .map((parts) => parts.join(""));

describe("whatever the text", () => {
  it("never throws, loses no words, and each cell stands on its line", async () => {
    await fc.assert(
      fc.asyncProperty(fc.oneof(dumps, fc.string({ unit: "binary", maxLength: 200 })), async (whole) => {
        const reading = await read(whole);
        // A text that ends as files of DOS programs did loses that mark.
        if (reading.findings.length > 0 || whole.endsWith(String.fromCharCode(0x1a))) return;
        const lines = new TextDecoder().decode(new TextEncoder().encode(whole)).split(/\r\n|\n|\r/);
        for (const { rows } of gridsOf(reading))
          for (const cell of rows.flat()) {
            const [words = ""] = cell.text.split("\n");
            if (!/[<&]/.test(lines[cell.line! - 1]!)) expect(lines[cell.line! - 1]).toContain(words);
          }
        const bare = (text: string): string => text.replace(/<p>|[\s\u200b-\u200d\ufeff]/g, "");
        const kept = reading.blocks.map((block) =>
          block.kind === "paragraph"
            ? block.paragraph.text
            : block.grid.rows
                .flat()
                .map(({ text }) => text)
                .join(""),
        );
        if (!/[&]|<(?!p>)/.test(whole)) expect(bare(kept.join(""))).toBe(bare(lines.join("")));
      }),
      { numRuns: 250 },
    );
  });

  it("gives the same for the same bytes, and counts every line once", async () => {
    await fc.assert(
      fc.asyncProperty(dumps, async (whole) => {
        const once = await read(whole);
        expect(await read(whole)).toEqual(once);
        const lines = paragraphsOf(once).map(([, , line]) => line);
        expect(new Set(lines).size).toBe(lines.length);
        expect(paragraphsOf(once).map(([number]) => number)).toEqual(lines.map((_, index) => index + 1));
      }),
      { numRuns: 120 },
    );
  });

  it("reads a large dump in time that grows with its size", async () => {
    const started = performance.now();
    const reading = await read(Array.from({ length: 60_000 }, (_, index) => (index % 3 === 0 ? "甲\t乙" : "\t丙")).join("\n"));
    const swallowed = await read(`\t甲\n${"\n乙\n".repeat(60_000)}`);
    expect(gridsOf(reading).length + gridsOf(swallowed).length).toBeGreaterThan(0);
    expect(performance.now() - started).toBeLessThan(8_000);
  });
});
