import type { Evidence } from "./check.ts";
import type { Finding } from "./finding.ts";
import type { Relation } from "./relation.ts";

/** A rule pack after its YAML has been read and every formula parsed. */
export interface RulePack {
  readonly id: string;
  readonly version: string;
  readonly sha256: string;
  /** Relations it declares on this submission; none where its forms are not there. */
  readonly propose: (evidence: Evidence) => Iterable<Relation>;
  /** What it declares that is no formula: scores that the scale cannot give … */
  readonly observe: (evidence: Evidence) => Iterable<Finding>;
}
