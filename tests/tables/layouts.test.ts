import { describe, expect, it } from "vitest";
import type { Grid } from "../../src/model/grid.ts";
import type { Table } from "../../src/model/table.ts";
import { tables } from "../../src/tables/tables.ts";
import { drawDocument, drawGrid } from "../support/draw-grid.ts";
import { headingsOf, linesOf, rolesOf } from "../support/outline.ts";
import { unclaimed } from "../support/unclaimed.ts";

const read = (...blocks: readonly (string | Grid)[]): readonly Table[] => {
  const found = tables([drawDocument(...blocks)]);
  for (const block of blocks)
    if (typeof block !== "string")
      expect(
        unclaimed(
          block,
          found.filter(({ grid }) => grid === block),
        ),
      ).toEqual([]);
  return found;
};

describe("final accounts", () => {
  it("income beside expenditure: what is indented after a total is part of the line above it", () => {
    const found = read(drawGrid`
      收入                   | <    | <       | 支出                 | <    | <       | <
      项目                   | 行次 | 金额    | 项目                 | 行次 | 合计    | 一般公共预算
      栏次                   |      | 1       | 栏次                 |      | 2       | 3
      一、一般公共预算拨款   | 1    | 2530.18 | 一、一般公共服务支出 | 33   | 120.50  | 120.50
      二、政府性基金拨款     | 2    | 60.00   | 二、城乡社区支出     | 44   | 2420.68 | 2360.68
      本年收入合计           | 27   | 2590.18 | 本年支出合计         | 59   | 2541.18 | 2481.18
      年初结转和结余         | 28   | 15.00   | 年末结转和结余       | 60   | 64.00   | 64.00
      　一般公共预算         | 29   | 15.00   |                      | 61   |         |
      　政府性基金预算       | 30   | 0.00    |                      | 62   |         |
      总计                   | 32   | 2605.18 | 总计                 | 64   | 2605.18 | 2545.18`);
    expect(linesOf(found[0]!)).toEqual([
      "一、一般公共预算拨款: 2530.18",
      "二、政府性基金拨款: 60.00",
      "- 本年收入合计 <本年>: 2590.18",
      "年初结转和结余 <年初>: 15.00",
      "> 一般公共预算: 15.00",
      "> 政府性基金预算: 0.00",
      "= 总计: 2605.18",
    ]);
    expect(headingsOf(found[1]!)).toEqual(["支出/合计", "支出/一般公共预算"]);
  });

  it("类 款 项 under a code merged over three columns: the code itself gives the depth", () => {
    const [table] = read(drawGrid`
      项目             | <  | <  | <            | 本年支出合计 | 基本支出 | 项目支出
      功能分类科目编码 | <  | <  | 科目名称     | ^            | ^        | ^
      类               | 款 | 项 | 栏次         | 1            | 2        | 3
      合计             | <  | <  | <            | 700          | 500      | 200
      208              | <  | <  | 社会保障     | 700          | 500      | 200
      20802            | <  | <  | 民政管理事务 | 700          | 500      | 200
      2080201          | <  | <  | 行政运行     | 500          | 500      |
      2080299          | <  | <  | 其他支出     | 200          |          | 200`);
    expect(table!.headerRows).toEqual([0, 1, 2]);
    expect(linesOf(table!)).toEqual([
      "= 合计: 700 | 500 | 200",
      "社会保障: 700 | 500 | 200",
      "> 民政管理事务: 700 | 500 | 200",
      ">> 行政运行: 500 | 500 | ",
      ">> 其他支出: 200 |  | 200",
    ]);
  });

  it("expenditure told twice under one heading: three panels", () => {
    const found = read(drawGrid`
      收入         | <    | 支出                 | <    | <                      | <
      项目         | 预算 | 项目（按功能分类）   | 预算 | 项目（按用途分类）     | 预算
      一、财政拨款 | 120  | 一、一般公共服务支出 | 30   | 一、基本支出           | 80
      二、事业收入 | 10   | 二、教育支出         | 100  | 二、项目支出           | 50
      收入总计     | 130  | 支出总计             | 130  | 支出总计               | 130`);
    expect(found.map((table) => table.columns[0]!.path.join("/"))).toEqual([
      "收入/项目",
      "支出/项目（按功能分类）",
      "支出/项目（按用途分类）",
    ]);
    expect(found.map((table) => linesOf(table).at(-1))).toEqual(["= 收入总计: 130", "= 支出总计: 130", "= 支出总计: 130"]);
  });
});

