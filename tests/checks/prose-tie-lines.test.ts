import { proseTie } from "../../src/checks/prose-tie.ts";
import { tryProse } from "../prose/try-prose.ts";
import { drawGrid } from "../support/draw-grid.ts";

const towns = drawGrid`
  乡镇 | 救助人数（人） | 救助人次（人次） | 救助金额（元） | 新增监测对象（人）
  上湾镇 | 1286 | 2417 | 1863542.18 | 412
  下湾镇 | 734 | 1308 | 1024377.60 | 236
  东坡乡 | 388 | 702 | 531906.72 | 118
  西坡乡 | 421 | 765 | 574880.00 | 305
  合计 | 2829 | 5192 | 3994706.50 | 1071
`;

const kinds = drawGrid`
  对象类别 | 人数（人） | 发放金额（万元）
  残疾军人 | 186 | 412.65
  三属人员 | 74 | 203.18
  复员军人 | 92 | 158.47
  合计 | 352 | 774.30
`;

const years = drawGrid`
  支出项目 | 享受人次（人次） | 2022年支出（万元） | 2021年支出（万元）
  岗位补贴 | 1248 | 426.38 | 398.12
  培训补贴 | 1876 | 228.64 | 241.70
  合计 | 3124 | 655.02 | 639.82
`;

tryProse(proseTie, {
  agrees: {
    "what lines of a table came to": [towns, "2023年上湾镇救助1286人，支出186.35万元；东坡乡最少，为388人。"],
    "names first and figures after them": [towns, "救助人数较多的有上湾镇、下湾镇，分别为1286人和734人。"],
    "amounts of a list and the total of their column": [
      kinds,
      "全年发放774.3万元。其中：残疾军人186人，发放412.65万元；三属人员74人，发放203.18万元。",
    ],
    "what two lines came to": [towns, "上湾镇、下湾镇合计救助2020人，上湾镇救助1286人。"],
    "lines of two halves of a sheet": [
      drawGrid`
        收入 | < | 支出 | <
        项目 | 决算数（万元） | 项目 | 决算数（万元）
        事业收入 | 128.46 | 城乡社区支出 | 315.20
        年初结转和结余 | 297.66 | 年末结转和结余 | 110.92
      `,
      "年末结转和结余110.92万元，年初结转和结余297.66万元。",
    ],
  },
  differs: {
    "the line below": {
      story: [towns, "2023年上湾镇救助1286人，东坡乡救助421人。"],
      finds: [{ code: "prose-mismatch", severity: "error", reported: "421", expected: "388" }],
    },
    "two digits swapped in a column that another line tells": {
      story: [towns, "新增监测对象中，上湾镇412人、西坡乡350人。"],
      finds: [{ code: "prose-mismatch", severity: "error", reported: "350", expected: "305" }],
    },
    "a point moved": {
      story: [towns, "下湾镇救助734人，支出1024.38万元。"],
      finds: [{ code: "prose-mismatch", severity: "error", reported: "1024.38", expected: "102.43776" }],
    },
    "one of several told together": {
      story: [towns, "救助人数较多的有上湾镇、下湾镇，分别为1286人和743人。"],
      finds: [{ code: "prose-mismatch", severity: "error", reported: "743", expected: "734" }],
    },
    "the figure of the year before": {
      story: [years, "2022年培训补贴228.64万元，岗位补贴398.12万元。"],
      finds: [{ code: "prose-mismatch", severity: "error", reported: "398.12", expected: "426.38" }],
    },
    "a line that tells its other figures right": {
      story: [
        drawGrid`
          社区 | 户数（户） | 人数（人） | 金额（元）
          红星社区 | 64 | 98 | 58310
          建设社区 | 71 | 115 | 69575
          合计 | 135 | 213 | 127885
        `,
        "建设社区保障面最大，71户98人，发放69575元。",
      ],
      finds: [{ code: "prose-mismatch", severity: "error", reported: "98", expected: "115" }],
    },
    "the total after its lines": {
      story: [
        drawGrid`
          类型 | 户数（户） | 人数（人）
          脱贫户 | 2316 | 7842
          监测户 | 214 | 703
          合计 | 2530 | 8545
        `,
        "全县现有脱贫户2316户7842人，监测户214户703人，合计2530户8554人。",
      ],
      finds: [{ code: "prose-mismatch", severity: "error", reported: "8554", expected: "8545" }],
    },
    "the balance of the year before": {
      story: [
        drawGrid`
          项目 | 2021年（元） | 2020年（元）
          一、上年结余 | 56342793.42 | 51879230.16
          二、本年收入 | 318254700.00 | 296121145.31
          三、年末滚存结余 | 68419293.42 | 56342793.42
        `,
        "2021年滚存结余5634.28万元。",
      ],
      finds: [{ code: "prose-mismatch", severity: "error", reported: "5634.28", expected: "6841.929342" }],
    },
    "the total, two persons more": {
      story: [towns, "2023年全县共救助2831人、5192人次。"],
      finds: [{ code: "prose-mismatch", severity: "error", reported: "2831", expected: "2829" }],
    },
    "the other half of a sheet": {
      story: [
        drawGrid`
          收入 | < | 支出 | <
          项目 | 决算数（万元） | 项目 | 决算数（万元）
          事业收入 | 128.46 | 城乡社区支出 | 315.20
          年初结转和结余 | 297.66 | 年末结转和结余 | 110.92
        `,
        "年末结转和结余297.66万元。",
      ],
      finds: [{ code: "prose-mismatch", severity: "error", reported: "297.66", expected: "110.92" }],
    },
  },
  ignores: {
    "the whole of a place against a table of its own level": [
      "2021年区本级一般公共预算收支决算表",
      drawGrid`
        项目 | 决算数（万元）
        一般公共预算收入 | 51003
        一般公共预算支出 | 300218
      `,
      "2021年全区一般公共预算收入8.52亿元，其中区本级5.10亿元。一般公共预算支出42.10亿元，其中区本级30.02亿元。",
    ],
    "another year": [towns, "上年东坡乡救助421人。"],
    "part of a line": [towns, "东坡乡低收入家庭救助312人。"],
    "a line and the whole after it": [towns, "除东坡乡外，全县新建站点421个。"],
    "another part of the year": [kinds, "12月残疾军人186人，发放412.65万元。\n11月三属人员78人，发放208.18万元。\n11月共发放775.30万元。"],
    "more than the line names": [towns, "东坡乡中学资助421人。"],
  },
});
