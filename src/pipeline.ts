import { checks } from "./checks/index.ts";
import { asEvidence, type Evidence } from "./model/check.ts";
import type { Examination, Summary } from "./model/examination.ts";
import { type Finding, SEVERITIES } from "./model/finding.ts";
import type { Document } from "./model/grid.ts";
import { grouped } from "./model/grouped.ts";
import type { Previous } from "./model/previous.ts";
import type { CanonicalRecord } from "./model/record.ts";
import type { Recalculation } from "./model/relation.ts";
import type { OutputFile } from "./model/report.ts";
import type { RulePack } from "./model/rule-pack.ts";
import type { Table } from "./model/table.ts";
import { cellAt } from "./model/table.ts";
import type { Language } from "./model/text.ts";
import { VERSION } from "./model/version.ts";
import { facts } from "./prose/facts.ts";
import { previousFrom } from "./prose/years/previous.ts";
import { records } from "./records/records.ts";
import { coverage } from "./relations/coverage.ts";
import { judge } from "./relations/judge.ts";
import { merge } from "./relations/merge.ts";
import { recalculate } from "./relations/recalculate.ts";
import { settle } from "./relations/settle.ts";
import { reports } from "./reports/index.ts";
import { tables } from "./tables/tables.ts";

export { readDocument, readFile } from "./parsers/index.ts";
export { previousFrom } from "./prose/years/previous.ts";
export { recordsIn } from "./records/read-records.ts";
export { findingEntry } from "./reports/findings-json.ts";
export { indexPage } from "./reports/index-html.tsx";
export { compileRulePack } from "./rules/compile.ts";

/** Tables and prose read into figures: what every check looks at. */
export function evidence(documents: readonly Document[], previous: readonly Previous[] = []): Evidence {
  const found = tables(documents);
  const ofTables = records(found, documents);
  const units = ofTables.flatMap(({ entity }) => entity ?? []);
  const ofProse = facts(documents, found, [...new Set(units)]);
  const byPlace = new Map([...grouped(ofTables, ({ tableId }) => tableId ?? "")].map(([table, some]) => [table, placed(some)]));
  return asEvidence({
    documents,
    tables: found,
    records: new Map([...ofTables, ...ofProse.map(({ record }) => record)].map((record) => [record.id, record])),
    facts: ofProse,
    previous,
    at: (table, row, column) => byPlace.get(table.id)?.get(row * MOST_COLUMNS + column),
    textAt: (table: Table, row, column) => {
      const [r, c] = cellAt(table, row, column);
      return table.grid.rows[r]?.[c]?.text ?? "";
    },
  });
}

/** No sheet has more columns. */
const MOST_COLUMNS = 0x4000;

const placed = (records: readonly CanonicalRecord[]): ReadonlyMap<number, CanonicalRecord> =>
  new Map(records.map((record) => [record.row * MOST_COLUMNS + record.column, record]));

/** A submission of documents as the year before of another. `asked`: named by a person, not found beside it. */
export const previousOf = (submission: string, asked: boolean, documents: readonly Document[]): Previous =>
  previousFrom(submission, asked, [...evidence(documents).records.values()]);

/**
 * From documents to findings. No files, no clock, no console: the same documents, rules and version give the same answer.
 * A submission's documents are examined together, so that figures of one can be tied to another's; its opening balances
 * are held against the closing ones of `previous`.
 */
export function examine(
  submission: string,
  documents: readonly Document[],
  packs: readonly RulePack[],
  previous: readonly Previous[] = [],
): Examination {
  const seen = evidence(documents, previous);
  const before = previous.flatMap(({ closings, figures }) => [...closings, ...figures]);
  const figures = before.length === 0 ? seen.records : new Map([...seen.records, ...before.map((record) => [record.id, record] as const)]);
  const proposed = merge([
    ...packs.flatMap((pack) => [...pack.propose(seen)]),
    ...checks.flatMap((check) => [...(check.propose?.(seen) ?? [])]),
  ]);
  const recalculations = proposed.map((relation) => recalculate(relation, figures));
  const observed = [...packs.flatMap((pack) => [...pack.observe(seen)]), ...checks.flatMap((check) => [...(check.observe?.(seen) ?? [])])];
  const findings = settle([...documents.flatMap((document) => document.findings), ...judge(recalculations, figures), ...observed]);
  const all = [...seen.records.values()];
  const cells = coverage(all, recalculations);
  return {
    submission,
    tool: { name: "crossfoot", version: VERSION },
    rules: packs.map(({ id, version, sha256 }) => ({ id, version, sha256 })),
    documents,
    tables: seen.tables,
    records: all,
    recalculations,
    findings,
    coverage: cells,
    summary: summarise(documents, seen.tables, all, recalculations, findings, cells),
  };
}

/** Every output file of an examination, in the order of the reports. */
export const render = (examination: Examination, language: Language): readonly OutputFile[] =>
  reports.flatMap((report) => [...report.files(examination, language)]);

/** Of a document without content: why. It could not be read, or what was read could not be examined and was taken out. */
const REFUSALS = new Set(["unreadable-file", "encrypted-file", "unsupported-format", "not-checked"]);

function summarise(
  documents: readonly Document[],
  found: readonly Table[],
  all: readonly CanonicalRecord[],
  recalculations: readonly Recalculation[],
  findings: readonly Finding[],
  cells: Examination["coverage"],
): Summary {
  const refused = documents.filter(
    (document) =>
      document.blocks.length === 0 && document.findings.some(({ code, severity }) => severity === "error" && REFUSALS.has(code)),
  ).length;
  const verdicts = (...is: readonly Recalculation["verdict"]["is"][]): number =>
    recalculations.filter(({ verdict }) => is.includes(verdict.is)).length;
  const states = (state: (typeof cells)[number]["state"]): number => cells.filter((cell) => cell.state === state).length;
  const bySeverity = (some: readonly Finding[]): Summary["findings"] => {
    const [error, warning, info] = SEVERITIES.map((severity) => some.filter((finding) => finding.severity === severity).length);
    return { error: error ?? 0, warning: warning ?? 0, info: info ?? 0 };
  };
  // Findings stand most severe first, so the first of a root is its worst.
  const roots = new Set<string>();
  const worst = findings.filter(({ root }) => !roots.has(root) && roots.add(root));
  return {
    documents: { arrived: documents.length, read: documents.length - refused, refused },
    tables: found.length,
    figures: all.length,
    relations: {
      proposed: recalculations.length,
      agreed: verdicts("agrees"),
      rounded: verdicts("rounding"),
      differing: verdicts("differs", "truncated"),
      untested: verdicts("untested"),
    },
    cells: { verified: states("verified"), disputed: states("disputed"), untested: states("untested") },
    findings: bySeverity(findings),
    causes: bySeverity(worst),
  };
}