describe("purchases", () => {
  it("quantities are in the units beside them, money is in that of the table", () => {
    const [table] = read(
      "金额单位：元",
      drawGrid`
      序号 | 采购项目 | 计量单位 | 数量 | 预算单价 | 预算金额
      1    | 课桌椅   | 套       | 2000 | 280.00   | 560000.00
      2    | 一体机   | 台       | 120  | 15800.00 | 1896000.00`,
    );
    expect(headingsOf(table!)).toEqual(["数量", "预算单价 {元}", "预算金额 {元}"]);
    expect(table!.rows.map(({ unit }) => unit?.symbol)).toEqual(["套", "台"]);
  });

  it("a column 单位 of offices names the rows", () => {
    const [table] = read(drawGrid`
      片区   | 单位   | 人数 | 金额
      东片区 | 财政局 | 10   | 100
      ^      | 教育局 | 20   | 200
      西片区 | 民政局 | 5    | 50`);
    expect(linesOf(table!)).toEqual(["东片区/财政局: 10 | 100", "东片区/教育局: 20 | 200", "西片区/民政局: 5 | 50"]);
  });
});

describe("self-evaluation forms", () => {
  it("a budget told by source and by use: the pairs below its line of headings are no lines of it", () => {
    const found = read(drawGrid`
      预算部门名称           | 某某市文化局       | <          | <          | <              | <      | <
      年度预算申请（万元）   |                    | 年初预算数 | 全年执行数 | 分值           | 执行率 | 得分
      ^                      | 年度资金总额       | 1500       | 1710       | 10             | 95.00% | 9.50
      ^                      | 按收入性质分：     | <          | <          | 按支出性质分： | <      | <
      ^                      | 其中：一般公共预算 | 1600       | <          | 其中：基本支出 | 1100   | <
      ^                      | 政府性基金拨款     | 100        | <          | 项目支出       | 700    | <`);
    expect(linesOf(found[1]!)).toEqual(["年度预算申请（万元）/年度资金总额: 1500 | 1710 | 10 | 95.00% | 9.50"]);
    const pairs = found.slice(2).flatMap(linesOf);
    expect(pairs).toContain("w 年度预算申请（万元）/其中：一般公共预算 {万元}: 1600");
    expect(pairs).toContain("w 年度预算申请（万元）/项目支出 {万元}: 700");
  });

  it("fields over a line of headings that is one of their columns' shape, and a goal over the indicators", () => {
    const found = read(drawGrid`
      项目名称   | 城市低保           | 项目负责人 | 某甲   | 资金性质 | 财政拨款
      主管部门   | 民政厅             | 预算单位   | 救助处 | 联系电话 | 0571-88123
      预算资金   | 年初数             | 调整数     | 执行数 | 结余数   | 执行率
      （万元）   | 500                | 520        | 510    | 10       | 98.08%
      绩效目标   | 保障对象基本生活   | <          | <      | <        | <
      指标名称   | 目标值             | 完成值     | 权重   | 得分     | 偏差说明
      补助人数   | ≥2000人            | 2100人     | 30     | 30       |
      满意度     | ≥90%               | 93%        | 20     | 20       |
      合计       |                    |            | 50     | 50       |`);
    const grids = found.filter(({ form }) => !form);
    expect(grids.map(rolesOf)).toEqual([
      ["label 预算资金", "figure 年初数", "figure 调整数", "figure 执行数", "figure 结余数", "figure 执行率"],
      ["label 指标名称", "figure 目标值", "figure 完成值", "figure 权重", "figure 得分", "text 偏差说明"],
    ]);
    expect(found.filter(({ form }) => form).flatMap(({ rows }) => rows.map(({ path }) => path.join("/")))).toContain("绩效目标");
  });

  it("what the pairs are about may stand before them", () => {
    const found = read(drawGrid`
      资金情况 | 安排金额（万元） | 3000 | 实际支出（万元） | 2850`);
    expect(found.flatMap(linesOf)).toEqual(["资金情况/安排金额（万元） {万元}: 3000", "资金情况/实际支出（万元） {万元}: 2850"]);
  });
});

