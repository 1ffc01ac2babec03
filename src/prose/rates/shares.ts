import type { Fact } from "../../model/fact.ts";
import { grouped } from "../../model/grouped.ts";
import type { CanonicalRecord } from "../../model/record.ts";
import { isQuotient, isSlippedQuotient, sizeOf } from "../arithmetic/quotients.ts";
import type { List } from "../arithmetic/sums.ts";
import { sentenceOf } from "../reading/window.ts";
import { type Concept, conceptOf, schemesAgree } from "../words/concept.ts";
import { type Lookup, lookup, subsets } from "../words/lookup.ts";
import type { Named } from "../words/named.ts";

/** A share with the figure that it is of and the whole that it is taken on. */
export interface ShareReading {
  readonly share: Fact;
  readonly part: CanonicalRecord;
  readonly whole: CanonicalRecord;
  readonly fits: boolean;
  /** How the whole is known: printed with the share, named by it, the whole of its list, or a wider figure of like words. */
  readonly by: "figure" | "name" | "list" | "wider";
}

/** 年初预算, 目标任务; 一般公共预算收入 is no plan. */
const isPlan = (against: string): boolean => conceptOf(against).planned || /任务/.test(against);

const sameMoney = (a: CanonicalRecord, b: CanonicalRecord): boolean => {
  const [one, other] = [a.figure.unit, b.figure.unit];
  return one !== null && other !== null && one.dimension === other.dimension && (one.dimension !== "count" || one.base === other.base);
};

const isLevel = (each: Named): boolean => each.kind === "level" && each.record.figure.qualifier === null;

const one = (found: readonly Named[]): Named | undefined =>
  found.length > 0 && found.every(({ record }) => sizeOf(record).eq(sizeOf(found[0]!.record))) ? found[0] : undefined;

function says(words: Concept, other: Concept): boolean {
  return words.key === other.key && words.tokens.size + words.rest.length > 0 && schemesAgree(words.schemes, other.schemes);
}

/** What shares are looked up in. */
interface Ground {
  readonly byId: ReadonlyMap<string, Named>;
  readonly index: Lookup;
  readonly bySentence: ReadonlyMap<string, readonly Named[]>;
  readonly wholeOf: ReadonlyMap<string, CanonicalRecord>;
  /** Parts of lists that add up. */
  readonly closing: ReadonlySet<string>;
}

/** 调整预算 and 年初预算 are two plans. */
const ADJUSTED = /调整/;
const AT_FIRST = /年初|批准/;
const agreesOnPlan = (against: string, { record }: Named): boolean =>
  ADJUSTED.test(against) ? ADJUSTED.test(record.indicator) : !AT_FIRST.test(against) || !ADJUSTED.test(record.indicator);

interface Plans {
  /** The one that the words mean, whether it fits or not. */
  readonly meant: Named | undefined;
  readonly others: readonly Named[];
}

/**
 * The plan that a completion is of: the planned figure right before the part in its sentence, or one there under the same
 * words. Any other of the sentence, or of the report under the same words, is meant only where it fits.
 */
function plans(share: Fact, part: Named, against: string, { bySentence, index }: Ground): Plans {
  const levels = (bySentence.get(sentenceOf(share)) ?? []).filter((each) => isLevel(each) && sameMoney(each.record, part.record));
  const isTarget = (each: Named): boolean => each !== part && each.concepts[0]!.planned && agreesOnPlan(against, each);
  const before = levels.filter(({ fact }) => fact!.start < share.start && fact!.reading!.depth <= (part.fact?.reading?.depth ?? 0));
  const at = before.indexOf(part);
  const run = before.slice(0, Math.max(at, 0));
  const beside = run.slice(run.findLastIndex(({ concepts }) => !concepts[0]!.planned) + 1);
  const { key, tokens } = part.concepts[0]!;
  const isOwn = ({ concepts }: Named): boolean => tokens.size > 0 && concepts[0]!.key === key;
  const meant =
    part.fact?.reading?.opens === "of-which"
      ? undefined
      : (beside.findLast(isTarget) ?? before.findLast((each) => isTarget(each) && isOwn(each)));
  const elsewhere = index
    .same(part.chapter, part.year, key)
    .filter(({ concepts }) => concepts.some((concept) => concept.planned && concept.key === key));
  return {
    meant,
    others: [...before.filter((each) => each !== meant && isTarget(each)), ...elsewhere.filter((each) => agreesOnPlan(against, each))],
  };
}

/** Digits of a share that a figure told elsewhere must all but give before it is taken for its base. */
const TELLING_DECIMALS = 2;
const isTellingSlip = ({ record }: Fact, part: CanonicalRecord, whole: CanonicalRecord): boolean =>
  record.decimals >= TELLING_DECIMALS && sizeOf(whole).gt(0) && isSlippedQuotient(record, part, whole);

/** 完成预算的80%: of the plan that the words mean; of another only where the share is its quotient, or is but for a slip. */
function completion(share: Fact, part: Named, against: string, ground: Ground): ShareReading | undefined {
  const { meant, others } = plans(share, part, against, ground);
  const readings = [meant, ...others].flatMap((each) =>
    each && each !== part && sameMoney(each.record, part.record) ? [readingOf(share, part.record, each.record, "name")] : [],
  );
  const fitting = readings.find(({ fits }) => fits);
  if (fitting || meant) return fitting ?? readings[0];
  return readings.find(({ whole }) => isTellingSlip(share, part.record, whole));
}

