import type { Check } from "../model/check.ts";
import type { Table } from "../model/table.ts";
import { type Axis, axesOf } from "../relations/axis.ts";
import { relationsOf } from "../relations/choose.ts";
import { rollUp } from "../relations/roll-up.ts";
import { runningOf } from "../relations/running.ts";
import { ofOneForm, POINT_COLUMNS } from "../relations/scores.ts";

const why = { "zh-CN": "合计行应等于其所含各行之和。", en: "A total row is the sum of the rows it closes." };
const next = {
  "zh-CN": "请逐行重新加总，并核实合计与明细何者有误。",
  en: "Add the rows again and settle whether the total or an item is wrong.",
};

/** Points that stand in several blocks of one form add up over all of them: the check of total scores sees to those. */
function formPoints(axis: Axis, tables: readonly Table[]): ReadonlySet<number> {
  const own = POINT_COLUMNS.filter((columns) => columns(axis.table).length > 0);
  const blocks = own.length === 0 ? [] : tables.filter((other) => other !== axis.table && ofOneForm(other, axis.table));
  const shared = own.filter((columns) => blocks.some((block) => columns(block).length > 0)).flatMap((columns) => columns(axis.table));
  return new Set(shared.map(({ index }) => index));
}

/** Footing (纵向合计): total and parent rows against the rows they are made of, column by column. */
export const footing: Check = {
  id: "footing",
  title: { "zh-CN": "纵向合计核对", en: "Footing" },
  why,
  next,
  *propose(evidence) {
    for (const table of evidence.tables) {
      const [, rows] = axesOf(evidence, table);
      const points = formPoints(rows, evidence.tables);
      // A balance that runs on from row to row is not added up.
      const running = new Set(runningOf(evidence, table)[0].map(({ line }) => line.index));
      const adding = { ...rows, across: rows.across.filter(({ index }) => !points.has(index) && !running.has(index)) };
      for (const trial of rollUp(adding, evidence.records, { family: "footing", why, next })) yield* relationsOf(trial);
    }
  },
};
