import { describe, expect, it } from "vitest";
import type { Cell, Grid } from "../../src/model/grid.ts";
import { DEFAULT_LIMITS } from "../../src/model/parser.ts";
import { text } from "../../src/parsers/text.ts";
import { restoreSpans } from "../../src/tables/restore.ts";
import { fc } from "../support/properties.ts";

/** A grid as a dump of cells prints it: each cell on a line of its own, cells parted by `|`. */
function printed(...rows: readonly string[]): Grid {
  let line = 0;
  const cells = rows.map((row) =>
    row.split("|").map((cell): Cell => {
      line += 1;
      return { text: cell, line };
    }),
  );
  return { document: "d.txt", origin: { in: "text", table: 1 }, rows: cells, ragged: true, firstRow: 1, firstColumn: 1 };
}

/** A grid as a dump of rows prints it: the cells of a row share their line. */
function lined(...rows: readonly string[]): Grid {
  const grid = printed(...rows);
  return { ...grid, rows: grid.rows.map((row, index) => row.map((cell) => ({ ...cell, line: index + 1 }))) };
}

/** The rows drawn: `~` goes on from the left, `^` from above, nothing is blank. */
const drawn = (grid: Grid): string[] =>
  grid.rows.map((row, index) => row.map(({ text, anchor }) => (anchor ? (anchor[0] < index ? "^" : "~") : text)).join("|"));

describe("headings that lost their spans", () => {
  it("cover the columns that the blank cells below leave them", () => {
    const grid = printed(
      "序号|地区|人口|参保人数|参保率",
      "|||合计|居民|学生|按户籍|按常住",
      "1|甲县|900|600|400|200|66.7%|70.2%",
      "2|乙县|800|500|350|150|62.5%|64.1%",
      "合计|1700|1100|750|350|64.7%|67.3%",
    );
    expect(drawn(restoreSpans(grid))).toEqual([
      "序号|地区|人口|参保人数|~|~|参保率|~",
      "^|^|^|合计|居民|学生|按户籍|按常住",
      "1|甲县|900|600|400|200|66.7%|70.2%",
      "2|乙县|800|500|350|150|62.5%|64.1%",
      "合计|~|1700|1100|750|350|64.7%|67.3%",
    ]);
  });

  it("stand on three levels, a blank cell below going on through both", () => {
    const grid = printed(
      "某基金收支表",
      "|||||||||单位：万元",
      "序号|地区|收入|支出|结余",
      "||合计|补助|缴费|合计|其中|",
      "||||||住院|门诊|大病|",
      "1|甲县|30|20|10|25|15|6|4|5",
      "2|乙县|33|21|12|24|16|5|3|9",
      "合计|63|41|22|49|31|11|7|14",
    );
    expect(drawn(restoreSpans(grid))).toEqual([
      "某基金收支表|~|~|~|~|~|~|~|~|~",
      "|||||||||单位：万元",
      "序号|地区|收入|~|~|支出|~|~|~|结余",
      "^|^|合计|补助|缴费|合计|其中|~|~|^",
      "^|^|^|^|^|^|住院|门诊|大病|^",
      "1|甲县|30|20|10|25|15|6|4|5",
      "2|乙县|33|21|12|24|16|5|3|9",
      "合计|~|63|41|22|49|31|11|7|14",
    ]);
  });

  it("begin anew where labels repeat", () => {
    const grid = printed("项目|本年|上年", "|预算|决算|预算|决算", "甲|1|2|3|4", "乙|5|6|7|9");
    expect(drawn(restoreSpans(grid)).slice(0, 2)).toEqual(["项目|本年|~|上年|~", "^|预算|决算|预算|决算"]);
  });

  it("go with the sums that the figures show", () => {
    const grid = printed("地区|征收|使用", "|甲类|乙类|丙类|丁类|戊类", "东|9|4|5|2|1", "西|8|6|2|3|4", "南|7|3|4|6|5");
    expect(drawn(restoreSpans(grid))[0]).toBe("地区|征收|~|~|使用|~");
  });

  it("take two columns of labels under one heading", () => {
    const grid = printed("项目|收入", "|合计|补助", "甲组|一队|3|2", "|二队|4|1", "乙组|三队|5|3");
    expect(drawn(restoreSpans(grid))).toEqual(["项目|~|收入|~", "^|^|合计|补助", "甲组|一队|3|2", "^|二队|4|1", "乙组|三队|5|3"]);
  });

  it("are found again further down, under the title of the next table", () => {
    const grid = printed("表一", "地区|金额", "甲|1", "表二", "项目|本年|上年", "|预算|决算|预算|决算", "丙|1|2|3|4");
    expect(drawn(restoreSpans(grid))).toEqual([
      "表一|~|~|~|~",
      "地区|金额|||",
      "甲|1|||",
      "表二|~|~|~|~",
      "项目|本年|~|上年|~",
      "^|预算|决算|预算|决算",
      "丙|1|2|3|4",
    ]);
  });
});

