import { grouped } from "../../model/grouped.ts";
import type { CanonicalRecord } from "../../model/record.ts";
import { type Concept, conceptOf } from "../words/concept.ts";
import { isMidYear, yearIn } from "./dated.ts";

/** What a fund holds at the end of a year: a closing balance, or the opening balance of the year after. */
export interface Balance {
  readonly record: CanonicalRecord;
  /** The year at whose end the money was there; `null` where nothing tells. */
  readonly year: number | null;
  /** Opening: told by the report of the year after. */
  readonly opening: boolean;
  /** Of which fund, office or line: every word but those of the balance itself. */
  readonly of: string;
  readonly schemes: ReadonlySet<string>;
}

/** Notions that only say which end of the year is meant. */
const ENDS: ReadonlySet<string> = new Set(["上年结余", "累计结余", "当年结余", "结余", "累计", "当年"]);
/** Funds that a table names in its title, whatever its lines say. */
const FUNDS: readonly string[] = ["统筹", "个人账户", "家庭账户", "大病保险", "长期护理", "公务员", "风险"];
const GRAND = /总计\s*$/;
/** What is left of 年末, 年初, 截至…止. */
const TIME = /[末初底止]|截至?/g;
/** 上年累计结余 in a sentence is dated a year back by its reader; 年初结余 is not. */
const LAST_YEAR = /上年|去年|上一年/;
const NEXT_YEAR = /下一?年|次年/;
/** 应收账款 is what is owed, not what was planned. */
const OWED = /应[收付]|应交|应缴/;
/** The beginning of the period, not of the year: in a table of the second quarter it is no year's end. */
const OF_PERIOD = /期初|上期/;

/** A glossary of labels, each read once: a table says the same heading in every row. */
function reader(): (label: string) => Concept {
  const known = new Map<string, Concept>();
  return (label) => {
    const concept = known.get(label) ?? conceptOf(label);
    known.set(label, concept);
    return concept;
  };
}

/** The two sides of an account may be told as two tables of one sheet and title. */
const accountOf = ({ document, sheet, tableTitle }: CanonicalRecord): string => `${document}\u001f${sheet}\u001f${tableTitle}`;

/** Accounts of two sides with one grand total: what the side of the outlay calls 本年结余 is all that is left. */
function accounts(records: readonly CanonicalRecord[]): ReadonlySet<string> {
  const totals = grouped(
    records.filter(
      ({ tableId, rowPath, columnPath }) => tableId !== null && [...rowPath, ...columnPath].some((label) => GRAND.test(label)),
    ),
    (record) => `${accountOf(record)}\u001f${record.figure.value}`,
  );
  return new Set([...totals.values()].flatMap(([first, second]) => (first && second ? [accountOf(first)] : [])));
}

/** The balances among figures, in their order. `report`: the year of the submission, for figures that name none. */
export function balances(records: readonly CanonicalRecord[], report: number | null): readonly Balance[] {
  const read = reader();
  const twoSided = accounts(records);
  const fundsOf = ({ tableTitle }: CanonicalRecord): readonly string[] => FUNDS.filter((fund) => read(tableTitle).tokens.has(fund));
  return records.flatMap((record): Balance[] => {
    const { unit, qualifier } = record.figure;
    if ((unit !== null && unit.dimension !== "money") || (unit === null && record.tableId === null) || qualifier !== null) return [];
    const labels = record.tableId === null ? [record.indicator] : [...record.rowPath, ...record.columnPath];
    const concepts = labels.map(read);
    const tokens = new Set(concepts.flatMap((concept) => [...concept.tokens]));
    const opening = tokens.has("上年结余");
    const isAll = tokens.has("当年结余") && twoSided.has(accountOf(record));
    const closing = isAll || tokens.has("累计结余") || (tokens.has("累计") && tokens.has("结余"));
    // 当年结余 and 结余率 are no balance; a plan is none yet.
    if (opening === closing || (tokens.has("当年结余") && !isAll)) return [];
    if (concepts.some(({ planned }, index) => planned && !OWED.test(labels[index]!))) return [];
    if (isMidYear(record) && (closing || OF_PERIOD.test(labels.join()))) return [];
    // 结转下年 is left at the end of this one.
    const printed =
      (NEXT_YEAR.test(record.indicator) ? null : yearIn(record.period)) ?? yearIn(record.tableTitle) ?? yearIn(record.document) ?? report;
    const isBack = record.tableId === null && LAST_YEAR.test(record.indicator);
    return [
      {
        record,
        opening,
        year: printed === null ? null : opening && !isBack ? printed - 1 : printed,
        of: [
          ...[...new Set([...tokens, ...fundsOf(record)])].filter((token) => !ENDS.has(token)).sort(),
          ...concepts.map(({ rest }) => rest.replace(TIME, "")),
        ]
          .filter(Boolean)
          .join("+"),
        schemes: new Set([...concepts.flatMap(({ schemes }) => [...schemes]), ...read(record.tableTitle).schemes]),
      },
    ];
  });
}
