import type { Check, Evidence } from "../model/check.ts";
import type { Previous } from "../model/previous.ts";
import type { Relation } from "../model/relation.ts";
import { type Balance, balances, placesOf, yearOf } from "../prose/balances.ts";
import { schemesAgree } from "../prose/concept.ts";
import { agrees } from "../prose/likeness.ts";
import { nameOf } from "../prose/name.ts";
import { figure, relate } from "../relations/relate.ts";

const why = {
  "zh-CN": "本年报送的上年（期初）结余应等于上年报送的累计（年末）结余。",
  en: "The opening balance reported this year is the closing balance reported last year.",
};
const next = {
  "zh-CN": "请核对上年报送材料的年末数与本年的年初数；年初有调整的，应说明原因和依据。",
  en: "Compare last year's closing figure with this year's opening one; an adjustment in between needs its reason.",
};

/** Submission and file names but for the year: 2016年决算 and 2017年决算 are of one office. */
const undated = (name: string): string => name.replace(/[\d年度上本去今]+/g, "").replace(/\.[a-z]+$/i, "");

/** Whether the submission found beside this one is of the same office: a place in common, or, where none is named, the same file names. */
function isSameOffice(evidence: Evidence, { places, closings }: Previous): boolean {
  const own = placesOf(evidence.records.values());
  if (own.size > 0 && places.size > 0) return [...own].some((place) => places.has(place));
  const files = new Set(evidence.documents.map(({ path }) => undated(path)));
  return own.size === places.size && closings.every(({ document }) => files.has(undated(document)));
}

/** What balances at one year's end, of one fund, are kept under. */
const keyOf = ({ year, of }: Balance): string => `${year} ${of}`;

/** The balance of last year's submission that is this one; `sure`: fund, scheme and year are told on both sides. */
function matchOf(own: Balance, then: readonly Balance[]): { readonly balance: Balance; readonly sure: boolean } | undefined {
  const like = then.filter(({ schemes }) => schemesAgree(own.schemes, schemes));
  const [first] = like;
  const balance = like.find(({ record }) => agrees(own.record, record)) ?? first;
  if (!balance || !first) return undefined;
  const isOne = agrees(own.record, balance.record) || like.every(({ record }) => agrees(record, first.record));
  return isOne ? { balance, sure: own.schemes.size === balance.schemes.size } : undefined;
}

function* against(evidence: Evidence, previous: Previous): Iterable<Relation> {
  const report = yearOf(evidence.records.values());
  if (report !== null && previous.year !== null && previous.year >= report) return;
  if (!previous.asked && (report === null || previous.year === null || !isSameOffice(evidence, previous))) return;
  const then = new Map<string, Balance[]>();
  for (const balance of balances(previous.closings, previous.year)) {
    const list = then.get(keyOf(balance));
    if (list) list.push(balance);
    else then.set(keyOf(balance), [balance]);
  }
  const told = new Set<string>();
  for (const own of balances([...evidence.records.values()], report)) {
    // One fact told three times in this submission is held against last year once; that the three agree is for others to say.
    const once = `${keyOf(own)} ${[...own.schemes].sort()} ${own.record.figure.value} ${own.record.figure.unit?.symbol}`;
    const found = told.has(once) ? undefined : matchOf(own, then.get(keyOf(own)) ?? []);
    if (!found) continue;
    told.add(once);
    const { record } = found.balance;
    const year = own.year === null ? "" : `${own.year}年`;
    yield relate({
      kind: "tie",
      source: own.record.tableId === null ? "prose" : "vocabulary",
      scope: "cross-document",
      code: "balance-mismatch",
      ...(found.sure ? {} : { ceiling: "warning" as const }),
      total: own.record,
      role: nameOf(own.record),
      expression: figure(record, `“${previous.submission}”${year}报送的${nameOf(record)}`),
      family: `prior-year ${previous.submission}`,
      why,
      next,
    });
  }
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
};
