import type { Check, Evidence } from "../model/check.ts";
import { type Finding, fingerprint } from "../model/finding.ts";
import type { Previous } from "../model/previous.ts";
import type { Relation } from "../model/relation.ts";
import type { Text } from "../model/text.ts";
import { schemesAgree } from "../prose/words/concept.ts";
import { agrees, looksCopied } from "../prose/words/likeness.ts";
import { nameOf } from "../prose/words/name.ts";
import { type Balance, balances } from "../prose/years/balances.ts";
import { yearOf } from "../prose/years/dated.ts";
import { isCoarse, roleThen, saidOf, withoutEchoes } from "../prose/years/held.ts";
import { goesBefore, placesOf } from "../prose/years/previous.ts";
import { type Restatement, restatements } from "../prose/years/restated.ts";
import { figure, relate } from "../relations/relate.ts";

const why = {
  "zh-CN": "本年报送的上年（期初）结余应等于上年报送的累计（年末）结余。",
  en: "The opening balance reported this year is the closing balance reported last year.",
};
const next = {
  "zh-CN": "请核对上年报送材料的年末数与本年的年初数；年初有调整的，应说明原因和依据。",
  en: "Compare last year's closing figure with this year's opening one; an adjustment in between needs its reason.",
};

/** So many openings that are last year's closings tell that it is last year's submission, where no year is printed. */
const TELLING = 3;
/** 上年结余（调整后）. */
const ADJUSTED = /调整后|追溯|重述|更正后/;

/** What balances at one year's end, of one fund, are kept under. */
const keyOf = ({ year, of }: Balance): string => `${year} ${of}`;
/** The same with the scheme. */
const fundOf = (balance: Balance): string => `${keyOf(balance)} ${[...balance.schemes].sort()}`;
const isMeasured = ({ record }: Balance): boolean => record.figure.unit !== null;

interface Match {
  readonly own: Balance;
  readonly before: Balance;
  /** Fund, scheme and year are told on both sides. */
  readonly sure: boolean;
}

/** The balance of last year's submission that is this one. */
function matchOf(own: Balance, then: readonly Balance[]): Match | undefined {
  const like = then.filter(({ schemes }) => schemesAgree(own.schemes, schemes));
  const [first] = like;
  const balance = like.find(({ record }) => agrees(own.record, record)) ?? first;
  if (!balance || !first) return undefined;
  const isOne = agrees(own.record, balance.record) || like.every(({ record }) => agrees(record, first.record));
  const sure = own.schemes.size === balance.schemes.size && isMeasured(own) && isMeasured(balance);
  return isOne ? { own, before: balance, sure } : undefined;
}

/** Where one side leaves the fund unsaid and only one balance is told: it counts where the two are equal, or one miscopied. */
function looseMatchOf(own: Balance, then: readonly Balance[]): Match | undefined {
  const like = then.filter((each) => each.year === own.year && schemesAgree(own.schemes, each.schemes));
  const [first] = like;
  if (!first || !like.every(({ record }) => agrees(record, first.record)) || (own.of !== "" && first.of !== "")) return undefined;
  const near = agrees(own.record, first.record) || looksCopied(own.record, first.record);
  return near ? { own, before: first, sure: false } : undefined;
}

/** The openings of this submission with the closings of the year before that they go on from. */
function matches(evidence: Evidence, { closings, figures, year }: Previous, report: number | null): readonly Match[] {
  const then = new Map<string, Balance[]>();
  // Its other figures tell which accounts have two sides.
  const ids = new Set(closings.map(({ id }) => id));
  const all = balances([...new Map([...closings, ...figures].map((record) => [record.id, record])).values()], year).filter(({ record }) =>
    ids.has(record.id),
  );
  for (const balance of all) {
    const list = then.get(keyOf(balance));
    if (list) list.push(balance);
    else then.set(keyOf(balance), [balance]);
  }
  const told = new Set<string>();
  const found: Match[] = [];
  for (const own of balances([...evidence.records.values()], report)) {
    // One fact told three times in this submission is held against last year once; that the three agree is for others to say.
    const once = `${fundOf(own)} ${own.record.figure.value} ${own.record.figure.unit?.symbol}`;
    if (told.has(once) || (own.year === null && !own.opening)) continue;
    const same = then.get(keyOf(own));
    const match = same ? matchOf(own, same) : own.opening ? looseMatchOf(own, all) : undefined;
    if (!match) continue;
    told.add(once);
    found.push(match);
  }
  // 上年末结余 and, adjusted, 年初结余: where one of them is last year's figure, the other is not meant to be.
  const kept = new Set(found.flatMap(({ own, before: { record } }) => (agrees(own.record, record) ? [fundOf(own)] : [])));
  return found.filter(({ own, before: { record } }) => agrees(own.record, record) || !kept.has(fundOf(own)));
}

