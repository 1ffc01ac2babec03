import { describe, expect, it } from "vitest";
import type { Grid } from "../../src/model/grid.ts";
import type { Table } from "../../src/model/table.ts";
import { tables } from "../../src/tables/tables.ts";
import { drawDocument, drawGrid } from "../support/draw-grid.ts";
import { headingsOf, linesOf } from "../support/outline.ts";

const only = (grid: Grid): Table => {
  const found = tables([drawDocument(grid)]);
  expect(found).toHaveLength(1);
  return found[0]!;
};
const lines = (grid: Grid): string[] => linesOf(only(grid));

describe("rows of a form", () => {
  it("are rows though words stand where figures stood, inside a group", () => {
    expect(
      lines(drawGrid`
        一级指标 | 二级指标 | 指标名称 | 目标值 | 完成值
        产出指标 | 产出数量 | 培训人数 | 12500名 | 12166名
        ^ | ^ | 验收学校 | 11所 | 11所
        ^ | 产出质量 | 招生符合规定 | 18—54周岁 | 存在18岁以下学员
        ^ | ^ | 考核通过率 | 100% | 98.79%`),
    ).toEqual([
      "产出指标/产出数量/培训人数: 12500名 | 12166名",
      "产出指标/产出数量/验收学校: 11所 | 11所",
      "产出指标/产出质量/招生符合规定: 18—54周岁 | 存在18岁以下学员",
      "产出指标/产出质量/考核通过率: 100% | 98.79%",
    ]);
  });

  it("head nothing where nothing was filled in", () => {
    expect(
      lines(drawGrid`
        一级指标 | 三级指标 | 分值 | 得分
        产出指标 | 指标1：保障人数 | 10 | 10
        ^ | 指标2： | |
        效益指标 | 条件改善 | 15 | 13`),
    ).toEqual(["产出指标/指标1：保障人数: 10 | 10", "产出指标/指标2：:  | ", "效益指标/条件改善: 15 | 13"]);
  });

  it("end in their total behind a remark", () => {
    expect(
      lines(drawGrid`
        一级指标 | 三级指标 | 完成值 | 分值 | 得分 | 原因
        产出指标 | 受益人数 | 676 | 60 | 60 |
        满意度指标 | 满意度 | 94% | 40 | 36 |
        其他需要说明事项 | 无 | < | < | < | <
        总分 | < | < | 100 | 96 | 优`).at(-1),
    ).toMatch(/^= 总分: /);
  });
});

