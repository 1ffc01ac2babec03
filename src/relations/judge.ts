import { type Decimal, plain, ZERO } from "../model/decimal.ts";
import { type Code, type Evidence, type Finding, fingerprint, type Severity, type Suspect } from "../model/finding.ts";
import { grouped } from "../model/grouped.ts";
import type { CanonicalRecord } from "../model/record.ts";
import type { Recalculation, Relation } from "../model/relation.ts";
import type { Text } from "../model/text.ts";
import { type Cause, diagnose } from "./diagnose.ts";
import { message, shown } from "./message.ts";
import { DERIVED_KINDS } from "./recalculate.ts";
import { figuresOf, orderless } from "./relate.ts";
import { hint } from "./slip.ts";

type Records = ReadonlyMap<string, CanonicalRecord>;

interface Tally {
  readonly holds: number;
  readonly fails: number;
}

/** How often each family of relations holds and fails in this submission. */
function tallies(recalculations: readonly Recalculation[]): ReadonlyMap<string, Tally> {
  const counts = new Map<string, { holds: number; fails: number }>();
  for (const { relation, verdict } of recalculations) {
    if (verdict.is === "untested") continue;
    const count = counts.get(relation.family) ?? { holds: 0, fails: 0 };
    counts.set(relation.family, count);
    if (verdict.is === "differs" || verdict.is === "truncated") count.fails += 1;
    else count.holds += 1;
  }
  return counts;
}

/**
 * The rows' own rounding residues gather in the total row: 15545.06 is the sum of the printed balances, though not the
 * difference of the printed totals. True where the difference is just what the other lines of the family leave over.
 */
function isGatheredRounding(
  { relation, verdict }: Recalculation,
  byFamily: ReadonlyMap<string, readonly Recalculation[]>,
  records: Records,
): boolean {
  const total = records.get(relation.total);
  if (verdict.is !== "differs" || !total?.isTotal) return false;
  const lines = (byFamily.get(relation.family) ?? []).filter(({ relation: other }) => !records.get(other.total)?.isTotal);
  const residues = lines.flatMap(({ verdict: line }) => (line.is === "rounding" || line.is === "differs" ? [line.difference] : []));
  if (residues.length < 2 || lines.some(({ verdict: line }) => line.is === "differs")) return false;
  const gathered = residues.reduce((a, b) => a.plus(b));
  return gathered.toDecimalPlaces(total.decimals).eq(verdict.difference.toDecimalPlaces(total.decimals));
}

const WORST: { readonly [severity in Severity]: number } = { error: 2, warning: 1, info: 0 };
const lesser = (a: Severity, b: Severity): Severity => (WORST[a] < WORST[b] ? a : b);

function severityOf({ relation, verdict }: Recalculation, gathered: boolean): Severity {
  if (verdict.is === "rounding") return "info";
  if (verdict.is === "truncated" || gathered || relation.kind === "target") return lesser("warning", relation.ceiling ?? "warning");
  return lesser(relation.nature === "plausibility" ? "warning" : "error", relation.ceiling ?? "error");
}

/** The code of a relation that differs, unless the relation brings its own. */
const CODE_OF_KIND = {
  sum: "sum-mismatch",
  difference: "difference-mismatch",
  ratio: "ratio-mismatch",
  average: "average-mismatch",
  growth: "growth-mismatch",
  product: "product-mismatch",
  balance: "balance-mismatch",
  tie: "tie-mismatch",
  bound: "over-limit",
  target: "target-missed",
  score: "score-mismatch",
} as const satisfies { readonly [kind in Relation["kind"]]: Code };

function codeOf({ relation, verdict }: Recalculation): Code {
  if (verdict.is === "rounding") return "rounding";
  return verdict.is === "truncated" ? "truncated" : (relation.code ?? CODE_OF_KIND[relation.kind]);
}

function evidenceOf({ relation, figures }: Recalculation, records: Records): readonly Evidence[] {
  return figures.flatMap(({ record: id, role }, index) => {
    const record = records.get(id);
    if (!record) return [];
    const name = index === 0 ? relation.formula.split(/ [=≤≥] /)[0]! : role;
    return [{ locator: record.at, raw: record.figure.raw, value: plain(record.figure.value, record.figure.decimals), role: name }];
  });
}

