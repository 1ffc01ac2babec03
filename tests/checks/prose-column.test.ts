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
const text = "本次安排资金合计409.59万元，分配情况如下：";

tryProse(proseColumn, {
  agrees: { "the text gives the total": [text, rows("5")] },
  differs: {
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