describe("short rows", () => {
  it("put figures under figures and let the label of a total take the rest", () => {
    const grid = printed("一级|二级|指标|分值|得分|备注", "投入|目标|明确|10|9|", "|预算|合理|20|18|", "总分|30|27|");
    expect(drawn(restoreSpans(grid))).toEqual([
      "一级|二级|指标|分值|得分|备注",
      "投入|目标|明确|10|9|",
      "^|预算|合理|20|18|",
      "总分|~|~|30|27|",
    ]);
  });

  it("keep a row whose last cell is missing in its columns", () => {
    const grid = printed("一级|分值|二级|分值|得分|备注", "投入|20|目标|20|18|无误", "产出|80|数量|80|75|无误", "总分|100||100|93");
    expect(drawn(restoreSpans(grid)).at(-1)).toBe("总分|100||100|93|~");
  });

  it("of label and value by turns share the columns of the form", () => {
    const grid = printed(
      "负责人|某人|电话|12345",
      "起止时间|全年",
      "计划|10|到位|9|支出|8|结余|1",
      "省级|4|省级|3|省级|3|省级|0",
      "市级|6|市级|6|市级|5|市级|1",
    );
    expect(drawn(restoreSpans(grid)).slice(0, 2)).toEqual(["负责人|某人|~|~|电话|12345|~|~", "起止时间|全年|~|~|~|~|~|~"]);
  });

  it("of one length share one layout", () => {
    const grid = printed(
      "项目资金||预算数|执行数|执行率",
      "|总额|100|90|90%",
      "|其中：补助|60|50|83%",
      "指标|一级|二级|目标值|实际值|得分",
      "|产出|数量|5|5|10",
      "||质量|98%|99%|10",
    );
    expect(drawn(restoreSpans(grid))).toEqual([
      "项目资金|~||预算数|执行数|执行率",
      "^|^|总额|100|90|90%",
      "^|^|其中：补助|60|50|83%",
      "指标|一级|二级|目标值|实际值|得分",
      "^|产出|数量|5|5|10",
      "^|^|质量|98%|99%|10",
    ]);
  });

  it("bear a stray row that is too long", () => {
    const body = Array.from({ length: 12 }, (_, index) => `${index + 1}|某县|${index * 7}|${index + 3}`);
    const rows = drawn(restoreSpans(printed("序号|地区|收入|支出", ...body, "13|某县|5|6|7")));
    expect(rows[1]).toBe("1|某县|0|3|");
    expect(rows.at(-1)).toBe("13|某县|5|6|7");
  });
});

