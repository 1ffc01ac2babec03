import type { Decimal } from "../model/decimal.ts";
import { type Code, fingerprint, type Nature, type RelationSummary, type Scope, type Severity } from "../model/finding.ts";
import type { Rounding } from "../model/interval.ts";
import type { Relation, RelationKind } from "../model/relation.ts";
import type { Text } from "../model/text.ts";
import { figuresOf } from "../relations/relate.ts";
import type { Desk } from "./desk.ts";
import type { Formula, Term } from "./formula.ts";
import type { Line } from "./resolve.ts";

/** One rule of a pack, read and parsed. */
export interface Rule {
  /** `<pack>/<id>`: unique over all packs. */
  readonly id: string;
  readonly name: Text;
  /** The form whose figures it judges. */
  readonly form: string;
  readonly formula: Formula;
  readonly nature: Nature;
  readonly ceiling: Severity;
  /** What a finding of its formula says, with {figure}, {reported}, {expected}, {difference}; `null` for the usual sentence. */
  readonly message: Text | null;
  readonly hint: Text;
  /** The clause it rests on, in the form's or regulation's words. */
  readonly source: Text | null;
  readonly tolerance: Decimal | null;
  readonly rounding: Rounding | null;
  readonly scope: Scope | null;
  readonly kind: RelationKind | null;
  readonly code: Code | null;
  /** The figure judged may be missing from the form: then nothing is said. */
  readonly optional: boolean;
}

/** What every relation of a rule says beside its figures. */
export interface Reasons {
  readonly why: Text;
  readonly next: Text;
}

/** The reasons of a rule's relations, made once for those that quote nothing: there may be many thousands. */
export function reasonsOf(rule: Rule): (quotes: readonly string[], grounds: readonly Text[]) => Reasons {
  const plain: Reasons = { why: whyOf(rule, []), next: nextOf(rule, []) };
  return (quotes, grounds) =>
    quotes.length + grounds.length === 0 ? plain : { why: whyOf(rule, quotes, grounds), next: nextOf(rule, quotes, grounds) };
}

/** A rule as the relation of a finding that compares no figures. `fails`: whether it was broken, or could not be tried. */
export const summaryOf = (rule: Rule, fails: 0 | 1): RelationSummary => ({
  id: fingerprint(rule.id),
  kind: rule.kind ?? "score",
  source: "declared",
  formula: rule.name["zh-CN"],
  why: whyOf(rule, []),
  holds: 0,
  fails,
});

/** Why a rule's figures are meant to agree: its name, its clause, the sentences its numbers were read from and how they were worked out. */
export function whyOf(rule: Rule, quotes: readonly string[], grounds: readonly Text[] = []): Text {
  const cited = [...new Set(quotes)].map((quote) => `“${quote}”`);
  const zh = [
    rule.source?.["zh-CN"],
    cited.length > 0 ? `原文：${cited.join("；")}` : undefined,
    ...grounds.map((ground) => ground["zh-CN"]),
  ].filter((part) => part !== undefined);
  const en = [
    rule.source?.en,
    cited.length > 0 ? `in the submission's words: ${cited.join("; ")}` : undefined,
    ...grounds.map((ground) => ground.en),
  ].filter((part) => part !== undefined);
  return {
    "zh-CN": `规则“${rule.name["zh-CN"]}”${zh.length > 0 ? `（${zh.join("；")}）` : ""}`,
    en: `Rule "${rule.name.en}"${en.length > 0 ? ` (${en.join("; ")})` : ""}`,
  };
}

/** What to do next, with the ground it stands on: the clause, the sentences that numbers were read from, and how they were worked out. */
function nextOf(rule: Rule, quotes: readonly string[], grounds: readonly Text[] = []): Text {
  if (rule.source === null && quotes.length + grounds.length === 0) return rule.hint;
  const why = whyOf(rule, quotes, grounds);
  return { "zh-CN": `${rule.hint["zh-CN"]}依据：${why["zh-CN"]}。`, en: `${rule.hint.en} Ground: ${why.en}.` };
}

/** The kind of relation a formula makes, where the rule does not say. */
export function kindOf(term: Term): RelationKind {
  switch (term.op) {
    case "name":
      return "tie";
    case "literal":
    case "stated":
    case "count":
    case "weight":
      return "score";
    case "sum":
      return term.terms.some(({ weight }) => weight < 0) ? "difference" : "sum";
    case "product":
      return "product";
    case "quotient":
      return "ratio";
    case "aggregate":
      return term.by === "sum" ? "sum" : term.by === "average" ? "average" : "bound";
  }
}

/** How far apart the figures of a relation stand. */
export function scopeOf(rule: Rule, desk: Desk, { spot }: Line, expression: Relation["expression"]): Scope {
  if (rule.scope) return rule.scope;
  const tables = new Set([spot.sheet.table.id]);
  const documents = new Set([spot.sheet.table.document]);
  let prose = false;
  for (const { record } of figuresOf(expression)) {
    const found = desk.evidence.records.get(record);
    if (!found) continue;
    documents.add(found.document);
    if (found.tableId === null) prose = true;
    else tables.add(found.tableId);
  }
  if (documents.size > 1) return "cross-document";
  return prose ? "prose" : tables.size > 1 ? "cross-table" : "table";
}
