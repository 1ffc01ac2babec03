import type { Fact } from "../../model/fact.ts";

/** Figures, and paragraphs, that a reader keeps in mind. */
const FIGURES = 48;
const PASSAGES = 10;

/** A figure with those told before it in the same report, as far back as a reader keeps them in mind. */
export interface Surrounded {
  readonly fact: Fact;
  readonly before: readonly Fact[];
}

/** A plain amount or count, exactly told. */
export const isExactLevel = ({ reading, record }: Fact): boolean =>
  reading?.kind === "level" && record.figure.qualifier === null && record.figure.unit !== null;

/** The words a figure is told under: its own, or those of the figure it speaks of. */
export const subjectOf = ({ reading, record }: Fact): string => reading?.subject || record.indicator;

/** The sentence a figure is told in, as one name. */
export const sentenceOf = ({ reading, sentence }: Fact): string => `${reading?.passage} ${sentence}`;

export const inOneSentence = (first: Fact, ...others: readonly Fact[]): boolean =>
  others.every((other) => sentenceOf(other) === sentenceOf(first));

/** Every figure of the running text with what was told before it. Cells of forms stand alone. */
export function around(facts: readonly Fact[]): readonly Surrounded[] {
  const told = facts.filter(({ reading, record }) => reading !== undefined && record.at.paragraph !== undefined);
  return told.map((fact, index) => ({
    fact,
    before: told
      .slice(Math.max(0, index - FIGURES), index)
      .filter(
        ({ record, reading }) =>
          record.document === fact.record.document &&
          reading!.chapter === fact.reading!.chapter &&
          fact.reading!.passage - reading!.passage <= PASSAGES,
      ),
  }));
}
