import { ONE } from "../model/decimal.ts";
import type { Finding } from "../model/finding.ts";
import type { CanonicalRecord } from "../model/record.ts";
import type { Expression, Relation, RelationKind } from "../model/relation.ts";
import type { Text } from "../model/text.ts";
import { figuresOf, product, relate } from "../relations/relate.ts";
import { judge, type Looked } from "./condition.ts";
import type { Desk } from "./desk.ts";
import { columnsAdded, type Expressed, express, namesIn, roleOf } from "./express.ts";
import type { Claim, Term } from "./formula.ts";
import { observed } from "./observe.ts";
import { isTrouble, type Line, linesOf, type Trouble } from "./resolve.ts";
import { kindOf, type Reasons, type Rule, reasonsOf, scopeOf } from "./rule.ts";
import { contentOf, type Sheet } from "./sheet.ts";

/** What a rule came to on a submission. */
export interface Applied {
  readonly relations: readonly Relation[];
  readonly findings: readonly Finding[];
  /** Tables of the rule's form. */
  readonly sheets: readonly Sheet[];
  /** Lines on which it could be judged, and what stood in its way on the others. */
  readonly judged: number;
  readonly troubles: readonly { readonly sheet: Sheet; readonly trouble: Trouble }[];
}

/** The judged figure of each line with the line itself. */
interface Candidate {
  readonly line: Line;
  readonly total: CanonicalRecord;
}

/** A formula with 150元 or 万人 in it says nothing of a bare figure, which may be in 元 or 万元. */
function needsUnit(term: Term): boolean {
  switch (term.op) {
    case "literal":
      return term.words.endsWith("元") || term.words.endsWith("人");
    case "stated":
      return /#\p{Script=Han}*[元人]/u.test(term.words.source);
    case "sum":
      return term.terms.some(({ of }) => needsUnit(of));
    case "product":
      return term.factors.some(needsUnit);
    case "quotient":
      return needsUnit(term.numerator) || needsUnit(term.denominator);
    case "aggregate":
      return term.items.some(needsUnit);
    default:
      return false;
  }
}

/** Numbers alone name no figures: those by which the rule was found to apply are their evidence. */
function withEvidence(expression: Expression, by: readonly Looked[]): Expression {
  if (by.length === 0 || figuresOf(expression).length > 0) return expression;
  return expression.op === "number" ? { ...expression, from: by } : product(expression, { op: "number", value: ONE, words: "1", from: by });
}

/** Why a number that the rule states is due here: the comparison that holds. */
function reached(told: readonly string[], expression: Expression): readonly Text[] {
  if (told.length === 0 || expression.op !== "number") return [];
  return [
    {
      "zh-CN": `${told.join("，")}，按规则应为 ${expression.words}`,
      en: `${told.join(", ")}: by the rule it should be ${expression.words}`,
    },
  ];
}

function candidates(desk: Desk, lines: readonly Line[], added: ReadonlySet<number>): readonly Candidate[] {
  const found = lines.flatMap((line): readonly Candidate[] => {
    const content = contentOf(desk.evidence, line.spot);
    return content.is === "figure" ? [{ line, total: content.record }] : [];
  });
  if (added.size === 0 || found.some(({ line }) => line.along !== "columns")) return found;
  const below = found.filter(({ line }) => added.has(line.spot.column));
  return below.length > 0 || found.length > 1 ? below : found;
}