/** Paragraphs that a base stands from its share at most; a table stands for the whole report. */
const NEAR = 3;
const isBeside = ({ record: { at } }: Fact, whole: CanonicalRecord): boolean =>
  whole.tableId !== null || (at.paragraph !== undefined && Math.abs(at.paragraph - (whole.at.paragraph ?? 0)) <= NEAR);

const isAfter = (fact: Fact, { reading, sentence, start }: Fact): boolean =>
  fact.reading!.passage - reading!.passage > 0 ||
  (fact.reading!.passage === reading!.passage && (fact.sentence - sentence > 0 || (fact.sentence === sentence && fact.start > start)));

/** A share whose base the sentence names: 占本年支出合计的92.40%, 完成预算的80%. */
function byName(share: Fact, part: Named, against: string, ground: Ground): ShareReading | undefined {
  const words = conceptOf(against);
  // 查处不规范费用130万元，…占不规范费用的60%: what is measured is not told.
  if (says(words, part.concepts[0]!) && part.record.indicator.includes(against)) return undefined;
  if (isPlan(against)) return completion(share, part, against, ground);
  const named = ground.index
    .same(part.chapter, part.year, words.key)
    .filter(({ concepts }) => concepts.some((concept) => !concept.planned && says(words, concept)));
  const candidates = named.filter((each) => each !== part && sameMoney(each.record, part.record));
  const readings = candidates.map(({ record }): ShareReading => readingOf(share, part.record, record, "name"));
  const fitting = readings.find(({ fits }) => fits);
  if (fitting || !one(candidates)) return fitting;
  // Told paragraphs away it may be the whole of another place or year, and told later what is told next.
  const later = new Set(candidates.flatMap(({ fact, record }) => (fact && isAfter(fact, share) ? [record] : [])));
  return readings.find(({ whole }) => (isBeside(share, whole) && !later.has(whole)) || isTellingSlip(share, part.record, whole));
}

/** A share whose base is left unsaid: the whole of its list, else a wider figure of the report that fits. */
function unnamed(share: Fact, part: Named, { index, wholeOf }: Ground): ShareReading | undefined {
  const listed = wholeOf.get(part.record.id);
  const ofList = listed && readingOf(share, part.record, listed, "list");
  if (ofList?.fits) return ofList;
  const own = part.concepts[0]!;
  for (const tokens of subsets([...own.tokens]))
    for (const { concepts, record } of index.plain(part.chapter, part.year, tokens)) {
      if (!sameMoney(record, part.record) || !sizeOf(record).gt(sizeOf(part.record))) continue;
      if (!concepts.some(({ schemes }) => schemesAgree(schemes, own.schemes))) continue;
      const reading = readingOf(share, part.record, record, "wider");
      if (reading.fits) return reading;
    }
  return ofList;
}

const readingOf = (share: Fact, part: CanonicalRecord, whole: CanonicalRecord, by: ShareReading["by"]): ShareReading => ({
  share,
  part,
  whole,
  by,
  fits: isQuotient(share.record, part, whole),
});

const EMPTY_KEY = "|";

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
  const all = [...ofProse, ...ofTables];
  const wholeOf = new Map<string, CanonicalRecord>();
  for (const { whole, parts } of lists)
    for (const part of parts) if (!wholeOf.has(part.record.id)) wholeOf.set(part.record.id, whole.record);
  const ground: Ground = {
    byId: new Map(all.map((each) => [each.record.id, each])),
    index: lookup(all),
    bySentence: grouped(ofProse, ({ fact }) => (fact ? sentenceOf(fact) : undefined)),
    wholeOf,
    closing: new Set(lists.flatMap(({ closes, parts }) => (closes ? parts.map(({ record }) => record.id) : []))),
  };
  return stated.flatMap((share): ShareReading[] => {
    const { about, base, against } = share.reading!;
    const told = ground.byId.get(about!);
    if (!told || !isLevel(told)) return [];
    const printed = base === null ? undefined : ground.byId.get(base);
    // 培训6期、420人次，完成目标5期的120%: what is measured is counted as its base is.
    const part =
      printed && !sameMoney(printed.record, told.record)
        ? (ground.bySentence.get(sentenceOf(share)) ?? []).findLast(
            (each) => isLevel(each) && each !== printed && each.fact!.start < printed.fact!.start && sameMoney(each.record, printed.record),
          )
        : told;
    if (!part) return [];
    if (printed && sameMoney(printed.record, part.record)) return [readingOf(share, part.record, printed.record, "figure")];
    const isNamed = against !== null && against !== "";
    const isTold = isNamed && (isPlan(against) || conceptOf(against).key !== EMPTY_KEY);
    const found = isTold ? byName(share, part, against, ground) : unnamed(share, part, ground);
    // 占总资金的 names no figure of its own: the whole of the list is meant if it fits, or if the list adds up to it.
    return found && (!isNamed || isTold || found.fits || ground.closing.has(part.record.id)) ? [found] : [];
  });
}
