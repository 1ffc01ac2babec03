import type { Examination } from "../model/examination.ts";
import type { Finding } from "../model/finding.ts";
import type { Report } from "../model/report.ts";
import type { FindingsFile } from "./schemas.ts";

type FindingEntry = FindingsFile["findings"][number];

/** Field by field, so that the order in the file is ours and a field added to the model shows here as an error first. */
export function findingEntry(finding: Finding): FindingEntry {
  const { relation, suspect } = finding;
  return {
    id: finding.id,
    code: finding.code,
    severity: finding.severity,
    nature: finding.nature,
    scope: finding.scope,
    message: finding.message,
    next: finding.next,
    unit: finding.unit,
    reported: finding.reported,
    expected: finding.expected,
    difference: finding.difference,
    slack: finding.slack,
    at: finding.at,
    evidence: finding.evidence.map(({ locator, raw, value, role }) => ({ locator, raw, value, role })),
    relation: relation && {
      id: relation.id,
      kind: relation.kind,
      source: relation.source,
      formula: relation.formula,
      why: relation.why,
      holds: relation.holds,
      fails: relation.fails,
    },
    suspect: suspect && { locator: suspect.locator, reported: suspect.reported, suggested: suspect.suggested, why: suspect.why },
    root: finding.root,
  };
}

/** The master of every report (design §4): all fields of a finding present, `null` where empty. */
export function findingsFile(examination: Examination): FindingsFile {
  return {
    schema: "urn:crossfoot:schema:findings:1",
    submission: examination.submission,
    tool: examination.tool,
    rules: examination.rules.map(({ id, version, sha256 }) => ({ id, version, sha256 })),
    documents: examination.documents.map(({ path, sha256, bytes, format, encoding, losses }) => ({
      path,
      sha256,
      bytes,
      format,
      encoding: encoding ?? null,
      losses: losses.map(({ what, count }) => ({ what, count })),
    })),
    summary: examination.summary,
    findings: examination.findings.map(findingEntry),
  };
}

/** `findings.json`: both languages in it, so the same bytes whatever the language of the run. */
export const findingsJson: Report = {
  id: "findings-json",
  *files(examination) {
    yield { path: "findings.json", content: `${JSON.stringify(findingsFile(examination), null, 2)}\n` };
  },
};