function relation(
  rule: Rule,
  desk: Desk,
  { line, total }: Candidate,
  expressed: Expressed,
  kind: RelationKind,
  comparison: Relation["comparison"],
  reasons: (quotes: readonly string[], grounds: readonly Text[]) => Reasons,
): Relation {
  const { expression, blanks, quotes, grounds = [] } = expressed;
  return relate({
    kind: rule.kind ?? kind,
    source: "declared",
    scope: scopeOf(rule, desk, line, expression),
    nature: rule.nature,
    total,
    role: roleOf(total, line),
    expression,
    comparison,
    family: `${rule.id}@${line.spot.sheet.table.id}${line.along === "rows" ? `c${total.column}` : ""}`,
    ...reasons(quotes, grounds),
    ceiling: rule.ceiling,
    ...(rule.message ? { said: rule.message } : {}),
    ...(rule.code ? { code: rule.code } : {}),
    ...(rule.tolerance ? { tolerance: rule.tolerance } : {}),
    ...(rule.rounding ? { rounding: rule.rounding } : {}),
    ...(blanks > 0 ? { blanks } : {}),
  });
}

interface Compared {
  readonly relations: readonly Relation[];
  readonly judged: number;
  readonly troubles: readonly Trouble[];
}

/** The relations of a formula in one table of its form. */
function compare(
  rule: Rule,
  desk: Desk,
  sheet: Sheet,
  siblings: readonly Sheet[],
  claim: Extract<Claim, { claim: "compare" | "ties" }>,
): Compared {
  const term = claim.claim === "ties" ? claim.other : claim.expression;
  const kind = claim.claim === "ties" ? "tie" : claim.comparison === "equal" ? kindOf(term) : "bound";
  const lines = linesOf(desk, sheet, siblings, claim.judged, namesIn(term));
  if (isTrouble(lines)) return { relations: [], judged: 0, troubles: [lines] };
  const relations: Relation[] = [];
  const troubles: Trouble[] = [];
  let judged = 0;
  const reasons = reasonsOf(rule);
  const found = candidates(desk, lines, new Set(columnsAdded(desk, sheet, term)));
  if (found.length === 0) troubles.push({ trouble: "blank" });
  for (const candidate of found) {
    const condition = rule.formula.where && judge(desk, candidate.line, rule.formula.where);
    if (condition && isTrouble(condition)) {
      troubles.push(condition);
      continue;
    }
    if (condition && !condition.holds) {
      judged++;
      continue;
    }
    const expressed = express(desk, candidate.line, term);
    if (isTrouble(expressed)) {
      troubles.push(expressed);
      continue;
    }
    const { unit } = candidate.total.figure;
    if (unit?.dimension === "rate" && candidate.line.along === "columns" && (kind === "sum" || kind === "difference")) continue;
    if (unit === null && needsUnit(term)) {
      troubles.push({ trouble: "no-unit" });
      continue;
    }
    judged++;
    const decided = figuresOf(expressed.expression).length === 0 ? (condition?.told ?? []) : [];
    const expression = withEvidence(expressed.expression, condition?.by ?? []);
    const grounds = [...(expressed.grounds ?? []), ...reached(decided, expressed.expression)];
    if (figuresOf(expression).some(({ record }) => record === candidate.total.id)) continue;
    relations.push(
      relation(
        rule,
        desk,
        candidate,
        { ...expressed, expression, grounds },
        kind,
        claim.claim === "ties" ? "equal" : claim.comparison,
        reasons,
      ),
    );
  }
  return { relations, judged, troubles };
}

/** Applies one rule to a submission. */
export function apply(rule: Rule, desk: Desk): Applied {
  const sheets = desk.named(rule.form);
  const claim = rule.formula;
  const outcomes = sheets.map((sheet) =>
    claim.claim === "compare" || claim.claim === "ties"
      ? { sheet, ...compare(rule, desk, sheet, sheets, claim), findings: [] }
      : { sheet, ...observed(rule, desk, sheet, sheets, claim), relations: [] },
  );
  return {
    relations: outcomes.flatMap(({ relations }) => relations),
    findings: outcomes.flatMap(({ findings }) => findings),
    sheets,
    judged: outcomes.reduce((total, { judged }) => total + judged, 0),
    troubles: outcomes.flatMap(({ sheet, troubles }) => troubles.map((trouble) => ({ sheet, trouble }))),
  };
}
