import type { Fact } from "./fact.ts";
import type { Finding } from "./finding.ts";
import type { Document } from "./grid.ts";
import type { Previous } from "./previous.ts";
import type { CanonicalRecord } from "./record.ts";
import type { Relation } from "./relation.ts";
import type { Table } from "./table.ts";
import type { Text } from "./text.ts";

/** Everything a check may look at. Nothing in it may be changed. */
export interface Evidence {
  readonly documents: readonly Document[];
  readonly tables: readonly Table[];
  /** Every figure of tables and prose by id. */
  readonly records: ReadonlyMap<string, CanonicalRecord>;
  readonly facts: readonly Fact[];
  /** Submissions of the years before, whose closing balances this one may open with. */
  readonly previous: readonly Previous[];
  /** The figure in a table's row and column (numbers as in `Row.index`, `Column.index`), if there is one. */
  readonly at: (table: Table, row: number, column: number) => CanonicalRecord | undefined;
  /** The words in a table's row and column; `""` when blank. */
  readonly textAt: (table: Table, row: number, column: number) => string;
  /** What several checks need and is costly to make, made once for this evidence. A maker is pure, and known by itself. */
  readonly derived: <Value>(make: (evidence: Evidence) => Value) => Value;
}

/** Evidence that remembers what was derived from it. */
export function asEvidence(given: Omit<Evidence, "derived">): Evidence {
  const made = new Map<unknown, unknown>();
  const evidence: Evidence = {
    ...given,
    derived: <Value>(make: (evidence: Evidence) => Value): Value => {
      if (!made.has(make)) made.set(make, make(evidence));
      // Under a maker stands what that maker gave.
      return made.get(make) as Value;
    },
  };
  return evidence;
}

/** What ought to agree, and why. The kernel does the sum, the judge words the result. One file a check. */
export interface Check {
  readonly id: string;
  readonly title: Text;
  readonly why: Text;
  readonly next: Text;
  readonly propose?: (evidence: Evidence) => Iterable<Relation>;
  /** For what is not a formula: a line twice, a missing value. */
  readonly observe?: (evidence: Evidence) => Iterable<Finding>;
}
