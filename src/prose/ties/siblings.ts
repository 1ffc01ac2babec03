import type { Fact } from "../../model/fact.ts";
import type { CanonicalRecord } from "../../model/record.ts";
import type { Named } from "../words/named.ts";
import type { Tie } from "./ties.ts";

/** The figure of the year before. `sure`: it stands in the line of the table that tells the same; else in a sentence like it. */
export interface YearBefore {
  readonly record: CanonicalRecord;
  readonly sure: boolean;
}

/** Finds the same indicator of an earlier year. */
export interface Earlier {
  readonly before: (fact: CanonicalRecord) => YearBefore | undefined;
  /** The one level of the report that a change with words of its own speaks of: 全年支出比上年增加, 基金支出15210万元. */
  readonly levelOf: (change: Fact) => Fact | undefined;
}

const undated = ({ record }: Named): string => record.columnPath.join("").replace(/(?:19|20)\d\d年?度?|[本上去今]年度?|\s/g, "");
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
  const keyOf = ({ chapter, kind, concepts }: Named, year: string): string => `${chapter} ${kind} ${year} ${concepts[0]?.key}`;
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
    levelOf: (change) => {
      const own = byId.get(change.record.id);
      if (!own || own.year === null || own.concepts[0]!.tokens.size === 0) return undefined;
      const same = ["level", "average"].flatMap((kind) => told.get(`${own.chapter} ${kind} ${own.year} ${own.concepts[0]!.key}`) ?? []);
      const fits = same.filter(
        ({ record }) => change.reading!.kind === "growth" || record.figure.unit?.base === change.record.figure.unit?.base,
      );
      return fits.length > 0 && fits.every(({ record }) => record.figure.value.eq(fits[0]!.record.figure.value))
        ? (fits[0]!.fact ?? undefined)
        : undefined;
    },
    before: (record) => {
      const fact = byId.get(record.id);
      if (!fact || fact.year === null) return undefined;
      const year = yearBefore(fact.year);
      const ofLines = (tied.get(record.id) ?? []).flatMap((other) => {
        const earlier = (byLine.get(other.line ?? "") ?? []).filter(
          (each) =>
            each.year === year &&
            each.kind === other.kind &&
            each.record.tableId === other.record.tableId &&
            each.record.figure.unit?.base === other.record.figure.unit?.base,
        );
        // 门诊人次 and 住院人次 of both years in one line: the heading without its year tells them apart.
        const same = earlier.filter((each) => undated(each) === undated(other));
        return same.length > 0 ? same : earlier;
      });
      const ofText = (told.get(keyOf(fact, year)) ?? []).filter((each) => each.record.figure.unit?.base === record.figure.unit?.base);
      const [line, text] = [only(ofLines), only(ofText)];
      return line ? { record: line, sure: true } : text && { record: text, sure: false };
    },
  };
}
