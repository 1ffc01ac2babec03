import { type Finding, SEVERITIES } from "../model/finding.ts";
import type { Place } from "../model/place.ts";

const spot = ({ document, sheet, a1, table, row, col, paragraph, line, quote }: Place): string =>
  [document, sheet, a1, table, row, col, paragraph, line, a1 === undefined && row === undefined ? quote : undefined].join("|");

const compare = (a: number | undefined, b: number | undefined): number => (a ?? 0) - (b ?? 0);

function byPlace({ at: a }: Finding, { at: b }: Finding): number {
  if (a.document !== b.document) return a.document < b.document ? -1 : 1;
  if ((a.sheet ?? "") !== (b.sheet ?? "")) return (a.sheet ?? "") < (b.sheet ?? "") ? -1 : 1;
  return (
    compare(a.line, b.line) ||
    compare(a.table, b.table) ||
    compare(a.row, b.row) ||
    compare(a.col, b.col) ||
    compare(a.paragraph, b.paragraph)
  );
}

/** One finding a problem: the same claim about the same place from two sides is said once, by the more severe. */
function once(findings: readonly Finding[]): readonly Finding[] {
  const known = new Map<string, Finding>();
  for (const finding of findings) {
    const other = known.get(finding.id);
    if (!other || SEVERITIES.indexOf(finding.severity) < SEVERITIES.indexOf(other.severity)) known.set(finding.id, finding);
  }
  return [...known.values()];
}

/** Findings that suspect, or are about, one cell share a root: the report counts causes, not echoes. */
function joinRoots(findings: readonly Finding[]): readonly Finding[] {
  const parent = new Map<string, string>();
  const top = (root: string): string => {
    const above = parent.get(root);
    return above === undefined || above === root ? root : top(above);
  };
  const rootOfSpot = new Map<string, string>();
  for (const { root, at, suspect, scope } of findings) {
    if (scope === "file") continue;
    for (const place of suspect ? [suspect.locator, at] : [at]) {
      const key = spot(place);
      const known = rootOfSpot.get(key);
      if (known === undefined) rootOfSpot.set(key, top(root));
      else if (top(known) !== top(root)) parent.set(top(root), top(known));
    }
  }
  return findings.map((finding) => ({ ...finding, root: top(finding.root) }));
}

/** All findings of a run, each once, causes joined, most severe first and then in order of place. */
export function settle(findings: readonly Finding[]): readonly Finding[] {
  return [...joinRoots(once(findings))].sort(
    (a, b) => SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity) || byPlace(a, b) || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0),
  );
}
