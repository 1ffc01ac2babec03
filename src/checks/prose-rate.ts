import type { Check, Evidence } from "../model/check.ts";
import type { Fact } from "../model/fact.ts";
import type { CanonicalRecord } from "../model/record.ts";
import type { Relation } from "../model/relation.ts";
import { lists } from "../prose/lists/lists.ts";
import { type AverageReading, averages } from "../prose/rates/averages.ts";
import { type PairReading, pairs } from "../prose/rates/pairs.ts";
import { namedRates, type RateReading } from "../prose/rates/rates.ts";
import { type ShareReading, shares } from "../prose/rates/shares.ts";
import { finestOf, tableTies } from "../prose/ties/ties.ts";
import { nameOf } from "../prose/words/name.ts";
import { named } from "../prose/words/named.ts";
import { figure, quotient, relate } from "../relations/relate.ts";

const next = {
  "zh-CN": "请写明比率的分子和分母并重新计算；文中未写明基数的，请补充说明。",
  en: "Name the figures that the rate is taken of and compute it again; where the text does not name its base, it should.",
};

const scopeOf = (...records: readonly CanonicalRecord[]): Relation["scope"] =>
  records.every(({ tableId }) => tableId === null) ? "prose" : "cross-table";

function ofRate(
  { rate, numerator, base, fits, named: isNamed, sure }: RateReading,
  finest: (record: CanonicalRecord) => CanonicalRecord,
): Relation {
  const [above, below] = [finest(numerator.record), finest(base.record)];
  const words = `${nameOf(above)} ÷ ${nameOf(below)}`;
  return relate({
    kind: "ratio",
    source: "prose",
    scope: scopeOf(above, below),
    ...(fits || sure ? {} : { nature: "plausibility" as const, ceiling: "warning" as const }),
    total: rate.record,
    role: nameOf(rate.record),
    expression: quotient(figure(above, nameOf(above)), figure(below, nameOf(below))),
    family: "prose-rate",
    why: isNamed
      ? {
          "zh-CN": `“${nameOf(rate.record)}”按通常口径为 ${words}。`,
          en: `${nameOf(rate.record)} is usually ${nameOf(above)} over ${nameOf(below)}.`,
        }
      : {
          "zh-CN": `文中没有写明“${nameOf(rate.record)}”的基数，按 ${words} 试算。`,
          en: `The text does not name the base of ${nameOf(rate.record)}; tried as ${nameOf(above)} over ${nameOf(below)}.`,
        },
    next,
  });
}

const HOW: { readonly [by in ShareReading["by"]]: Relation["why"] } = {
  figure: { "zh-CN": "文中在占比之前写明了总数。", en: "The text gives the whole right before the share." },
  name: { "zh-CN": "文中写明了占比的基数。", en: "The text names the base of the share." },
  list: { "zh-CN": "占比的基数是文中所列各项的总数。", en: "The base of the share is the whole that the text lists." },
  wider: {
    "zh-CN": "文中未写明占比的基数，与材料中口径更宽的同类数相符。",
    en: "The text does not name the base of the share; it fits a wider figure of the submission.",
  },
};

/** The base stands in the same paragraph as its share: no other scope is likely to be meant. */
const isNear = (share: Fact, whole: CanonicalRecord): boolean =>
  share.record.document === whole.document && share.record.at.paragraph !== undefined && share.record.at.paragraph === whole.at.paragraph;

const ofShare = ({ share, part, whole, by }: ShareReading): Relation =>
  relate({
    kind: "ratio",
    source: "prose",
    scope: scopeOf(part, whole),
    ...(by === "name" && !isNear(share, whole) ? { ceiling: "warning" as const } : {}),
    total: share.record,
    role: `${nameOf(part)}占比`,
    expression: quotient(figure(part, nameOf(part)), figure(whole, nameOf(whole))),
    family: "prose-share",
    why: HOW[by],
    next,
  });

const ofAverage = ({ average, amount, base, sure }: AverageReading): Relation =>
  relate({
    kind: average.reading?.kind === "rate" ? "ratio" : "average",
    source: "prose",
    scope: "prose",
    ...(sure ? {} : { ceiling: "warning" as const }),
    total: average.record,
    role: nameOf(average.record),
    expression: quotient(figure(amount.record, nameOf(amount.record)), figure(base.record, nameOf(base.record))),
    family: "prose-average",
    why: {
      "zh-CN": `同一句中写明了“${nameOf(amount.record)}”“${nameOf(base.record)}”和两者之商“${nameOf(average.record)}”。`,
      en: `One sentence gives ${nameOf(amount.record)}, ${nameOf(base.record)} and their quotient, ${nameOf(average.record)}.`,
    },
    next,
  });

const ofPair = ({ rate, above, below, by }: PairReading): Relation =>
  relate({
    kind: rate.reading?.kind === "average" ? "average" : "ratio",
    source: "prose",
    scope: "prose",
    ...(by === "fits" ? {} : { ceiling: "warning" as const }),
    total: rate.record,
    role: nameOf(rate.record),
    expression: quotient(figure(above.record, nameOf(above.record)), figure(below.record, nameOf(below.record))),
    family: "prose-pair",
    why: {
      "zh-CN": `“${nameOf(rate.record)}”之前写明了“${nameOf(above.record)}”和“${nameOf(below.record)}”，应为两者之商。`,
      en: `Before ${nameOf(rate.record)} the text gives ${nameOf(above.record)} and ${nameOf(below.record)}, whose quotient it should be.`,
    },
    next,
  });

/** Rates, shares and averages that the text states, from the figures it or its forms give. */
export const proseRate: Check = {
  id: "prose-rate",
  title: { "zh-CN": "文中比率", en: "Rates in the text" },
  why: {
    "zh-CN": "使用率、结余率、占比、人均等应等于所指分子除以分母；基数未写明时按通常口径核对。",
    en: "A stated rate, share or average is the quotient of the figures it speaks of; where its base is not named, the usual one is tried.",
  },
  next,
  *propose(evidence: Evidence) {
    if (!evidence.facts.some(({ reading }) => reading && ["rate", "share", "average"].includes(reading.kind))) return;
    const { ofProse, ofTables } = evidence.derived(named);
    const finest = finestOf(evidence.derived(tableTies));
    // Figures right before a rate that give it are what it is of; other readings are for those that none give.
    const ofWholes = shares(evidence.facts, ofProse, ofTables, lists(evidence.facts));
    // What a list makes the whole of a share, or the sentence names so, is not gone back on for a figure that happens to fit.
    const settled = new Set(ofWholes.flatMap(({ share, fits, by }) => (fits && by !== "wider" ? [share] : [])));
    const near = pairs(evidence.facts).filter(({ rate }) => !settled.has(rate));
    const told = new Set(near.flatMap(({ rate, by }) => (by === "fits" ? [rate.record.id] : [])));
    const isOpen = ({ total }: Relation): boolean => !told.has(total);
    const read = [
      ...namedRates(ofProse, ofTables).map((reading) => ofRate(reading, finest)),
      ...ofWholes.map(ofShare),
      ...averages(evidence.facts).map(ofAverage),
    ].filter(isOpen);
    yield* read;
    const known = new Set(read.map(({ total }) => total));
    for (const reading of near) if (!known.has(reading.rate.record.id)) yield ofPair(reading);
  },
};
