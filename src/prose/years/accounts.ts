import type { Concept } from "../words/concept.ts";
import { agrees, finer } from "../words/likeness.ts";
import type { Named } from "../words/named.ts";

/** The parts that figures play in the account of a fund for one year. */
export type AccountRole = "opening" | "income" | "interest" | "outlay" | "surplus" | "closing";

/** The figures of one fund and year, each role by the most precise of its agreeing statements. */
export interface Account {
  readonly chapter: string;
  readonly year: string;
  readonly roles: ReadonlyMap<AccountRole, Named>;
  /** 结余 of a form whose 到位 − 支出 it is, where the text has a figure of its own for the year. */
  readonly formSurplus: Named | undefined;
}

const ROLES: readonly (readonly [AccountRole, readonly (readonly string[])[]])[] = [
  ["opening", [["上年结余"]]],
  ["closing", [["累计结余"], ["结余", "累计"]]],
  ["surplus", [["当年结余"], ["当年", "结余"]]],
  ["interest", [["利息"], ["利息", "收入"]]],
  ["income", [["收入"], ["当年", "收入"], ["到位"], ["到位", "当年"]]],
  ["outlay", [["支出"], ["当年", "支出"]]],
];

function roleOf({ tokens, rest, planned }: Concept): AccountRole | "bare" | undefined {
  if (planned || rest !== "") return undefined;
  if (tokens.size === 1 && tokens.has("结余")) return "bare";
  return ROLES.find(([, sets]) => sets.some((set) => set.length === tokens.size && set.every((token) => tokens.has(token))))?.[0];
}

const isMoney = ({ record, kind, side }: Named): boolean =>
  kind === "level" && side !== "target" && record.figure.qualifier === null && record.figure.unit?.dimension === "money";

/** A figure of an account that is told in more amounts than these is told of many things. */
const MOST_AMOUNTS = 100;

/**
 * The most precise of statements that agree. Where some contradict, those that text and form both make stand; with none
 * or several of these it is `undefined`.
 */
function agreed(statements: readonly Named[]): Named | undefined {
  const clusters: Named[][] = [];
  for (const each of statements) {
    const cluster = clusters.find(([first]) => agrees(first!.record, each.record));
    if (cluster) cluster.push(each);
    else if (clusters.push([each]) > MOST_AMOUNTS) return undefined;
  }
  const both = clusters.filter((cluster) => cluster.some(({ fact }) => fact !== null) && cluster.some(({ fact }) => fact === null));
  const [chosen, ...others] = clusters.length === 1 ? clusters : both;
  if (!chosen || others.length > 0) return undefined;
  return chosen.reduce((best, each) => (finer(each.record, best.record) ? each : best));
}

/**
 * The accounts that the text of each report tells, with the figures of its forms where the text leaves them out. A report
 * on several schemes has an account for each; figures whose scheme is unsaid belong to a report on one only.
 */
export function accounts(ofProse: readonly Named[], ofTables: readonly Named[]): readonly Account[] {
  const schemesOf = new Map<string, Set<string>>();
  for (const { chapter, concepts, kind } of ofProse) {
    if (kind !== "level") continue;
    const known = schemesOf.get(chapter) ?? new Set<string>();
    schemesOf.set(chapter, known);
    for (const concept of concepts) if (roleOf(concept) !== undefined) for (const scheme of concept.schemes) known.add(scheme);
  }
  const groups = new Map<
    string,
    { readonly chapter: string; readonly scheme: string; readonly year: string; readonly statements: Map<string, Named[]> }
  >();
  for (const each of [...ofProse, ...ofTables]) {
    const known = schemesOf.get(each.chapter);
    if (!known || !isMoney(each)) continue;
    for (const concept of each.concepts) {
      const role = roleOf(concept);
      if (!role || (role === "bare" && each.fact !== null)) continue;
      // Among several schemes, figures without one belong together only where one paragraph tells them.
      const unsaid = concept.schemes.size === 0 ? `in ${each.fact?.reading?.passage ?? "tables"}` : "";
      const scheme = known.size <= 1 ? "" : [...concept.schemes].sort().join("+") || unsaid;
      const year = each.year ?? "";
      const key = `${each.chapter} ${scheme} ${year}`;
      const group = groups.get(key) ?? { chapter: each.chapter, scheme, year, statements: new Map<string, Named[]>() };
      groups.set(key, group);
      const told = group.statements.get(role);
      if (told) told.push(each);
      else group.statements.set(role, [each]);
      break;
    }
  }
  return [...groups.values()].flatMap(({ chapter, scheme, year, statements }): Account[] => {
    const before = groups.get(`${chapter} ${scheme} ${Number.parseInt(year, 10) - 1}`)?.statements;
    const roles = new Map<AccountRole, Named>();
    for (const [role] of ROLES) {
      const own = statements.get(role) ?? [];
      const told = role === "opening" ? [...own, ...(before?.get("closing") ?? []), ...(before?.get("opening") ?? [])] : own;
      // What the text says of the year stands against the form; only where the text is silent does the form speak.
      const inText = told.filter(({ fact }) => fact !== null);
      const speaking = role === "surplus" || role === "closing" ? (inText.length > 0 ? inText : told) : told;
      const one = agreed(speaking);
      if (one) roles.set(role, one);
    }
    if (![...roles.values()].some(({ fact }) => fact !== null)) return [];
    const income = roles.get("income")?.record.figure.value;
    const outlay = roles.get("outlay")?.record.figure.value;
    const bare = [...(statements.get("bare") ?? []), ...(statements.get("surplus") ?? []).filter(({ fact }) => fact === null)];
    const form = income && outlay ? agreed(bare.filter(({ record }) => income.minus(outlay).eq(record.figure.value))) : undefined;
    return [{ chapter, year, roles, formSurplus: form }];
  });
}
