import type { Check, Evidence } from "../model/check.ts";
import { type Decimal, tenTo, ZERO } from "../model/decimal.ts";
import type { CanonicalRecord } from "../model/record.ts";
import type { Relation } from "../model/relation.ts";
import { type Leftover, leftovers } from "../prose/rates/leftover.ts";
import { nameOf } from "../prose/words/name.ts";
import { type Named, named } from "../prose/words/named.ts";
import { type Account, type AccountRole, accounts } from "../prose/years/accounts.ts";
import { difference, figure, type Proposal, relate } from "../relations/relate.ts";

const next = {
  "zh-CN": "请核对上年累计结余、本年收入（到位）、利息、支出与结余，说明未列入的收支或更正写错的数。",
  en: "Check the opening balance, income, interest, outlay and balance; explain what was left out or correct the figure that is wrong.",
};

interface Term {
  readonly weight: 1 | -1;
  readonly role: AccountRole;
}

/** Ways in which a result may come about, the usual one first. */
const FORMULAS: readonly { readonly result: AccountRole; readonly ways: readonly (readonly Term[])[] }[] = [
  {
    result: "closing",
    ways: [
      [
        { weight: 1, role: "opening" },
        { weight: 1, role: "income" },
        { weight: 1, role: "interest" },
        { weight: -1, role: "outlay" },
      ],
      [
        { weight: 1, role: "opening" },
        { weight: 1, role: "income" },
        { weight: -1, role: "outlay" },
      ],
    ],
  },
  {
    result: "surplus",
    ways: [
      [
        { weight: 1, role: "income" },
        { weight: -1, role: "outlay" },
      ],
      [
        { weight: 1, role: "income" },
        { weight: 1, role: "interest" },
        { weight: -1, role: "outlay" },
      ],
      [
        { weight: 1, role: "opening" },
        { weight: 1, role: "income" },
        { weight: -1, role: "outlay" },
      ],
    ],
  },
  {
    result: "surplus",
    ways: [
      [
        { weight: 1, role: "closing" },
        { weight: -1, role: "opening" },
      ],
    ],
  },
];

/** The surplus told by the two balances, which follows from the formulas before it. */
const BY_BALANCES = 2;

const NAMES: { readonly [role in AccountRole]: string } = {
  opening: "上年累计结余",
  income: "本年收入（到位）",
  interest: "利息收入",
  outlay: "本年支出",
  surplus: "当年结余",
  closing: "累计结余",
};

const base = ({ figure: { value, unit } }: CanonicalRecord): Decimal => value.times(tenTo(unit?.power ?? 0));
const half = ({ figure: { unit }, decimals }: CanonicalRecord): Decimal => tenTo((unit?.power ?? 0) - decimals).div(2);

function closes(total: Named, terms: readonly (readonly [Term, Named])[]): boolean {
  const sum = terms.reduce((value, [{ weight }, { record }]) => value.plus(base(record).times(weight)), ZERO);
  const slack = [total, ...terms.map(([, each]) => each)].reduce((value, { record }) => value.plus(half(record)), ZERO);
  return sum.minus(base(total.record)).abs().lte(slack);
}

const scopeOf = (all: readonly Named[]): Relation["scope"] => (all.every(({ fact }) => fact !== null) ? "prose" : "cross-table");

function* ofAccount({ roles, formSurplus, year }: Account): Iterable<Relation> {
  const common = { source: "prose", family: "prose-balance", next } as const satisfies Partial<Proposal>;
  const surplus = roles.get("surplus");
  const tied = surplus && surplus.fact !== null && formSurplus;
  if (tied)
    yield relate({
      ...common,
      kind: "tie",
      code: "prose-mismatch",
      scope: "cross-table",
      total: surplus.record,
      role: `文中${NAMES.surplus}`,
      expression: figure(formSurplus.record, `表中${nameOf(formSurplus.record)}`),
      why: {
        "zh-CN": `表中“${nameOf(formSurplus.record)}”等于到位数减支出数，即${year && ` ${year} 年`}当年结余，应与文中一致。`,
        en: `The table's ${nameOf(formSurplus.record)} is what came in less what was spent, the surplus of ${year || "the year"}, and should be what the text says.`,
      },
    });
  // A surplus that is what came in less what went out is right: where the balances differ by something else, one claim says so.
  let settled = false;
  for (const [index, { result, ways }] of FORMULAS.entries()) {
    const total = roles.get(result);
    if (!total || total.fact === null || (index === 1 && tied) || (index === BY_BALANCES && settled)) continue;
    const possible = ways.flatMap((way) => {
      const terms = way.flatMap((term) => {
        const each = roles.get(term.role);
        return each ? [[term, each] as const] : [];
      });
      return terms.length === way.length ? [terms] : [];
    });
    const chosen = possible.find((terms) => closes(total, terms)) ?? possible[0];
    if (!chosen) continue;
    settled = index === BY_BALANCES - 1 && roles.get("closing")?.fact !== null && closes(total, chosen);
    yield relate({
      ...common,
      kind: "balance",
      scope: scopeOf([total, ...chosen.map(([, each]) => each)]),
      total: total.record,
      role: NAMES[result],
      expression: { op: "sum", terms: chosen.map(([{ weight, role }, { record }]) => ({ weight, of: figure(record, NAMES[role]) })) },
      why: {
        "zh-CN": `${year && `${year} 年`}同一基金：${NAMES[result]} = ${chosen.map(([{ weight, role }], at) => `${weight < 0 ? "−" : at > 0 ? "＋" : ""}${NAMES[role]}`).join("")}。`,
        en: `For the same fund and year${year && ` (${year})`}, ${result} = ${chosen.map(([{ weight, role }], at) => `${weight < 0 ? "− " : at > 0 ? "+ " : ""}${role}`).join(" ")}.`,
      },
    });
  }
}

const ofLeftover = ({ left, whole, taken, by }: Leftover): Relation =>
  relate({
    kind: "difference",
    source: "prose",
    scope: "prose",
    code: "balance-mismatch",
    ...(by === "fits" ? {} : { ceiling: "warning" as const }),
    total: left.record,
    role: nameOf(left.record),
    expression: difference(figure(whole.record, nameOf(whole.record)), figure(taken.record, nameOf(taken.record))),
    family: "prose-leftover",
    why: {
      "zh-CN": `文中“${nameOf(left.record)}”是“${nameOf(whole.record)}”减去“${nameOf(taken.record)}”后所余。`,
      en: `In the text, ${nameOf(left.record)} is what is left of ${nameOf(whole.record)} after ${nameOf(taken.record)}.`,
    },
    next,
  });

/** The account that the text tells: opening + income + interest − outlay = closing; surplus = closing − opening. */
export const proseBalance: Check = {
  id: "prose-balance",
  title: { "zh-CN": "文中收支结余", en: "Balances in the text" },
  why: {
    "zh-CN": "上年累计结余 ＋ 本年收入（到位）＋ 利息 − 支出 = 累计结余；当年结余 = 本年收入 − 支出 = 累计结余 − 上年累计结余。",
    en: "Opening balance plus income and interest less outlay is the closing balance; the surplus of the year is their difference.",
  },
  next,
  *propose(evidence: Evidence) {
    if (evidence.facts.length === 0) return;
    const { ofProse, ofTables } = evidence.derived(named);
    const told = accounts(ofProse, ofTables).flatMap((account) => [...ofAccount(account)]);
    yield* told;
    const known = new Set(told.map(({ total }) => total));
    for (const each of leftovers(evidence.facts)) if (!known.has(each.left.record.id)) yield ofLeftover(each);
  },
};
