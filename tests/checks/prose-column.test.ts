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
const months = (last: string): Grid => drawGrid`
  月份 | 救助人次（人次）
  1月 | 86
  2月 | 72
  3月 | 95
  4月 | 104
  5月 | 98
  6月 | ${last}
  合计 | 568
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
    "lines that the text puts together": [
      "一季度救助253人次，二季度救助315人次。\n上湾镇最多，为120人次，其余两个镇共448人次。",
      months("113"),
      drawGrid`
        乡镇 | 人次（人次）
        上湾镇 | 120
        下湾镇 | 211
        东坡镇 | 237
        合计 | 568
      `,
    ],
    "amounts and counts of two columns": ["本年补助困难学生500人，发放助学金41.25万元。", pupils("298")],
  },
  differs: {
    "a count that two columns tell": {
      story: ["本年补助困难学生502人，发放助学金41.25万元。", pupils("298")],
      finds: [{ code: "prose-mismatch", severity: "error", reported: "502", expected: "500" }],
    },
    "months that come to a quarter": {
      story: ["一季度救助253人次，二季度救助351人次。", months("113")],
      finds: [{ code: "prose-mismatch", severity: "error", reported: "351", expected: "315" }],
    },
    "the lines that the sentence leaves out": {
      story: [
        "上湾镇支出1084.75万元，下湾镇支出738.05万元，其余两个镇共支出1067.75万元。",
        drawGrid`
          乡镇 | 支出（元）
          上湾镇 | 10847500
          下湾镇 | 7380500
          东坡镇 | 4231500
          西坡镇 | 6536000
          合计 | 28995500
        `,
      ],
      finds: [{ code: "prose-mismatch", severity: "error", reported: "1067.75", expected: "1076.75" }],
    },
    "two lines by names that a list shortens": {
      story: [
        "红星、光明两社区合计发放104343元。",
        drawGrid`
          社区 | 发放金额（元）
          红星社区 | 58310
          建设社区 | 69575
          光明社区 | 48033
          合计 | 175918
        `,
      ],
      finds: [{ code: "prose-mismatch", severity: "error", reported: "104343", expected: "106343" }],
    },
    "two lines by their names": {
      story: [
        "上湾镇、下湾镇两镇合计支出1812.80万元。",
        drawGrid`
          乡镇 | 支出（元）
          上湾镇 | 10847500
          下湾镇 | 7380500
          东坡镇 | 4231500
          合计 | 22459500
        `,
      ],
      finds: [{ code: "prose-mismatch", severity: "error", reported: "1812.80", expected: "1822.8" }],
    },
    "what one label holds together": {
      story: [
        "义务教育阶段资助6136人次。",
        drawGrid`
          学段 | 资助人次（人次）
          学前教育 | 862
          义务教育（小学） | 3415
          义务教育（初中） | 2748
          合计 | 7025
        `,
      ],
      finds: [{ code: "prose-mismatch", severity: "warning", reported: "6136", expected: "6163" }],
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
