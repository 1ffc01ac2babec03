import type { Fact } from "../model/fact.ts";
import type { CanonicalRecord } from "../model/record.ts";
import { type Concept, conceptOf, schemesAgree, within } from "./concept.ts";
import type { List } from "./lists.ts";
import type { Named } from "./named.ts";
import { isQuotient, sizeOf } from "./quotients.ts";

/** A share with the figure that it is of and the whole that it is taken on. */
export interface ShareReading {
  readonly share: Fact;
  readonly part: CanonicalRecord;
  readonly whole: CanonicalRecord;
  readonly fits: boolean;
  /** How the whole is known: printed with the share, named by it, the whole of its list, or a wider figure of like words. */
  readonly by: "figure" | "name" | "list" | "wider";
}

const COMPLETION = /预算|计划|目标|任务/;

const sameMoney = (a: CanonicalRecord, b: CanonicalRecord): boolean => {
  const [one, other] = [a.figure.unit, b.figure.unit];
  return one !== null && other !== null && one.dimension === other.dimension && (one.dimension !== "count" || one.base === other.base);
};

const isLevel = (each: Named): boolean => each.kind === "level" && each.record.figure.qualifier === null;

/** Figures of the same report that a share may be taken on. */
function peers(part: CanonicalRecord, chapter: string, all: ReadonlyMap<string, readonly Named[]>): readonly Named[] {
  return (all.get(chapter) ?? []).filter(
    (each) => isLevel(each) && each.record.id !== part.id && sameMoney(each.record, part) && !sizeOf(each.record).eq(sizeOf(part)),
  );
}

const one = (found: readonly Named[]): Named | undefined =>
  found.length > 0 && found.every(({ record }) => sizeOf(record).eq(sizeOf(found[0]!.record))) ? found[0] : undefined;

function says(words: Concept, other: Concept): boolean {
  return words.key === other.key && words.tokens.size + words.rest.length > 0 && schemesAgree(words.schemes, other.schemes);
}

/** The whole of each share, where the text tells it or one figure of the report fits. */
export function shares(
  facts: readonly Fact[],
  ofProse: readonly Named[],
  ofTables: readonly Named[],
  lists: readonly List[],
): readonly ShareReading[] {
  const stated = facts.filter(
    ({ reading, record }) => reading?.kind === "share" && reading.about !== null && record.figure.qualifier === null,
  );
  if (stated.length === 0) return [];
  const byId = new Map([...ofProse, ...ofTables].map((each) => [each.record.id, each]));
  const byChapter = new Map<string, Named[]>();
  for (const each of [...ofProse, ...ofTables]) byChapter.set(each.chapter, [...(byChapter.get(each.chapter) ?? []), each]);
  const wholeOf = new Map<string, CanonicalRecord>();
  for (const { whole, parts } of lists)
    for (const part of parts) if (!wholeOf.has(part.record.id)) wholeOf.set(part.record.id, whole.record);
  return stated.flatMap((share): ShareReading[] => {
    const { about, base, against } = share.reading!;
    const part = byId.get(about!);
    if (!part || part.record.figure.qualifier !== null || part.kind !== "level") return [];
    const reading = (whole: CanonicalRecord, by: ShareReading["by"]): ShareReading => ({
      share,
      part: part.record,
      whole,
      by,
      fits: isQuotient(share.record, part.record, whole),
    });
    const printed = base === null ? undefined : byId.get(base);
    if (printed && sameMoney(printed.record, part.record)) return [reading(printed.record, "figure")];
    const around = peers(part.record, part.chapter, byChapter).filter(({ year }) => year === part.year);
    if (against !== null && against !== "") {
      const words = conceptOf(against);
      if (says(words, part.concepts[0]!)) return [];
      const planned = COMPLETION.test(against);
      const named = around.filter((each) =>
        each.concepts.some((concept) =>
          planned ? concept.planned && concept.key === part.concepts[0]!.key : !concept.planned && says(words, concept),
        ),
      );
      const fitting = named.map(({ record }) => reading(record, "name")).find(({ fits }) => fits);
      const only = one(named);
      return fitting ? [fitting] : only ? [reading(only.record, "name")] : [];
    }
    const listed = wholeOf.get(part.record.id);
    const fitting = listed && reading(listed, "list");
    if (fitting?.fits) return [fitting];
    const wider = around.filter(
      ({ concepts, record }) =>
        sizeOf(record).gt(sizeOf(part.record)) &&
        concepts.some(
          ({ tokens, schemes, rest }) =>
            tokens.size > 0 && rest === "" && within(tokens, part.concepts[0]!.tokens) && schemesAgree(schemes, part.concepts[0]!.schemes),
        ),
    );
    const wide = wider.map(({ record }) => reading(record, "wider")).find(({ fits }) => fits);
    if (wide) return [wide];
    return fitting ? [fitting] : [];
  });
}