describe("groups of rows", () => {
  const GROUPED = [
    "职工/在职: 100 | 50",
    "职工/退休: 40 | 30",
    "- 职工/小计: 140 | 80",
    "居民/成年: 300 | 60",
    "- 居民/小计: 300 | 60",
    "= 合计: 440 | 140",
  ];

  it("come from merged cells", () => {
    expect(
      lines(drawGrid`
        险种 | 类型 | 人数 | 金额
        职工 | 在职 | 100  | 50
        ^    | 退休 | 40   | 30
        ^    | 小计 | 140  | 80
        居民 | 成年 | 300  | 60
        ^    | 小计 | 300  | 60
        合计 | <    | 440  | 140`),
    ).toEqual(GROUPED);
  });

  it("come from blanks where nothing is merged", () => {
    expect(
      lines(drawGrid`
        险种 | 类型 | 人数 | 金额
        职工 | 在职 | 100  | 50
             | 退休 | 40   | 30
             | 小计 | 140  | 80
        居民 | 成年 | 300  | 60
             | 小计 | 300  | 60
        合计 |      | 440  | 140`),
    ).toEqual(GROUPED);
  });

  it("are one where a page break printed their label again", () => {
    const table = only(drawGrid`
      一级指标     | 二级指标 | 三级指标 | 分值 | 得分
      过程（40分） | 管理     | 制度     | 20   | 18
      过程⏎⏎（40分） | 管 理   | 执行     | 20   | 20
      总  分       | <        | <        | 40   | 38`);
    expect(table.rows.map(({ path }) => path.join("/"))).toEqual(["过程（40分）/管理/制度", "过程（40分）/管理/执行", "总分"]);
  });

  it("come from sections across the table", () => {
    expect(
      lines(drawGrid`
        指标     | 单位 | 本期
        一、参保 | <    | <
        职工     | 万人 | 9.4
        居民     | 万人 | 27.5
        二、基金 | <    | <
        职工     | 亿元 | 5.0
        居民     | 亿元 | 3.2`),
    ).toEqual(["一、参保/职工 {万人}: 9.4", "一、参保/居民 {万人}: 27.5", "二、基金/职工 {亿元}: 5.0", "二、基金/居民 {亿元}: 3.2"]);
  });

  it("end with the total that names them", () => {
    expect(
      lines(drawGrid`
        资产         | 期末 | 年初
        流动资产：   |      |
        货币资金     | 10   | 9
        应收款       | 5    | 4
        流动资产合计 | 15   | 13
        非流动资产： |      |
        固定资产     | 20   | 21
        非流动资产合计 | 20 | 21
        资产总计     | 35   | 34`),
    ).toEqual([
      "流动资产：/货币资金: 10 | 9",
      "流动资产：/应收款: 5 | 4",
      "- 流动资产：/流动资产合计: 15 | 13",
      "非流动资产：/固定资产: 20 | 21",
      "- 非流动资产：/非流动资产合计: 20 | 21",
      "= 资产总计: 35 | 34",
    ]);
  });

  it("end with a total of the whole table, which belongs to none", () => {
    expect(
      lines(drawGrid`
        评价指标     | 权重 | 得分
        一、决策     |      |
        1.立项       | 10   | 9
        2.目标       | 10   | 8
        二、过程     |      |
        3.资金       | 30   | 30
        总分         | 50   | 47`),
    ).toEqual(["一、决策/1.立项: 10 | 9", "一、决策/2.目标: 10 | 8", "二、过程/3.资金: 30 | 30", "= 总分: 50 | 47"]);
    expect(
      lines(drawGrid`
        地区 | 户数
        城镇 | <
        甲   | 1
        合计 | 1
        农村 | <
        甲   | 7
        合计 | 7`),
    ).toEqual(["城镇/甲: 1", "- 城镇/合计: 1", "农村/甲: 7", "- 农村/合计: 7"]);
  });

  it("are not headed by 其中 alone in its row", () => {
    expect(
      lines(drawGrid`
        项目     | 金额
        收入合计 | 30
        其中：   |
        补助     | 20
        缴费     | 10`),
    ).toEqual(["= 收入合计: 30", ">w 其中：: ", ">w 补助: 20", ">w 缴费: 10"]);
  });

  it("take in a leaf label merged over two rows", () => {
    expect(
      lines(drawGrid`
        一级指标 | 二级指标 | 说明           | 得分
        效果     | 满意度   | 群众满意的程度 | 2
        ^        | ^        | 机构满意的程度 | 3
        ^        | 效益     | 社会效益如何   | 4`),
    ).toEqual(["效果/满意度: 2", "效果/满意度: 3", "效果/效益: 4"]);
  });

  it("tell repeated labels apart by the first row of each run", () => {
    expect(
      lines(drawGrid`
        项目             | 上年 | 本年
        省级金额（万元） | 10   | 12
        省级人数         | 5    | 6
        人均（元）       | 2    | 2
        市级金额（万元） | 20   | 24
        市级人数         | 8    | 8
        人均（元）       | 2.5  | 3
        县级金额（万元） | 30   | 33
        县级人数         | 10   | 11
        人均（元）       | 3    | 3`).filter((line) => line.includes("人均")),
    ).toEqual([
      "省级金额（万元）/人均（元） {元}: 2 | 2",
      "市级金额（万元）/人均（元） {元}: 2.5 | 3",
      "县级金额（万元）/人均（元） {元}: 3 | 3",
    ]);
  });

  it("are not made of a row that was entered twice", () => {
    expect(
      lines(drawGrid`
        单位 | 人次 | 金额
        甲   | 1    | 10
        乙   | 2    | 20
        乙   | 2    | 20
        丙   | 3    | 30`).slice(1, 3),
    ).toEqual(["乙: 2 | 20", "乙: 2 | 20"]);
  });
});

