// How well running text is guarded: npm run accuracy:prose [-- FOLDER] [-- --most 12] [-- --show]. Of every figure in the text
// that an equation confirms (a sum, a rate, a tie …) one digit is changed, one figure at a time. Found: an error or a
// warning that was not there before cites the changed figure. Beside: one that does not. The folder holds .docx and .txt
// files, at any depth, each taken for a submission of its own.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import type { Finding } from "../../src/model/finding.ts";
import type { Document } from "../../src/model/grid.ts";
import { DEFAULT_LIMITS } from "../../src/model/parser.ts";
import type { CanonicalRecord } from "../../src/model/record.ts";
import type { Recalculation } from "../../src/model/relation.ts";
import { examine, readDocument } from "../../src/pipeline.ts";
import { newDie } from "./formulas-draw.ts";

const { values, positionals } = parseArgs({
  options: { most: { type: "string", default: "12" }, show: { type: "boolean", default: false } },
  allowPositionals: true,
});
const folder = positionals[0] ?? "fixtures/submissions";
const most = Number.parseInt(values.most, 10);
const die = newDie(1);

/** A figure with fewer digits is as likely another count as a slip. */
const FEWEST_DIGITS = 3;

const serious = (findings: readonly Finding[]): readonly Finding[] => findings.filter(({ severity }) => severity !== "info");

/** One digit changed; not the last, which rounding may hide, and not the first to nought. `undefined` where there is none. */
function changed(raw: string): string | undefined {
  const places = [...raw].flatMap((character, at) => (/\d/.test(character) ? [at] : []));
  if (places.length < FEWEST_DIGITS) return undefined;
  const at = die.pick(places.slice(0, -1));
  const digits = [..."0123456789"].filter((digit) => digit !== raw[at] && !(digit === "0" && at === places[0]));
  return raw.slice(0, at) + die.pick(digits) + raw.slice(at + 1);
}

/** The document with a figure of a paragraph written otherwise; `undefined` where it is not found by its quote. */
function rewritten(document: Document, { at, figure }: CanonicalRecord, written: string): Document | undefined {
  let found = false;
  const blocks = document.blocks.map((block) => {
    if (found || block.kind !== "paragraph" || block.paragraph.number !== at.paragraph) return block;
    const { text } = block.paragraph;
    const start = text.indexOf(at.quote ?? "") + (at.quote ?? "").lastIndexOf(figure.raw);
    if (!text.startsWith(figure.raw, start)) return block;
    found = true;
    return { ...block, paragraph: { ...block.paragraph, text: text.slice(0, start) + written + text.slice(start + figure.raw.length) } };
  });
  return found ? { ...document, blocks } : undefined;
}

const tally = new Map<string, { tried: number; found: number }>();
let beside = 0;
for (const path of readdirSync(folder, { recursive: true, encoding: "utf8" }).sort()) {
  if (!/\.(?:docx|txt)$/.test(path)) continue;
  const document = await readDocument(path, "", readFileSync(join(folder, path)), DEFAULT_LIMITS);
  const before = examine(path, [document], []);
  const known = new Set(serious(before.findings).map(({ id }) => id));
  const equations = new Map<string, Recalculation[]>();
  for (const each of before.recalculations)
    if (each.verdict.is === "agrees" && each.relation.comparison === "equal")
      for (const { record } of each.figures) equations.set(record, [...(equations.get(record) ?? []), each]);
  const confirmed = before.records.filter(({ id, tableId, at }) => tableId === null && at.paragraph !== undefined && equations.has(id));
  const drawn = confirmed.map((record) => ({ record, order: die.below(1_000_000) })).sort((a, b) => a.order - b.order);
  for (const { record } of drawn.slice(0, most)) {
    const written = changed(record.figure.raw);
    const other = written === undefined ? undefined : rewritten(document, record, written);
    if (!other) continue;
    const fresh = serious(examine(path, [other], []).findings).filter(({ id }) => !known.has(id));
    const cites = ({ evidence }: Finding): boolean =>
      evidence.some(({ locator, raw }) => locator.paragraph === record.at.paragraph && raw.includes(written!.trim()));
    const relations = equations.get(record.id)!;
    const kind = relations[0]!.relation.kind;
    const count = tally.get(kind) ?? { tried: 0, found: 0 };
    tally.set(kind, count);
    count.tried++;
    const isFound = fresh.some(cites);
    if (isFound) count.found++;
    beside += fresh.filter((finding) => !cites(finding)).length;
    if (values.show && !isFound)
      console.log(
        `${path}, paragraph ${record.at.paragraph}: ${record.at.quote} -> ${written}\n    ${relations.map(({ relation }) => `${relation.kind} ${relation.formula}`).join("\n    ")}`,
      );
    if (values.show)
      for (const finding of fresh)
        if (!cites(finding)) console.log(`BESIDE ${path} ${record.at.quote} -> ${written}: ${finding.message.en}`);
  }
}
const percent = (part: number, whole: number): string => (whole === 0 ? "—" : `${((100 * part) / whole).toFixed(1)} %`);
const all = [...tally.values()].reduce((sum, each) => ({ tried: sum.tried + each.tried, found: sum.found + each.found }), {
  tried: 0,
  found: 0,
});
console.log(`found ${percent(all.found, all.tried)} (${all.found} of ${all.tried}); findings beside the changed figure: ${beside}`);
for (const [kind, { tried, found }] of [...tally].sort(([, a], [, b]) => b.tried - a.tried))
  console.log(`  ${kind}: ${percent(found, tried)} (${found} of ${tried})`);
