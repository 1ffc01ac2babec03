import { prosePart } from "../../src/checks/prose-part.ts";
import { tryProse } from "../prose/try-prose.ts";

tryProse(prosePart, {
  agrees: {
    "其中 one": "参保13159人，其中贫困人口7805人。",
    "within the posts": "核定编制25名，实有在编人员23人。",
  },
  differs: {
    "a part above its whole": {
      story: "参保7805人，其中贫困人口13159人。",
      finds: [{ code: "over-limit", severity: "error", reported: "13159", expected: "7805" }],
    },
    "more staff than posts": {
      story: "定编11人，现有工作人员12人。",
      finds: [{ code: "over-limit", severity: "warning", reported: "12", expected: "11" }],
    },
    "project outlay above all outlay": {
      story: "部门整体支出758.65万元。\n全年项目支出1459.29万元。",
      finds: [{ code: "over-limit", severity: "warning", reported: "1459.29", expected: "758.65" }],
    },
  },
  ignores: {
    "what a bracket adds": "决策类得分18分（满分20分）、过程类得分27.5分（满分30分）。",
    "parts of several": "全区单位对45个项目评估，对其中129个任务重点评价。",
    "what was added is no whole": "等级公路12300公里，比上年末新增95公里；其中高速公路1200公里。",
    "another year": "2020年核定编制20名。2021年在编人员22人。",
  },
});