describe("totals", () => {
  it("say so, whatever their spacing, numbering or place", () => {
    expect(
      lines(drawGrid`
        序号   | 单位 | 金额
        合   计 |     | 6
        1      | 甲   | 1
        2      | 乙   | 2
        3      | 丙   | 3`),
    ).toEqual(["= 合计: 6", "甲: 1", "乙: 2", "丙: 3"]);
    expect(
      lines(drawGrid`
        项目         | 金额
        一、上年结余 | 5
        二、收入合计 | 30
        1、补助      | 20
        2、利息      | 10
        三、支出合计 | 25
        1、住院      | 25
        四、滚存结余 | 10`),
    ).toEqual([
      "一、上年结余 <上年>: 5",
      "- 二、收入合计: 30",
      "> 1、补助: 20",
      "> 2、利息: 10",
      "- 三、支出合计: 25",
      "> 1、住院: 25",
      "四、滚存结余: 10",
    ]);
  });

  it("are subtotals where a wider total follows", () => {
    expect(
      lines(drawGrid`
        项目         | 金额
        税收         | 20
        非税         | 10
        本年收入合计 | 30
        上年结转     | 5
        收入总计     | 35`).filter((line) => /^[-=]/.test(line)),
    ).toEqual(["- 本年收入合计 <本年>: 30", "= 收入总计: 35"]);
  });

  it("may bear no label at all", () => {
    expect(
      lines(drawGrid`
        一级指标     | 二级指标 | 分值 | 得分
        决策（20分） | 立项     | 20   | 18
        过程（80分） | 管理     | 80   | 70
        100          | 100      | 100  | 88`),
    ).toEqual(["决策（20分）/立项: 20 | 18", "过程（80分）/管理: 80 | 70", "= : 100 | 88"]);
  });

  it("with their one score across the table are read under the scores", () => {
    const table = only(drawGrid`
      一级指标 | 二级指标 | 目标值 | 完成值 | 得分
      产出     | 数量     | 100    | 100    | 50
      效益     | 社会     | 90%    | 95%    | 44
      总分     | 94       | <      | <      | <`);
    expect(linesOf(table).at(-1)).toBe("= 总分:  |  | 94");
    expect([...table.moved]).toEqual([["3,4", [3, 1]]]);
  });

  it("are a whole that 其中 breaks down", () => {
    expect(
      lines(drawGrid`
        资金           | 预算 | 执行
        年度资金总额： | 100  | 90
        其中：中央补助 | 60   | 60
        地方资金       | 40   | 30
        其他资金       |      | `),
    ).toEqual([
      "= 年度资金总额：: 100 | 90",
      "> w 其中：中央补助: 60 | 60".replace("> w", ">w"),
      ">w 地方资金: 40 | 30",
      ">w 其他资金:  | ",
    ]);
  });
});

