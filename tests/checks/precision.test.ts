import { expect, test } from "vitest";
import { precision } from "../../src/checks/precision.ts";
import { evidence } from "../../src/pipeline.ts";
import { drawDocument, drawGrid } from "../support/draw-grid.ts";
import { tryCheck } from "../support/try-check.ts";

tryCheck(precision, {
  agrees: {
    "dropped trailing zeros": `
      区县 | 金额（万元）
      东山 | 516.71
      西岭 | 33685
      北港 | 1477.8
      南塘 | 174.78
      中渡 | 30.21`,
    "quotients as they came out": `
      指标 | 分值 | 得分率
      决策 | 20 | 90%
      过程 | 20 | 87.5%
      产出 | 35 | 94.29%
      效益 | 25 | 92%
      合计 | 100 | 91.5%`,
    "92.00% says no more than 92%": `
      指标 | 完成值
      甲 | 92.00%
      乙 | 101%
      丙 | 74%
      丁 | 52%
      戊 | 95%
      己 | 96%
      庚 | 97%
      辛 | 98%`,
  },
  differs: {
    "three decimals in a column of two": {
      drawing: `
        区县 | 当年结余（万元）
        东山 | 516.71
        西岭 | 4928.08
        北港 | 1187.117
        南塘 | 174.78
        中渡 | 30.21`,
      finds: [{ code: "excess-precision", severity: "warning", at: "B4", suspect: "B4" }],
    },
  },
});

const column = (told: string): readonly unknown[] => [
  ...precision.observe!(
    evidence([
      drawDocument(
        told,
        drawGrid`
          项目 | 金额（万元）
          贴息 | 67.90712
          奖补 | 336.64
          修路 | 12.50
          饮水 | 45.25
          培训 | 8.75`,
      ),
    ]),
  ),
];

test("decimals that the total told in the text carries are meant", () => {
  expect(column("今年共投入资金471.04712万元。")).toEqual([]);
  expect(column("今年共投入资金471.05万元。")).toMatchObject([{ code: "excess-precision" }]);
});
