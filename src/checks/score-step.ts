import type { Check, Evidence } from "../model/check.ts";
import { type Decimal, decimal, plain, ZERO } from "../model/decimal.ts";
import type { Finding } from "../model/finding.ts";
import { halfWidth } from "../model/label.ts";
import type { Row, Table } from "../model/table.ts";
import { observed } from "../relations/observation.ts";
import { scoreColumns, weightColumn } from "../relations/scores.ts";

const next = {
  "zh-CN": "请附各单位的计分明细；若取平均或人为定分，请说明依据。",
  en: "Add the marks of each unit; where an average was taken or a mark set by hand, give the ground.",
};

/** A fixed mark for each of several: 每个区县计0.25分. */
const EACH = /每(?:一|1)?(?:个|项|家|村|镇|乡|户|次|篇|期|件|处|例|名|人|场|条|所)/;
const MARK = /(?:计|得|加|给|记)(\d+(?:\.\d+)?)分/g;
/** What makes a mark no fixed one: a range, a deduction, a proportion, a judgement. */
const LOOSE = /\d[—–\-~至]\d+(?:\.\d+)?分|扣|减|酌情|比例|折算|平均|按.{0,6}率|\d\*|×|满分为止/;

/** The step that every score under a scale of fixed marks is a multiple of; `undefined` where the scale leaves room. */
function stepOf(scale: string): { readonly step: Decimal; readonly marks: readonly string[] } | undefined {
  if (!EACH.test(scale) || LOOSE.test(scale)) return undefined;
  const marks = [...scale.matchAll(MARK)].map(([, mark]) => mark!);
  const step = marks.map(decimal).reduce(gcd, ZERO);
  return step.gt(0) ? { step, marks } : undefined;
}

function gcd(a: Decimal, b: Decimal): Decimal {
  return b.isZero() ? a : gcd(b, a.mod(b));
}

/** Bands of a rate, each with its mark: 90%以上计10分;80%-90%计8分;低于70%不得分. */
const BAND =
  /(?:\d(?:\.\d+)?%(?:\(不?含\))?(?:(?:及)?以[上下]|[—–\-~至到]\d+(?:\.\d+)?%(?:\(不?含\))?)?(?:之间)?的?|[=≥≤<>]\d+(?:\.\d+)?%?),?[计得]?(\d+(?:\.\d+)?)分/g;
/** Words that leave room between the bands. */
const ROOM = /每|扣|减|酌情|比例|折算|加权|\d\*|×|满分为止|\d分?[—–\-~至]\d+(?:\.\d+)?分/;

/** The only marks that a scale of bands gives; `undefined` where the scale is no list of bands, or leaves room. */
function marksOf(scale: string): readonly Decimal[] | undefined {
  const marks = [...scale.matchAll(BAND)].map(([, mark]) => decimal(mark!));
  const all = scale.match(/\d分/g) ?? [];
  // Marks that do not fall from band to band are of several measures, and add up.
  const isFalling = marks.every((mark, index) => index === 0 || mark.lt(marks[index - 1]!));
  return marks.length < 2 || all.length !== marks.length || !isFalling || ROOM.test(scale) ? undefined : marks;
}

const textsOf = ({ textAt }: Evidence, table: Table, row: Row): readonly string[] =>
  table.columns.filter(({ role }) => role === "text").map(({ index }) => halfWidth(textAt(table, row.index, index)).replace(/\s+/g, ""));

/** A score between the bands of its row. */
function* ofBands(evidence: Evidence, table: Table, row: Row): Iterable<Finding> {
  const bands = textsOf(evidence, table, row)
    .map(marksOf)
    .find((each) => each !== undefined);
  if (!bands) return;
  const known = [...new Set([...bands.map((mark) => plain(mark)), "0"])];
  for (const column of scoreColumns(table)) {
    const score = evidence.at(table, row.index, column.index);
    const weight = weightColumn(table, column);
    const points = weight && evidence.at(table, row.index, weight.index);
    if (!points?.figure.value.eq(bands[0]!)) continue;
    if (!score || known.some((mark) => score.figure.value.eq(mark))) continue;
    yield observed({
      code: "score-mismatch",
      severity: "warning",
      about: score,
      message: {
        "zh-CN": `“${score.at.label}”填报 ${score.figure.raw.trim()}：按本行分档的计分标准只能得到 ${known.join("、")} 分。`,
        en: `${score.at.label} is ${score.figure.raw.trim()}: the bands of its row give only ${known.join(", ")}.`,
      },
      next,
    });
  }
}

function* ofRow(evidence: Evidence, table: Table, row: Row): Iterable<Finding> {
  yield* ofBands(evidence, table, row);
  const scale = textsOf(evidence, table, row)
    .map(stepOf)
    .find((each) => each !== undefined);
  if (!scale) return;
  for (const column of scoreColumns(table)) {
    const score = evidence.at(table, row.index, column.index);
    if (!score || score.figure.value.mod(scale.step).isZero()) continue;
    const marks = [...new Set(scale.marks)];
    yield observed({
      code: "score-mismatch",
      severity: "warning",
      about: score,
      message: {
        "zh-CN": `“${score.at.label}”填报 ${score.figure.raw.trim()}：按本行计分标准（每个计 ${marks.join("、")} 分）只能得到 ${plain(scale.step)} 的倍数。`,
        en: `${score.at.label} is ${score.figure.raw.trim()}: by the scale of its row (${marks.join(", ")} each) only multiples of ${plain(scale.step)} can be had.`,
      },
      next,
    });
  }
}

/** Scores that the scale printed in their own row cannot give: 每个区县计0.25分 gives no 1.9. */
export const scoreStep: Check = {
  id: "score-step",
  title: { "zh-CN": "得分能否得到", en: "Attainable scores" },
  why: {
    "zh-CN": "计分标准规定每个单位计固定分数的，得分是这些分数之和。",
    en: "Where each unit earns fixed marks, a score is a sum of them.",
  },
  next,
  *observe(evidence) {
    for (const table of evidence.tables) for (const row of table.rows) if (row.role === "item") yield* ofRow(evidence, table, row);
  },
};
