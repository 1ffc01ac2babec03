import { proseColumn } from "../../src/checks/prose-column.ts";
import type { Grid } from "../../src/model/grid.ts";
import { tryProse } from "../prose/try-prose.ts";
import { drawGrid } from "../support/draw-grid.ts";

const rows = (last: string): Grid => drawGrid`
  序号 | 项目名称 | 投资规模（万元） | 责任单位
  1 | 道路 | 67.95 | 甲局
  2 | 产业 | 336.64 | 乙局
  3 | 管理 | ${last} | 丙局
`;
const pupils = (last: string): Grid => drawGrid`
  学校 | 困难学生（人） | 助学金（元）
  一中 | 202 | 163900
  二中 | ${last} | 248600
`;
const text = "本次安排资金合计409.59万元，分配情况如下：";

tryProse(proseColumn, {
  agrees: {
    "the text gives the total": [text, rows("5")],
    "amounts and counts of two columns": ["本年补助困难学生500人，发放助学金41.25万元。", pupils("298")],
  },
  differs: {
    "a count that two columns tell": {
      story: ["本年补助困难学生502人，发放助学金41.25万元。", pupils("298")],
      finds: [{ code: "prose-mismatch", severity: "error", reported: "502", expected: "500" }],
    },
    "a row left out of all that the title says": {
      story: [
        "2023年共安排第二批衔接资金591.20万元。",
        "2023年第二批衔接资金项目明细表",
        drawGrid`
          建设地点 | 安排资金（万元）
          上湾村 | 180.00
          下湾村 | 260.40
          东坡村 | 95.50
        `,
      ],
      finds: [{ code: "prose-mismatch", severity: "warning", reported: "591.20", expected: "535.9" }],
    },
    "a point moved": {
      story: [text, rows("50")],
      finds: [{ code: "prose-mismatch", severity: "error", reported: "409.59", expected: "454.59" }],
    },
    "no slip that explains it": {
      story: [text, rows("38.17")],
      finds: [{ code: "prose-mismatch", severity: "warning", reported: "409.59", expected: "442.76" }],
    },
  },
  ignores: {
    "a text that does not lead to the table": ["本次安排资金合计900.12万元，已全部下达。", rows("5")],
    "a table of the larger ones": [
      "2023年共安排第二批衔接资金591.20万元。",
      "2023年第二批衔接资金主要项目明细表",
      drawGrid`
        建设地点 | 安排资金（万元）
        上湾村 | 180.00
        下湾村 | 260.40
        东坡村 | 95.50
      `,
    ],
    "a table with its own total": [
      text,
      drawGrid`
        项目名称 | 投资规模（万元）
        道路 | 67.95
        管理 | 5
        合计 | 72.95
      `,
    ],
  },
});
