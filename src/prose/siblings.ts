import type { CanonicalRecord } from "../model/record.ts";
import type { Named } from "./named.ts";
import type { Tie } from "./ties.ts";

/** Finds the same indicator of an earlier year. */
export interface Earlier {
  /** The figure of the year before, as the table line that a fact is tied to, or another sentence, states it. */
  readonly before: (fact: CanonicalRecord) => CanonicalRecord | undefined;
}

const yearBefore = (year: string): string => `${Number.parseInt(year, 10) - 1}`;

/** Levels of the year before: in the line of the table that tells the same, or in the text under the same words. */
export function earlier(ofProse: readonly Named[], ofTables: readonly Named[], ties: readonly Tie[]): Earlier {
  const byLine = new Map<string, Named[]>();
  for (const each of ofTables) {
    if (each.line === null || each.kind === "change" || each.kind === "growth") continue;
    const line = byLine.get(each.line);
    if (line) line.push(each);
    else byLine.set(each.line, [each]);
  }
  const tied = new Map<string, Named[]>();
  for (const { fact, other } of ties) {
    if (other.line === null) continue;
    const others = tied.get(fact.record.id);
    if (others) others.push(other);
    else tied.set(fact.record.id, [other]);
  }
  const told = new Map<string, Named[]>();
  const keyOf = ({ chapter, kind, concepts, record }: Named, year: string): string =>
    `${chapter} ${kind} ${year} ${record.figure.unit?.base} ${concepts[0]?.key}`;
  for (const each of ofProse) {
    if (each.year === null || !["level", "average", "rate"].includes(each.kind)) continue;
    const key = keyOf(each, each.year);
    const list = told.get(key);
    if (list) list.push(each);
    else told.set(key, [each]);
  }
  const byId = new Map(ofProse.map((each) => [each.record.id, each]));
  const only = (list: readonly Named[]): CanonicalRecord | undefined =>
    list.length > 0 && list.every(({ record }) => record.figure.value.eq(list[0]!.record.figure.value)) ? list[0]!.record : undefined;
  return {
    before: (record) => {
      const fact = byId.get(record.id);
      if (!fact || fact.year === null) return undefined;
      const year = yearBefore(fact.year);
      const ofLines = (tied.get(record.id) ?? []).flatMap((other) =>
        (byLine.get(other.line ?? "") ?? []).filter(
          (each) => each.year === year && each.kind === other.kind && each.record.tableId === other.record.tableId,
        ),
      );
      return only(ofLines) ?? only(told.get(keyOf(fact, year)) ?? []);
    },
  };
}