describe("labels that go on down", () => {
  it("are the anchors of the blank cells before words, not of other blank cells", () => {
    const grid = printed("组|分值|项|得分|备注", "甲|10|子|4|", "||丑|6|", "乙|5||5|好", "||寅|2|");
    const restored = restoreSpans(grid);
    expect(drawn(restored)).toEqual(["组|分值|项|得分|备注", "甲|10|子|4|", "^|^|丑|6|", "乙|5||5|好", "^|^|寅|2|"]);
    expect(restored.rows[2]?.[1]?.anchor).toEqual([1, 1]);
  });

  it("leave a total without a label, a line without its number and a closing total alone", () => {
    expect(drawn(restoreSpans(printed("项目|本年|上年", "甲|1|2", "|3|4")))[2]).toBe("|3|4");
    expect(drawn(restoreSpans(printed("序号|项目|金额", "1|甲|3", "|其中：乙|2")))[2]).toBe("|其中：乙|2");
    expect(drawn(restoreSpans(printed("组|项|金额", "甲|子|3", "|丑|2", "|合计|5"))).at(-1)).toBe("|合计|5");
  });

  it("take spare rows inside a group with them", () => {
    const grid = printed("组|项|值|数", "甲|子|a|4", "|丑|b|6", "|||", "|寅|c|2");
    expect(drawn(restoreSpans(grid))).toEqual(["组|项|值|数", "甲|子|a|4", "^|丑|b|6", "^|||", "^|寅|c|2"]);
  });
});

describe("a dump of rows", () => {
  const HEAD = "绩效|一级指标|二级指标|三级指标|指标值|完成值|原因";
  const SOUND = [
    "|产出指标|数量指标|参加培训的人员数量|≥10|12|",
    "||质量指标|培训人员考核合格率|≥90%|95%|",
    "|||培训教材按时发放率|100%|100%|",
    "|效益指标|社会效益|群众办事方便的程度|提高|提高|",
    "||经济效益|减轻参保人员的负担|减轻|减轻|",
  ];

  it("moves rows that slipped to the left back under their headings", () => {
    const grid = lined(
      HEAD,
      ...SOUND,
      "时效指标|全年工作任务的完成时间|12月底|11月底|||",
      "|救助对象的总体满意程度|≥80%|85%|||",
      "系统的信息化支撑能力|||完成|完成||",
    );
    expect(drawn(restoreSpans(grid)).slice(6)).toEqual([
      "^|^|时效指标|全年工作任务的完成时间|12月底|11月底|",
      "^|^|^|救助对象的总体满意程度|≥80%|85%|",
      "^|^|^|系统的信息化支撑能力|完成|完成|",
    ]);
  });

  it("leaves a row alone that only lacks its last value", () => {
    const rows = drawn(restoreSpans(lined(HEAD, ...SOUND, "||时效指标|全年工作任务的完成时间|≥90%||")));
    expect(rows.at(-1)).toBe("^|^|时效指标|全年工作任务的完成时间|≥90%||");
  });

  it("moves headings that stand one column left of their figures", () => {
    const grid = lined("项目类别||持续项目||||", "预算执行情况||预算数|执行数|执行率|得分|", "||年度资金总额|110|99|90%|18");
    const rows = drawn(restoreSpans(grid));
    expect(rows[1]).toBe("预算执行情况|||预算数|执行数|执行率|得分");
    expect(rows[2]).toBe("^||年度资金总额|110|99|90%|18");
  });

  it("does not move words of the body that stand above figures", () => {
    const grid = lined("地区|说明|人数|金额|备注", "甲县|无|未开展|不适用|", "乙县|说明|12|15|");
    expect(drawn(restoreSpans(grid))[1]).toBe("甲县|无|未开展|不适用|");
  });

  it("lets a lone value run across, a figure only where its column holds none", () => {
    const grid = lined("项|目标|实际|得分|说明", "甲|好|好|9|", "乙|好|差|5|", "总分|14", "原因|无");
    expect(drawn(restoreSpans(grid)).slice(3)).toEqual(["总分|14|~|~|~", "原因|无|~|~|~"]);
    expect(drawn(restoreSpans(lined("项|本年|上年|前年|再前", "甲|9|8|7|6", "合计|9|||")))[2]).toBe("合计|9|||");
  });

  it("only pads the rows of a CSV", () => {
    const csv: Grid = { ...lined("a|b|c", "", "1|2", "|x|3"), origin: { in: "csv" } };
    expect(drawn(restoreSpans(csv))).toEqual(["a|b|c", "||", "1|2|", "|x|3"]);
  });
});

