import { Decimal } from "../model/decimal.ts";
import { type Finding, fingerprint, SEVERITIES } from "../model/finding.ts";
import type { Place } from "../model/place.ts";

const spot = ({ document, sheet, a1, table, row, col, paragraph, line, quote }: Place): string =>
  [document, sheet, a1, table, row, col, paragraph, line, quote].join("|");

const compare = (a: number | undefined, b: number | undefined): number => (a ?? 0) - (b ?? 0);

/** `B12` as its row and column, so that B9 stands before B12 and Z1 before AA1. */
function cellOf(a1 = ""): readonly [row: number, letters: string] {
  const [, letters = "", row = "0"] = /^([A-Z]+)(\d+)$/.exec(a1) ?? [];
  return [Number.parseInt(row, 10), letters.padStart(8)];
}

function byCell(a: string | undefined, b: string | undefined): number {
  const [[rowA, columnA], [rowB, columnB]] = [cellOf(a), cellOf(b)];
  return rowA - rowB || (columnA < columnB ? -1 : columnA > columnB ? 1 : 0);
}

function byPlace({ at: a }: Finding, { at: b }: Finding): number {
  if (a.document !== b.document) return a.document < b.document ? -1 : 1;
  if ((a.sheet ?? "") !== (b.sheet ?? "")) return (a.sheet ?? "") < (b.sheet ?? "") ? -1 : 1;
  return (
    byCell(a.a1, b.a1) ||
    compare(a.line, b.line) ||
    compare(a.table, b.table) ||
    compare(a.row, b.row) ||
    compare(a.col, b.col) ||
    compare(a.paragraph, b.paragraph)
  );
}

/**
 * One finding a problem: the same claim about the same place from two sides is said once, by the more severe. Two lines of
 * one name may both be wrong in the same way: the later one's id then tells which of that name it is.
 */
function once(findings: readonly Finding[]): readonly Finding[] {
  const known = new Map<string, Map<string, Finding>>();
  for (const finding of findings) {
    const spots = known.get(finding.id) ?? new Map<string, Finding>();
    known.set(finding.id, spots);
    const key = spot(finding.at);
    const other = spots.get(key);
    if (!other || SEVERITIES.indexOf(finding.severity) < SEVERITIES.indexOf(other.severity)) spots.set(key, finding);
  }
  return [...known.values()].flatMap((spots) =>
    [...spots.values()]
      .sort(byPlace)
      .map((finding, index) => (index === 0 ? finding : { ...finding, id: fingerprint(finding.id, String(index + 1)) })),
  );
}

/** What a row entered twice explains: the totals that are off by just what it repeats. */
function explainedBy(doubled: Finding, findings: readonly Finding[]): readonly Finding[] {
  return findings.filter(({ code, difference, evidence }) => {
    if (code === "duplicate-row" || difference === null) return false;
    const size = new Decimal(difference).abs();
    const own = new Set(doubled.evidence.flatMap(({ locator, value }) => (value !== null && size.eq(value) ? [spot(locator)] : [])));
    return evidence.filter(({ locator }) => own.has(spot(locator))).length > 1;
  });
}

/**
 * Findings that suspect, or are about, one cell share a root: the report counts causes, not echoes. So do a row entered
 * twice and the totals that are off by it; the row is then the cause they tell of and keeps as a note what was seen.
 */
function joinRoots(findings: readonly Finding[]): readonly Finding[] {
  const parent = new Map<string, string>();
  const top = (root: string): string => {
    const above = parent.get(root);
    return above === undefined || above === root ? root : top(above);
  };
  const join = (one: string, other: string): void => {
    if (top(one) !== top(other)) parent.set(top(other), top(one));
  };
  const rootOfSpot = new Map<string, string>();
  for (const { root, at, suspect, scope } of findings) {
    if (scope === "file") continue;
    for (const place of suspect ? [suspect.locator, at] : [at]) {
      const key = spot(place);
      const known = rootOfSpot.get(key);
      if (known === undefined) rootOfSpot.set(key, top(root));
      else join(known, root);
    }
  }
  const notes = new Set<Finding>();
  for (const doubled of findings.filter(({ code }) => code === "duplicate-row"))
    for (const total of explainedBy(doubled, findings)) {
      join(total.root, doubled.root);
      notes.add(doubled);
    }
  return findings.map((finding) => ({
    ...finding,
    root: top(finding.root),
    severity: notes.has(finding) ? "info" : finding.severity,
  }));
}

/** All findings of a run, each once, causes joined, most severe first and then in order of place. */
export function settle(findings: readonly Finding[]): readonly Finding[] {
  return [...joinRoots(once(findings))].sort(
    (a, b) => SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity) || byPlace(a, b) || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0),
  );
}