/** Whether the text names last year's figure, or the difference, where it tells of an adjustment; or only tells of one. */
function explained({ own, before }: Match, told: readonly Restatement[]): "figure" | "words" | undefined {
  const [now, past] = [own.record.figure.value, before.record.figure.value];
  const here = told.filter(({ document }) => document === own.record.document);
  const values = [past, now.minus(past).abs()];
  if (here.some(({ figures }) => [...figures].some((text) => values.some((value) => value.eq(text))))) return "figure";
  const isAdjusted = [...own.record.rowPath, ...own.record.columnPath, own.record.indicator].some((label) => ADJUSTED.test(label));
  return isAdjusted || here.length > 0 ? "words" : undefined;
}

function* against(evidence: Evidence, previous: Previous): Iterable<Relation> {
  const report = yearOf(evidence.records.values());
  if (!goesBefore(evidence, previous)) return;
  const found = withoutEchoes(matches(evidence, previous, report), ({ own, before }) => [own.record, before.record]);
  const dated = report !== null && previous.year !== null;
  const holding = found.filter(({ own, before }) => agrees(own.record, before.record)).length;
  if (!previous.asked && !dated && (holding < TELLING || holding * 4 < found.length * 3)) return;
  const told = restatements(evidence.documents);
  for (const match of found) {
    const { own, before, sure } = match;
    const reason = agrees(own.record, before.record) ? undefined : explained(match, told);
    if (reason === "figure" || isCoarse(own.record, before.record)) continue;
    yield relate({
      kind: "tie",
      source: own.record.tableId === null ? "prose" : "vocabulary",
      scope: "cross-document",
      code: "balance-mismatch",
      ...(reason === "words" ? { ceiling: "info" as const } : sure ? {} : { ceiling: "warning" as const }),
      total: own.record,
      role: nameOf(own.record),
      expression: figure(before.record, roleThen(previous, before.record, own.year)),
      family: `prior-year ${previous.submission}`,
      said: saidOf(previous, own.record, before.record),
      why,
      next,
    });
  }
}

/** Why a submission that a person named was not held against this one; `undefined` where it was. */
function unheld(evidence: Evidence, previous: Previous): Text | undefined {
  const report = yearOf(evidence.records.values());
  const { submission, year, places } = previous;
  if (report !== null && year !== null && year !== report - 1)
    return {
      "zh-CN": `“${submission}”是 ${year} 年的材料，本材料是 ${report} 年的，不是前后两年`,
      en: `${submission} reports on ${year} and this submission on ${report}, which is not the year after`,
    };
  if (goesBefore(evidence, previous)) return undefined;
  const here = [...placesOf(evidence.records.values())].join("、");
  return {
    "zh-CN": `“${submission}”写的是${[...places].join("、")}，本材料写的是${here}`,
    en: `${submission} is of ${[...places].join(", ")} and this submission of ${here}`,
  };
}

/** Where none of the submissions that a person named could be held against this one, that is told. */
function* untold(evidence: Evidence): Iterable<Finding> {
  const asked = evidence.previous.filter((previous) => previous.asked);
  const reasons = asked.map((previous) => unheld(evidence, previous));
  const [reason] = reasons;
  const document = evidence.documents[0]?.path;
  if (!reason || document === undefined || reasons.some((each) => each === undefined)) return;
  const id = fingerprint("not-checked", "prior-year", document, reason.en);
  yield {
    id,
    code: "not-checked",
    severity: "info",
    nature: "plausibility",
    scope: "file",
    message: {
      "zh-CN": `未与指定的上年材料核对：${reason["zh-CN"]}。`,
      en: `Not held against the earlier submission that was named: ${reason.en}.`,
    },
    next: {
      "zh-CN": "请用 --previous 指定同一单位上一年的材料，再核对一次。",
      en: "Name the same office's submission of the year before with --previous, and check again.",
    },
    unit: null,
    reported: null,
    expected: null,
    difference: null,
    slack: null,
    at: { document, label: document },
    evidence: [],
    relation: null,
    suspect: null,
    root: id,
  };
}

/** Roll-forward from submission to submission: this year opens with what last year's submission closed with. */
export const priorYear: Check = {
  id: "prior-year",
  title: { "zh-CN": "年初数与上年报送", en: "Opening and last year's submission" },
  why,
  next,
  *propose(evidence) {
    for (const previous of evidence.previous) yield* against(evidence, previous);
  },
  observe: untold,
};
