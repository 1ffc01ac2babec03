import type { CanonicalRecord } from "./record.ts";

/** An earlier submission, as far as a later one carries its figures forward. */
export interface Previous {
  /** Its name. */
  readonly submission: string;
  /** Named by the person who asked; else found beside the submission in the output folder. */
  readonly asked: boolean;
  /** The year it reports on, where it says so. */
  readonly year: number | null;
  /** Places that its titles and files name, or, where they name none, its sentences. */
  readonly places: ReadonlySet<string>;
  /** Its closing balances. Ids are unique beside those of the submission at hand; each place names that submission and the hash. */
  readonly closings: readonly CanonicalRecord[];
  /** Its figures of that year, which the next year's tables may print again, as `closings` are kept. */
  readonly figures: readonly CanonicalRecord[];
}
