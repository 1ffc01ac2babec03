import type { RelationOutcome } from "../model/event.ts";
import type { Examination } from "../model/examination.ts";
import { grouped } from "../model/grouped.ts";
import type { Recalculation } from "../model/relation.ts";
import { findingEntry } from "../pipeline.ts";
import type { Logged } from "./job.ts";
import { sha256 } from "./merkle.ts";

function outcomeOf({ relation, verdict }: Recalculation, of: string): RelationOutcome {
  return {
    id: relation.id,
    kind: relation.kind,
    source: relation.source,
    of,
    formula: relation.formula,
    verdict: verdict.is,
    ...("difference" in verdict ? { difference: verdict.difference.toFixed() } : {}),
    ...("because" in verdict ? { because: verdict.because } : {}),
  };
}

/** For the log: one event a table with every relation tried in it, one for running text of each document, then the findings. */
export function eventsOf({ tables, records, recalculations, coverage, findings }: Examination): readonly Logged[] {
  const logged: Logged[] = [];
  const tableOf = new Map(records.map(({ id, tableId, document }) => [id, tableId ?? `text of ${document}`]));
  const labels = new Map(records.map(({ id, at }) => [id, at.label]));
  const relations = grouped(recalculations, ({ relation }) => tableOf.get(relation.total) ?? "");
  const cells = grouped(coverage, ({ record }) => tableOf.get(record) ?? "");
  const places = [
    ...tables.map(({ id, document, title }) => ({ key: id, table: id, document, title })),
    ...[...new Set(records.filter(({ tableId }) => tableId === null).map(({ document }) => document))].map((document) => ({
      key: `text of ${document}`,
      table: null,
      document,
      title: "",
    })),
  ];
  for (const { key, table, document, title } of places) {
    const here = cells.get(key) ?? [];
    const count = (state: string): number => here.filter((cell) => cell.state === state).length;
    const reasons: { [reason: string]: number } = {};
    for (const { reason } of here) if (reason !== null) reasons[reason] = (reasons[reason] ?? 0) + 1;
    const payload = {
      table,
      document,
      title,
      figures: here.length,
      verified: count("verified"),
      disputed: count("disputed"),
      untested: count("untested"),
      reasons,
      relations: (relations.get(key) ?? []).map((each) => outcomeOf(each, labels.get(each.relation.total) ?? "")),
    };
    logged.push({ type: "table-checked", payload });
  }
  for (const finding of findings) {
    const { id, code, severity, root, at, reported, expected, relation } = finding;
    const payload = {
      id,
      code,
      severity,
      root,
      document: at.document,
      label: at.label,
      reported,
      expected,
      relation: relation?.id ?? null,
      sha256: sha256(JSON.stringify(findingEntry(finding))),
    };
    logged.push({ type: "finding", payload });
  }
  return logged;
}
