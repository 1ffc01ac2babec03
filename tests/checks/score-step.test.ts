import { scoreStep } from "../../src/checks/score-step.ts";
import { tryCheck } from "../support/try-check.ts";

const scored = (scale: string, score: string): string => `
  指标 | 分值 | 计分标准 | 得分
  走访 | 4 | ${scale} | ${score}
  归档 | 3 | 资料齐全 | 3
  宣传 | 3 | 有记录 | 2.85
`;

tryCheck(scoreStep, {
  agrees: {
    "sums of one mark": scored("按要求走访的，每个乡镇计0.25分。", "3.75"),
    "sums of two marks": scored("每个乡镇计0.5分；有照片的，每个乡镇加0.3分。", "3.1"),
    "a band": scored("90%（含）以上计4分；80%—90%计3分；其余不计分。", "3"),
    nothing: scored("每个乡镇计0.25分。", "0"),
  },
  differs: {
    "no sum of the mark": {
      drawing: scored("每个乡镇计0.25分。", "1.9"),
      finds: [{ code: "score-mismatch", severity: "warning", at: "D2" }],
    },
    "between two bands": {
      drawing: scored("90%（含）以上计4分；80%—90%计2分；其余不计分。", "3"),
      finds: [{ code: "score-mismatch", severity: "warning", at: "D2" }],
    },
    "nor of two": {
      drawing: scored("每个村计0.4分，有专账的每个村计0.2分。", "2.3"),
      finds: [{ code: "score-mismatch", severity: "warning", at: "D2" }],
    },
  },
  ignores: {
    "several measures": scored("到位率100%计2分；及时率100%计2分。", "3"),
    "bands that leave room": scored("90%以上计4分；80%—90%按比例计2分。", "3"),
    "bands of another scale": scored("90%以上计10分；80%—90%计8分。", "3"),

    "a range of marks": scored("每个乡镇计0—0.25分。", "1.9"),
    deductions: scored("每个乡镇计0.25分，每推迟1个月扣0.1分。", "1.9"),
    "a proportion": scored("每个乡镇按比例计0.25分。", "1.9"),
    "one mark for all": scored("建立制度的，计1分。", "0.9"),
  },
});