const ROUNDED: Text = {
  "zh-CN": "尾差，一般无须处理；要求分毫不差的，请在合计处调整并注明。",
  en: "Rounding, usually nothing to do; where it must agree to the last digit, adjust the total and note it.",
};
const CUT_OFF: Text = {
  "zh-CN": "请四舍五入到填报的位数；规定舍去尾数的，请附依据。",
  en: "Round it to the digits reported; where cutting off is prescribed, name the rule.",
};

function nextOf(recalculation: Recalculation, records: Records): Text {
  const { relation, verdict } = recalculation;
  if (verdict.is === "rounding") return ROUNDED;
  if (verdict.is === "truncated") return relation.source === "declared" ? relation.next : CUT_OFF;
  const parts = figuresOf(relation.expression).flatMap(({ record, role }) => {
    const value = records.get(record)?.figure.value;
    return value ? [{ label: role, value }] : [];
  });
  const clue =
    relation.kind === "sum" || relation.kind === "balance" || relation.kind === "difference"
      ? hint("difference" in verdict ? verdict.difference : ZERO, parts)
      : undefined;
  return clue && clue.en !== ""
    ? { "zh-CN": `${clue["zh-CN"]}${relation.next["zh-CN"]}`, en: `${clue.en} ${relation.next.en}` }
    : relation.next;
}

function suspectOf(cause: Cause | undefined, records: Records): Suspect | null {
  const found = cause?.diagnosis;
  const record = found && records.get(found.record);
  if (!found || !record) return null;
  return {
    locator: record.at,
    reported: plain(record.figure.value, record.figure.decimals),
    suggested: plain(found.suggested, Math.min(record.decimals, Math.max(record.figure.decimals, found.suggested.decimalPlaces()))),
    why: found.why,
  };
}

/** A quotient is expected as it would be printed (80.5528 % is 80.55 where two decimals are given), a score to two digits more: nobody says how it was to be rounded. */
const printed = ({ relation, expected }: Recalculation, decimals: number): Decimal | null =>
  expected === null || !DERIVED_KINDS.has(relation.kind)
    ? expected
    : expected.toDecimalPlaces(relation.kind === "score" ? decimals + 2 : decimals);

const text = (value: Decimal | null, decimals: number): string | null => (value === null ? null : shown(value, decimals));

/**
 * Words every recalculation that did not simply agree (one that did is a tick mark and needs no words), with its severity,
 * its likely culprit and the root it shares with others of one cause. Order: as recalculated.
 */
export function judge(recalculations: readonly Recalculation[], records: Records): readonly Finding[] {
  const tally = tallies(recalculations);
  const byFamily = grouped(recalculations, ({ relation }) => relation.family);
  const causes = diagnose(recalculations, records);
  const causeOf = new Map(causes.flatMap((cause) => cause.failing.map((each) => [each, cause] as const)));
  return recalculations.flatMap((recalculation): readonly Finding[] => {
    const { relation, verdict, reported, slack } = recalculation;
    const total = records.get(relation.total);
    if (!total || verdict.is === "agrees" || verdict.is === "untested") return [];
    // That figures nearly add up is worth a note only where somebody says that they should.
    if (verdict.is === "rounding" && relation.source === "inferred") return [];
    const gathered = isGatheredRounding(recalculation, byFamily, records);
    const cause = gathered ? undefined : causeOf.get(recalculation);
    const id = fingerprint(
      total.document,
      total.tableTitle,
      total.at.label,
      relation.kind,
      orderless(relation.expression),
      relation.comparison,
    );
    return [
      {
        id,
        code: codeOf(recalculation),
        severity: severityOf(recalculation, gathered),
        nature: relation.nature,
        scope: relation.scope,
        message: message(recalculation, total, records, gathered),
        next: nextOf(recalculation, records),
        unit: total.figure.unit?.symbol ?? null,
        reported: reported === null ? null : plain(reported, total.figure.decimals),
        expected: text(printed(recalculation, total.decimals), total.decimals),
        difference: text(verdict.difference, total.decimals),
        slack: text(slack, total.decimals),
        at: total.at,
        evidence: evidenceOf(recalculation, records),
        relation: {
          id: relation.id,
          kind: relation.kind,
          source: relation.source,
          formula: relation.formula,
          why: relation.why,
          holds: tally.get(relation.family)?.holds ?? 0,
          fails: tally.get(relation.family)?.fails ?? 0,
        },
        suspect: suspectOf(cause, records),
        root: cause ? fingerprint("root", cause.root) : fingerprint("root", total.id),
      },
    ];
  });
}
