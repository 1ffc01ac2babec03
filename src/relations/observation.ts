import { plain } from "../model/decimal.ts";
import { type Code, type Finding, fingerprint, type Severity } from "../model/finding.ts";
import type { CanonicalRecord } from "../model/record.ts";
import type { Text } from "../model/text.ts";

/** What a check noticed about figures that is no formula. `about` is the figure judged, `others` the rest it speaks of. */
export interface Observation {
  readonly code: Code;
  readonly severity: Severity;
  readonly about: CanonicalRecord;
  readonly others?: readonly CanonicalRecord[];
  readonly message: Text;
  readonly next: Text;
  readonly suggested?: { readonly value: string; readonly why: Text };
  readonly expected?: string;
  readonly scope?: Finding["scope"];
  readonly nature?: Finding["nature"];
}

/** An observation as a finding, with its stable id, its evidence and its suspect. */
export function observed({
  code,
  severity,
  about,
  others = [],
  message,
  next,
  suggested,
  expected,
  scope = "table",
  nature = "logical",
}: Observation): Finding {
  const reported = plain(about.figure.value, about.figure.decimals);
  return {
    id: fingerprint(code, about.document, about.tableTitle, about.at.label, about.figure.raw),
    code,
    severity,
    nature,
    scope,
    message,
    next,
    unit: about.figure.unit?.symbol ?? null,
    reported,
    expected: expected ?? suggested?.value ?? null,
    difference: null,
    slack: null,
    at: about.at,
    evidence: [about, ...others].map((record) => ({
      locator: record.at,
      raw: record.figure.raw,
      value: plain(record.figure.value, record.figure.decimals),
      role: record.at.label,
    })),
    relation: null,
    suspect: suggested ? { locator: about.at, reported, suggested: suggested.value, why: suggested.why } : null,
    root: fingerprint("root", about.id),
  };
}