describe("levels", () => {
  it("follow numbering, and rows without a number stand under the numbered one until a total", () => {
    expect(
      lines(drawGrid`
        项目           | 预算
        一、税收       | 30
        增值税         | 20
        契税           | 10
        二、非税       | 12
        罚没           | 12
        收入合计       | 42
        加：上级补助   | 8
        收入总计       | 50`),
    ).toEqual([
      "一、税收: 30",
      "> 增值税: 20",
      "> 契税: 10",
      "二、非税: 12",
      "> 罚没: 12",
      "- 收入合计: 42",
      "加：上级补助: 8",
      "= 收入总计: 50",
    ]);
  });

  it("follow numbers in a column of their own", () => {
    const table = only(drawGrid`
      序号 | 项目 | 预算
      一   | 收入 | 100
      1    | 补助 | 60
      2    | 缴费 | 40
      二   | 支出 | 90
      1    | 门诊 | 90
      （1） | 普通 | 90`);
    expect(table.rows.map(({ level }) => level)).toEqual([0, 1, 1, 0, 1, 2]);
  });

  it("follow codes that grow by their parent's digits, whole or in parts", () => {
    const whole = only(drawGrid`
      科目编码 | 科目名称 | 合计
      201      | 公共服务 | 30
      20103    | 办公厅   | 30
      2010301  | 行政运行 | 20
      2010302  | 一般事务 | 10
      208      | 社会保障 | 70`);
    expect(whole.rows.map(({ level }) => level)).toEqual([0, 1, 2, 2, 0]);
    const parts = only(drawGrid`
      科目编码 | <  | 科目名称 | 合计
      类       | 款 | ^        | ^
      301      |    | 工资福利 | 200
               | 01 | 基本工资 | 120
               | 02 | 津贴补贴 | 80
      302      |    | 商品服务 | 50`);
    expect(parts.rows.map(({ path, level }) => `${level} ${path.join("/")}`)).toEqual([
      "0 工资福利",
      "1 基本工资",
      "1 津贴补贴",
      "0 商品服务",
    ]);
  });

  it("follow indentation", () => {
    const table = only(drawGrid`
      Item          | 2021 | 2022
      Revenue       | 30   | 33
      　Taxes       | 20   | 22
      　　VAT       | 15   | 16
      　Grants      | 10   | 11
      Expenditure   | 25   | 26`);
    expect(table.rows.map(({ level }) => level)).toEqual([0, 1, 2, 1, 0]);
  });
});

describe("其中", () => {
  it("goes on while the numbers count on", () => {
    expect(
      lines(drawGrid`
        项目               | 本年 | 上年
        三公经费合计       | 98   | 54
        其中：1、公务接待费 | 98  | 54
        2、公车运行费      | 0    | 0
        3、因公出国费      | 0    | 0`),
    ).toEqual(["= 三公经费合计: 98 | 54", ">w 其中：1、公务接待费: 98 | 54", ">w 2、公车运行费: 0 | 0", ">w 3、因公出国费: 0 | 0"]);
  });

  it("ends where the parts are complete", () => {
    expect(
      lines(drawGrid`
        项目         | 金额
        住院支出     | 50
        其中：职工   | 30
        居民         | 20
        门诊支出     | 12`),
    ).toEqual(["住院支出: 50", ">w 其中：职工: 30", ">w 居民: 20", "门诊支出: 12"]);
  });

  it("ends before what is more than the whole, and before a name that stands elsewhere on its own", () => {
    expect(
      lines(drawGrid`
        项目       | 金额
        利息       | 5
        其中：活期 | 2
        财政补助   | 70`),
    ).toEqual(["利息: 5", ">w 其中：活期: 2", "财政补助: 70"]);
    expect(
      lines(drawGrid`
        项目       | 金额
        一、收入   | <
        职工医保   | 50
        居民医保   | 32
        二、支出   | <
        职工医保   | 47
        其中：生育 | 2
        居民医保   | 26`).slice(2),
    ).toEqual(["二、支出/职工医保: 47", ">w 二、支出/其中：生育: 2", "二、支出/居民医保: 26"]);
  });
});

describe("units and periods", () => {
  it("stand in row labels, in a column of units, in headings", () => {
    const table = only(drawGrid`
      指标             | 单位 | 2022年 | 2023年末 | 比上年增减
      参保人数         | 万人 | 10     | 11       | 1
      人均补助（元）   |      | 20     | 21       | 1
      2021年结余       | 万元 | 5      | 6        | 1
      降低10%的病种    | 种   | 2      | 3        | 1`);
    expect(headingsOf(table)).toEqual(["2022年 <2022年>", "2023年末 <2023年末>", "比上年增减"]);
    expect(table.rows.map(({ unit, period }) => [unit?.symbol, period])).toEqual([
      ["万人", null],
      ["元", null],
      ["万元", "2021年"],
      ["种", null],
    ]);
  });
});
