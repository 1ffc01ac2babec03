import type { Check } from "../model/check.ts";
import type { CanonicalRecord } from "../model/record.ts";
import { type Axis, axesOf } from "../relations/axis.ts";
import { figure, relate } from "../relations/relate.ts";
import { CUMULATED, OPENING, yearOf } from "../relations/vocabulary.ts";

const why = { "zh-CN": "本期期初余额等于上期期末余额。", en: "This period's opening balance is the last period's closing balance." };
const next = {
  "zh-CN": "请核对上期期末数与本期期初数；有调整的应说明。",
  en: "Check last period's closing against this opening; an adjustment needs an explanation.",
};

interface Step {
  readonly opening: CanonicalRecord;
  readonly closing: CanonicalRecord;
}

/** Openings with the closings of the year before, year after year. */
function steps(axis: Axis): readonly Step[] {
  const openings = axis.lines.filter(({ label }) => OPENING.test(label));
  const closings = axis.lines.filter(({ label }) => CUMULATED.test(label) && !OPENING.test(label));
  const [opening, closing] = [openings[0], closings[0]];
  if (openings.length !== 1 || closings.length !== 1 || !opening || !closing) return [];
  const years = axis.across
    .flatMap((line) => {
      const year = yearOf(line);
      return year === undefined ? [] : [{ line, year }];
    })
    .sort((a, b) => a.year - b.year);
  return years.flatMap(({ line, year }, index) => {
    const last = years[index - 1];
    if (last?.year !== year - 1) return [];
    const [now, before] = [axis.at(opening, line), axis.at(closing, last.line)];
    return now && before ? [{ opening: now, closing: before }] : [];
  });
}

/** Carry-forward (期初 = 上期期末) in tables that show several years side by side. */
export const carryForward: Check = {
  id: "carry-forward",
  title: { "zh-CN": "期初与上期期末", en: "Carry-forward" },
  why,
  next,
  *propose(evidence) {
    for (const table of evidence.tables)
      for (const axis of axesOf(evidence, table)) {
        const found = steps(axis);
        const holds = found.filter(({ opening, closing }) => opening.figure.value.eq(closing.figure.value)).length;
        for (const { opening, closing } of found)
          yield relate({
            kind: "tie",
            source: "vocabulary",
            scope: "table",
            code: "balance-mismatch",
            // Where no year carries over, the two lines may not be the two ends of one account.
            ...(holds > 0 ? {} : { ceiling: "warning" as const }),
            total: opening,
            role: opening.at.label,
            expression: figure(closing, closing.at.label),
            family: `carry-forward ${table.id}`,
            why,
            next,
          });
      }
  },
};
