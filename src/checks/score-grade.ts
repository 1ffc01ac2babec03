import type { Check, Evidence } from "../model/check.ts";
import type { Finding } from "../model/finding.ts";
import { normaliseLabel } from "../model/label.ts";
import type { CanonicalRecord } from "../model/record.ts";
import type { Table } from "../model/table.ts";
import { type Grade, gradeNamed, gradeOf, gradeStated, sameGrade, scaleIn } from "../relations/grades.ts";
import { observed } from "../relations/observation.ts";
import { scoreColumns } from "../relations/scores.ts";
import { textsOf } from "../relations/texts.ts";

const next = { "zh-CN": "请核对得分与等级，按所列标准更正其一。", en: "Check score and grade, and correct the one that is wrong." };

/** A score, and the grade given beside it. */
interface Graded {
  readonly score: CanonicalRecord;
  readonly grade: string;
}

const GRADE_COLUMN = /等级|评级|评价结果|评定结果/;
const OVERALL = /得分$|评分$|总分$/;

/** Rows with a score and a grade: a list of projects, or the total of a form (总分 | 100 | 96 | 优). */
function inTable({ at, textAt }: Evidence, table: Table): readonly Graded[] {
  const scores = scoreColumns(table);
  const score = scores.at(-1);
  if (!score) return [];
  const named = table.columns.filter(({ role, path }) => role === "text" && GRADE_COLUMN.test(normaliseLabel(path.at(-1) ?? "")));
  return table.rows.flatMap((row) => {
    const record = at(table, row.index, score.index);
    const columns = row.role === "total" ? table.columns : named;
    const grade = columns.map(({ index }) => gradeNamed(textAt(table, row.index, index))).find((each) => each !== undefined);
    return record && grade !== undefined ? [{ score: record, grade }] : [];
  });
}

/** Sentences that give a score and its grade: 自评得分98.6分，自评等级为“优”. */
function inText({ facts }: Evidence, document: string): readonly Graded[] {
  return facts.flatMap(({ record, text, reading }) => {
    const isScore =
      record.document === document &&
      record.figure.unit?.dimension === "points" &&
      record.figure.qualifier === null &&
      reading?.kind === "level" &&
      OVERALL.test(normaliseLabel(reading.subject));
    const grade = isScore && scaleIn(text).length === 0 ? gradeStated(text) : undefined;
    return grade === undefined ? [] : [{ score: record, grade }];
  });
}

const bounds = ({ low, high }: Grade): string =>
  low === null ? `${high?.at}分以下` : high === null ? `${low.at}分以上` : `${low.at}—${high.at}分`;

function finding({ score, grade }: Graded, right: Grade): Finding {
  const given = score.figure.raw.trim();
  return observed({
    code: "score-mismatch",
    severity: "warning",
    about: score,
    message: {
      "zh-CN": `“${score.at.label}”为 ${given}，等级写为“${grade}”；按文件所列标准（${bounds(right)}为${right.name}）应为“${right.name}”。`,
      en: `${score.at.label} is ${given} and graded ${grade}; by the scale of the document (${bounds(right)}: ${right.name}) it is ${right.name}.`,
    },
    next,
  });
}

/** Grades against scores, where the document prints its scale: 90分以上为优, 80分—90分为良. */
export const scoreGrade: Check = {
  id: "score-grade",
  title: { "zh-CN": "等级与得分", en: "Grades and scores" },
  why: {
    "zh-CN": "文件写明各等级的分数范围的，等级应与得分相符。",
    en: "Where a document prints the scores of its grades, a grade is that of its score.",
  },
  next,
  *observe(evidence) {
    for (const [document, text] of textsOf(evidence)) {
      const scale = scaleIn(text);
      if (scale.length === 0) continue;
      const graded = [
        ...evidence.tables.filter((table) => table.document === document).flatMap((table) => inTable(evidence, table)),
        ...inText(evidence, document),
      ];
      for (const each of graded) {
        const right = gradeOf(each.score.figure.value, scale);
        const isOfScale = scale.some(({ name }) => sameGrade(name, each.grade));
        if (right && isOfScale && !sameGrade(right.name, each.grade)) yield finding(each, right);
      }
    }
  },
};
