import type { Finding, Severity } from "./finding.ts";
import type { Document } from "./grid.ts";
import type { CanonicalRecord } from "./record.ts";
import type { Recalculation } from "./relation.ts";
import type { Table } from "./table.ts";

export type CellState = "verified" | "disputed" | "untested";

/** What was checked of one numeric cell, by which relations; `reason` where nothing was. */
export interface CellCoverage {
  readonly record: string;
  readonly state: CellState;
  readonly relations: readonly string[];
  readonly reason: string | null;
}

export interface RulePackSummary {
  readonly id: string;
  readonly version: string;
  readonly sha256: string;
}

/** What one run found out about one submission: the input of every report. Holds no time of day. */
export interface Examination {
  readonly submission: string;
  readonly tool: { readonly name: "crossfoot"; readonly version: string };
  readonly rules: readonly RulePackSummary[];
  readonly documents: readonly Document[];
  readonly tables: readonly Table[];
  /** Figures of tables and prose, in order of place. */
  readonly records: readonly CanonicalRecord[];
  readonly recalculations: readonly Recalculation[];
  /** Most severe first, then in order of place. */
  readonly findings: readonly Finding[];
  readonly coverage: readonly CellCoverage[];
  readonly summary: Summary;
}

export interface Summary {
  readonly documents: { readonly arrived: number; readonly read: number; readonly refused: number };
  readonly tables: number;
  readonly figures: number;
  readonly relations: {
    readonly proposed: number;
    readonly agreed: number;
    readonly rounded: number;
    readonly differing: number;
    readonly untested: number;
  };
  readonly cells: { readonly [state in CellState]: number };
  /** Findings by severity, and distinct causes (`root`) by the severity of their worst finding. */
  readonly findings: { readonly [severity in Severity]: number };
  readonly causes: { readonly [severity in Severity]: number };
}