const CELLS = ["", "", "", "合计", "1", "25.5", "98%", "甲县", "一级指标", "某项目的说明文字", "—", "单位：万元", "2019年", " "];
const ORIGINS: readonly Grid["origin"][] = [{ in: "text", table: 1 }, { in: "csv" }, { in: "word", table: 1 }];
const grids = fc
  .record({
    rows: fc.array(fc.array(fc.oneof({ weight: 5, arbitrary: fc.constantFrom(...CELLS) }, fc.string({ maxLength: 4 })), { maxLength: 9 }), {
      maxLength: 14,
    }),
    together: fc.boolean(),
    origin: fc.constantFrom(...ORIGINS),
  })
  .map(({ rows, together, origin }): Grid => {
    const grid = together ? lined : printed;
    const cells = grid("").rows[0]![0]!;
    let line = 0;
    return {
      ...grid(""),
      origin,
      rows: rows.map((row, index) =>
        row.map((text): Cell => {
          line += 1;
          return { ...cells, text, line: together ? index + 1 : line };
        }),
      ),
    };
  });

const wordsOf = (grid: Grid): string[] =>
  grid.rows
    .flat()
    .filter(({ text }) => text.trim() !== "")
    .map(({ text, line }) => `${line}:${text}`)
    .sort();

function checkShape({ rows, ragged }: Grid): void {
  expect(ragged).toBe(false);
  const width = rows[0]?.length ?? 0;
  const regions = new Map<string, [number, number][]>();
  for (const [index, row] of rows.entries()) {
    expect(row.length).toBe(width);
    for (const [column, { anchor, text }] of row.entries()) {
      if (!anchor) continue;
      expect(text).toBe("");
      expect(rows[anchor[0]]?.[anchor[1]]).toBeDefined();
      expect(rows[anchor[0]]?.[anchor[1]]?.anchor).toBeUndefined();
      const region = regions.get(anchor.join()) ?? [[...anchor]];
      regions.set(anchor.join(), [...region, [index, column]]);
    }
  }
  for (const region of regions.values()) {
    const [top, left] = region[0]!;
    const height = Math.max(...region.map(([row]) => row)) - top + 1;
    const across = Math.max(...region.map(([, column]) => column)) - left + 1;
    expect(region.length).toBe(height * across);
  }
}

describe("whatever the grid", () => {
  it("keeps every cell with its line, and gives rectangles of merged cells", () => {
    fc.assert(
      fc.property(grids, (grid) => {
        const restored = restoreSpans(grid);
        checkShape(restored);
        expect(wordsOf(restored)).toEqual(wordsOf(grid));
        expect(restoreSpans(grid)).toEqual(restored);
        expect(restoreSpans(restored)).toBe(restored);
      }),
      { numRuns: 500 },
    );
  });

  it("does so for whatever a dump holds", async () => {
    const parts = fc.constantFrom("\t", "\n", "\n\t合计", "\n\t12", "\n\n\t甲", "\n\t", "\t9\t8%", "\n乙\t丙\t", "附件1\n", "\n\n\n");
    await fc.assert(
      fc.asyncProperty(fc.array(parts, { maxLength: 50 }), async (whole) => {
        const { blocks } = await text.parse("d.txt", new TextEncoder().encode(whole.join("")), DEFAULT_LIMITS);
        for (const block of blocks) if (block.kind === "grid") checkShape(restoreSpans(block.grid));
      }),
      { numRuns: 300 },
    );
  });

  it("takes time that grows with the size", () => {
    const long = Array.from({ length: 20_000 }, (_, index) => (index % 2 === 0 ? `某项|${index}|1|2|3` : "|乙|4|5"));
    const wide = Array.from({ length: 60 }, (_, index) => Array.from({ length: 20 + index * 5 }, () => "列").join("|"));
    const started = performance.now();
    checkShape(restoreSpans(printed(...wide)));
    expect(restoreSpans(printed("a|b|c|d|e", ...long)).rows).toHaveLength(20_001);
    expect(performance.now() - started).toBeLessThan(8_000);
  });
});
