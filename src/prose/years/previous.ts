import type { Evidence } from "../../model/check.ts";
import type { Previous } from "../../model/previous.ts";
import type { CanonicalRecord } from "../../model/record.ts";
import { placesIn } from "../reading/places.ts";
import { balances } from "./balances.ts";
import { endsWithin, yearOf } from "./dated.ts";
import { lines, toldOf, undated } from "./year-lines.ts";

/** So many figures of a submission that nobody named are kept to be printed again a year later. */
const MOST_FIGURES = 5000;

/** Places named in titles and file names and said to be whose the figures of the text are, else in quotes: by them two submissions are told to be of one office. */
export function placesOf(records: Iterable<CanonicalRecord>): ReadonlySet<string> {
  const titles = new Set<string>();
  const votes = new Map<string, number>();
  for (const { document, tableTitle, tableId, entity, at } of records) {
    titles.add(document).add(tableTitle);
    if (tableId === null && entity !== null) titles.add(entity);
    for (const place of placesIn(at.quote ?? "")) votes.set(place, (votes.get(place) ?? 0) + 1);
  }
  const named = [...titles].flatMap(placesIn);
  return new Set(named.length > 0 ? named : [...votes].filter(([, count]) => count > 1).map(([place]) => place));
}

/** A place in common, or, where none is named, the same file names. */
function isSameOffice(own: ReadonlySet<string>, files: readonly string[], { places, closings, figures }: Previous): boolean {
  if (own.size > 0 && places.size > 0) return [...own].some((place) => places.has(place));
  const names = new Set(files.map(undated));
  return own.size === places.size && [...closings, ...figures].every(({ document }) => names.has(undated(document)));
}

/**
 * Whether a submission may be the one that this one goes on from: not of the same or a later year, and of the same office.
 * One that a person named is taken at their word, unless it names other places only.
 */
export function goesBefore({ records, documents }: Evidence, previous: Previous): boolean {
  const report = yearOf(records.values());
  if (report !== null && previous.year !== null && previous.year >= report) return false;
  const own = placesOf(records.values());
  if (previous.asked) return own.size === 0 || previous.places.size === 0 || [...own].some((place) => previous.places.has(place));
  return isSameOffice(
    own,
    documents.map(({ path }) => path),
    previous,
  );
}

/** A submission as the year before of another: its closing balances, each placed in that submission, with the hash of its document. */
export function previousFrom(submission: string, asked: boolean, records: readonly CanonicalRecord[]): Previous {
  const year = yearOf(records);
  const placed = (record: CanonicalRecord): CanonicalRecord => ({
    ...record,
    id: `${submission}\u001f${record.id}`,
    at: { ...record.at, document: `../${submission}/${record.at.document}`, sha256: record.documentSha256 },
  });
  return {
    submission,
    asked,
    year,
    places: placesOf(records),
    closings: endsWithin(submission) ? [] : balances(records, year).flatMap(({ opening, record }) => (opening ? [] : [placed(record)])),
    figures: [
      ...new Set([...lines(records, year).filter((line) => line.year === year), ...toldOf(records, year)].map(({ record }) => record)),
    ]
      .slice(0, asked ? undefined : MOST_FIGURES)
      .map(placed),
  };
}
