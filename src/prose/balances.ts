import type { Previous } from "../model/previous.ts";
import type { CanonicalRecord } from "../model/record.ts";
import { type Concept, conceptOf } from "./concept.ts";
import { placesIn } from "./places.ts";

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

const YEAR = /(?:19|20)\d\d/;
/** Notions that only say which end of the year is meant. */
const ENDS: ReadonlySet<string> = new Set(["上年结余", "累计结余", "结余", "累计", "当年"]);
/** What is left of 年末, 年初, 截至…止. */
const TIME = /[末初底止]|截至?/g;
/** 上年累计结余 in a sentence is dated a year back by its reader; 年初结余 is not. */
const LAST_YEAR = /上年|去年|上一年/;

const yearIn = (text: string | null): number | null => {
  const found = YEAR.exec(text ?? "")?.[0];
  return found === undefined ? null : Number.parseInt(found, 10);
};

/** The year that a submission reports on: that of its titles and files before that of most of its figures; of two, the later. */
export function yearOf(records: Iterable<CanonicalRecord>): number | null {
  const votes = new Map<number, number>();
  const vote = (year: number | null, weight: number): void => void (year && votes.set(year, (votes.get(year) ?? 0) + weight));
  for (const { period, tableTitle, document } of records) {
    vote(yearIn(period), 1);
    vote(yearIn(tableTitle) ?? yearIn(document), 2);
  }
  return [...votes].sort(([a, m], [b, n]) => n - m || b - a)[0]?.[0] ?? null;
}

/** A glossary of labels, each read once: a table says the same heading in every row. */
function reader(): (label: string) => Concept {
  const known = new Map<string, Concept>();
  return (label) => {
    const concept = known.get(label) ?? conceptOf(label);
    known.set(label, concept);
    return concept;
  };
}

/** The balances among figures, in their order. `report`: the year of the submission, for figures that name none. */
export function balances(records: readonly CanonicalRecord[], report: number | null): readonly Balance[] {
  const read = reader();
  return records.flatMap((record): Balance[] => {
    const { unit, qualifier } = record.figure;
    if (unit?.dimension !== "money" || qualifier !== null) return [];
    const labels = record.tableId === null ? [record.indicator] : [...record.rowPath, ...record.columnPath];
    const concepts = labels.map(read);
    const tokens = new Set(concepts.flatMap((concept) => [...concept.tokens]));
    const opening = tokens.has("上年结余");
    const closing = tokens.has("累计结余") || (tokens.has("累计") && tokens.has("结余"));
    // 当年结余 and 结余率 are no balance; a plan is none yet.
    if (opening === closing || tokens.has("当年结余") || concepts.some(({ planned }) => planned)) return [];
    const printed = yearIn(record.period) ?? yearIn(record.tableTitle) ?? yearIn(record.document) ?? report;
    const isBack = record.tableId === null && LAST_YEAR.test(record.indicator);
    return [
      {
        record,
        opening,
        year: printed === null ? null : opening && !isBack ? printed - 1 : printed,
        of: [...[...tokens].filter((token) => !ENDS.has(token)).sort(), ...concepts.map(({ rest }) => rest.replace(TIME, ""))]
          .filter(Boolean)
          .join("+"),
        schemes: new Set([...concepts.flatMap(({ schemes }) => [...schemes]), ...read(record.tableTitle).schemes]),
      },
    ];
  });
}

/** Places named in titles, file names and quotes, by which two submissions are told to be of one office. */
export function placesOf(records: Iterable<CanonicalRecord>): ReadonlySet<string> {
  const titles = new Set<string>();
  const votes = new Map<string, number>();
  for (const { document, tableTitle, at } of records) {
    titles.add(document).add(tableTitle);
    for (const place of placesIn(at.quote ?? "")) votes.set(place, (votes.get(place) ?? 0) + 1);
  }
  return new Set([...[...titles].flatMap(placesIn), ...[...votes].filter(([, count]) => count > 1).map(([place]) => place)]);
}

/** A submission as the year before of another: its closing balances, each placed in that submission, with the hash of its document. */
export function previousFrom(submission: string, asked: boolean, records: readonly CanonicalRecord[]): Previous {
  const year = yearOf(records);
  return {
    submission,
    asked,
    year,
    places: placesOf(records),
    closings: balances(records, year)
      .filter(({ opening }) => !opening)
      .map(({ record }) => ({
        ...record,
        id: `${submission}\u001f${record.id}`,
        at: { ...record.at, document: `../${submission}/${record.at.document}`, sha256: record.documentSha256 },
      })),
  };
}
