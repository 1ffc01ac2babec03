import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Finding } from "../../src/model/finding.ts";
import type { Document } from "../../src/model/grid.ts";
import { DEFAULT_LIMITS } from "../../src/model/parser.ts";
import { columnLetters, type Place } from "../../src/model/place.ts";
import { examine, readDocument } from "../../src/pipeline.ts";

interface Cell {
  readonly table_index: number;
  readonly row: number;
  readonly col: number;
  readonly a1?: string;
}

interface Expected {
  readonly group: string;
  readonly tier: string;
  readonly accept_cells?: readonly Cell[];
}

interface Entry {
  readonly format: string;
  readonly tables: readonly string[];
  readonly strictly_clean: boolean;
  readonly spreadsheet_row_offset: number | null;
  readonly expected: readonly Expected[];
}

interface Fault {
  readonly id: string;
  readonly kind: string;
  readonly culprit: readonly (Partial<Cell> & { readonly new?: string })[];
}

/** Formats whose cells have an address of their own. */
const FORMATS = new Set(["csv", "xlsx"]);
const HARD = new Set(["must", "cross"]);

const addressOf = ({ a1, row, col }: Place): string | undefined =>
  a1 ?? (row === undefined || col === undefined ? undefined : `${columnLetters(col)}${row}`);

const placesOf = ({ at, suspect }: Finding): readonly (string | undefined)[] => [
  addressOf(at),
  suspect ? addressOf(suspect.locator) : undefined,
];

function faultOf(folder: string, name: string): Fault | undefined {
  const [, table, id] = /^(.+)__(F\d+)\.\w+$/.exec(name) ?? [];
  const path = join(folder, "tables", `${table}.faults.json`);
  if (id === undefined || !existsSync(path)) return undefined;
  const { faults } = JSON.parse(readFileSync(path, "utf8")) as { readonly faults: readonly Fault[] };
  return faults.find((fault) => fault.id === id);
}

/**
 * A folder of documents with single injected errors (`manifest.json`, `files`, `tables`): recall by kind of slip, precision,
 * how often a named suspect is the injected cell, and what is found on clean files. Spreadsheets only. `seenAs` may change
 * the documents before they are examined.
 */
export async function practice(
  folder: string,
  seenAs: (document: Document) => Document = (document) => document,
): Promise<readonly string[]> {
  const { files } = JSON.parse(readFileSync(join(folder, "manifest.json"), "utf8")) as {
    readonly files: { readonly [name: string]: Entry };
  };
  const byKind = new Map<string, { found: number; all: number }>();
  const seen = { hard: 0, hardFound: 0, right: 0, wrong: 0, clean: 0, cleanWithFindings: 0, single: 0, named: 0, culprit: 0 };
  for (const [name, entry] of Object.entries(files)) {
    const path = join(folder, "files", name);
    if (!FORMATS.has(entry.format) || !existsSync(path)) continue;
    const document = seenAs(await readDocument(name, "", readFileSync(path), DEFAULT_LIMITS));
    const findings = examine(name, [document], []).findings.filter(({ severity }) => severity !== "info");
    const accepted = (some: readonly Expected[]): Set<string> =>
      new Set(some.flatMap(({ accept_cells }) => (accept_cells ?? []).flatMap(({ a1 }) => a1 ?? [])));
    const matches = (finding: Finding, cells: ReadonlySet<string>): boolean =>
      placesOf(finding).some((place) => place !== undefined && cells.has(place));
    const anything = accepted(entry.expected);
    for (const finding of findings)
      if (matches(finding, anything)) seen.right += 1;
      else seen.wrong += 1;
    if (entry.strictly_clean) {
      seen.clean += 1;
      if (findings.length > 0) seen.cleanWithFindings += 1;
    }
    const fault = faultOf(folder, name);
    for (const group of new Set(entry.expected.filter(({ tier }) => HARD.has(tier)).map((each) => each.group))) {
      const cells = accepted(entry.expected.filter((each) => each.group === group));
      const found = findings.some((finding) => matches(finding, cells));
      seen.hard += 1;
      if (found) seen.hardFound += 1;
      const kind = group.startsWith("fault:") ? (fault?.kind ?? "fault") : "real";
      const tally = byKind.get(kind) ?? { found: 0, all: 0 };
      byKind.set(kind, { found: tally.found + (found ? 1 : 0), all: tally.all + 1 });
    }
    const [culprit, ...others] = fault?.culprit ?? [];
    if (culprit?.row === undefined || culprit.col === undefined || others.length > 0) continue;
    const cell = `${columnLetters(culprit.col + 1)}${culprit.row + (entry.spreadsheet_row_offset ?? 0) + 1}`;
    const suspects = findings.flatMap(({ suspect }) => (suspect ? [addressOf(suspect.locator)] : []));
    seen.single += 1;
    if (suspects.length > 0) seen.named += 1;
    if (suspects.includes(cell)) seen.culprit += 1;
  }
  const share = (part: number, whole: number): string => `${part}/${whole} = ${whole === 0 ? "–" : (part / whole).toFixed(3)}`;
  return [
    `${folder} (spreadsheets)`,
    `recall, must and cross      ${share(seen.hardFound, seen.hard)}`,
    ...[...byKind].sort().map(([kind, { found, all }]) => `  ${kind.padEnd(26)}${share(found, all)}`),
    `precision                   ${share(seen.right, seen.right + seen.wrong)}`,
    `suspect named, single faults ${share(seen.named, seen.single)}`,
    `suspect is the culprit      ${share(seen.culprit, seen.named)}`,
    `clean files with findings   ${share(seen.cleanWithFindings, seen.clean)}`,
  ];
}
