import type { CanonicalRecord } from "../../model/record.ts";

const YEAR = /(?:19|20)\d\d/;

/** The first year that a text names. */
export const yearIn = (text: string | null): number | null => {
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

/** 三季度, 上半年, 6月底; not 四季度, 12月 or 1—12月, which end with the year. */
const WITHIN = /第?[一二三1-3]季度|半年|(?<!\d)(?:[1-9]|1[01])月/;
const WHOLE = /12月|[四4]季度/;

/** Whether a figure is of a part of the year: its table or its sentence says so, so that its closing balance is not the year's. */
export function isMidYear({ tableId, tableTitle, period, document, at }: CanonicalRecord): boolean {
  const own = `${period ?? ""} ${tableTitle} ${at.quote ?? ""}`;
  if (WHOLE.test(own)) return false;
  return WITHIN.test(own) || ((tableId === null || YEAR.exec(own) === null) && endsWithin(document));
}

/** Whether a name (of a file, of a submission) says that it reports on a part of the year. */
export const endsWithin = (name: string): boolean => WITHIN.test(name) && !WHOLE.test(name);