describe("numbers of lines", () => {
  it("in Roman stand above Arabic ones", () => {
    const [table] = read(drawGrid`
      序号 | 费用名称   | 金额（元）
      Ⅰ    | 建筑工程费 | 2300
      1    | 土建       | 1800
      2    | 装饰       | 500
      Ⅱ    | 设备购置费 | 1200
      1    | 医疗设备   | 1200`);
    expect(table!.rows.map(({ level }) => level)).toEqual([0, 1, 1, 0, 1]);
  });
});

describe("what looks like a heading, a note or one table and is none", () => {
  it("a line for notes in which nothing is noted, in a statement turned on its side", () => {
    const found = read(drawGrid`
      项目   | 一、经营活动 | 收到的现金 | 支付的现金 | 经营净额 | 二、投资活动 | 收回的现金 | 投资净额
      附注   |              |            |            |          |              |            |
      2021年 |              | 1200.50    | 800.30     | 400.20   |              | 55.00      | 55.00
      2020年 |              | 1100.00    | 900.00     | 200.00   |              | 20.00      | 20.00`);
    expect(found).toHaveLength(1);
    expect(found[0]!.headerRows).toEqual([0]);
    expect(found[0]!.columns.at(-1)!.path).toEqual(["投资净额"]);
    expect(linesOf(found[0]!).map((line) => line.split(":")[0])).toEqual(["附注", "2021年 <2021年>", "2020年 <2020年>"]);
  });

  it("a line of ranges among lines of figures", () => {
    const found = read(drawGrid`
      参数名   | 单位 | 甲型    | 乙型    | 丙型
      行程     | mm   | 650     | 850     | 900
      宽度     | mm   | 450     | 450     | 550
      至台面   | mm   | 150-670 | 150-670 | 150-750
      转速     | rpm  | 15000   | 15000   | 18000`);
    expect(found).toHaveLength(1);
    expect(found[0]!.headerRows).toEqual([0]);
  });

  it("a row of pairs whose labels are words of headings", () => {
    const found = read(drawGrid`
      中文名       | 福州               | 电话区号     | 0591
      外文名       | Fuzhou，Hokchew    | 邮政编码     | 350000
      别名         | 榕城，三山         | 气候条件     | 亚热带海洋性季风气候
      行政区划代码 | 350100             | 人口数量     | 842万
      行政区类别   | 地级市             | 著名景点     | 三坊七巷、鼓山、西湖
      所属地区     | 中国福建省         | 机场         | 长乐国际机场
      面积         | 11968平方千米      | 车牌代码     | 闽A、闽K
      下辖地区     | 6个市辖区，6个县   | 地区生产总值 | 11324.48亿元`);
    expect(found.every(({ form }) => form)).toBe(true);
    const labels = found.flatMap((table) => linesOf(table).map((line) => line.split(":")[0]!.replace(/ \{.*/, "")));
    expect(labels).toEqual(expect.arrayContaining(["行政区划代码", "人口数量", "机场", "地区生产总值"]));
  });

  it("lines numbered 1, 1.1, 1.2 … in a column of their own, the tenth saved as a number", () => {
    const found = read(drawGrid`
      序号 | 项目     | 预算数 | 执行数
      1    | 基金收入 | 300.50 | 290.50
      1.1  | 个人缴费 | 100.25 | 95.25
      1.2  | 财政补助 | 200.25 | 195.25
      2    | 基金支出 | 250.00 | 240.00
      2.1  | 住院     | 150.00 | 140.00
      2.2  | 门诊     | 90.00  | 92.00
      2.1  | 其他     | 10.00  | 8.00
      合计 | <        | 550.50 | 530.50`);
    expect(rolesOf(found[0]!)).toEqual(["serial 序号", "label 项目", "figure 预算数", "figure 执行数"]);
    expect(linesOf(found[0]!).slice(0, 3)).toEqual([
      "基金收入: 300.50 | 290.50",
      "> 个人缴费: 100.25 | 95.25",
      "> 财政补助: 200.25 | 195.25",
    ]);
  });

  it("two lists side by side without a heading", () => {
    const found = read(drawGrid`
      费用明细表 | <      | <    | <          | <      | <
      中级人员   | 差旅费 | 1000 | 高级人员   | 差旅费 | 5600
      ^          | 交通费 | 1200 | ^          | 交通费 | 4200
      ^          | 通讯费 | 1600 | ^          | 通讯费 | 3000
      ^          | 其他   | 2000 | ^          | 其他   | 8000`);
    expect(found.map((table) => linesOf(table)[1])).toEqual(["中级人员/交通费: 1200", "高级人员/交通费: 4200"]);
  });
});
