import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { basename, join, relative, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { compilePacks } from "../../src/effects/compile-packs.ts";
import { packSources } from "../../src/effects/rule-packs.ts";
import type { Examination } from "../../src/model/examination.ts";
import { CODES, type Code, type Finding, SEVERITIES } from "../../src/model/finding.ts";
import { DEFAULT_LIMITS } from "../../src/model/parser.ts";
import { examine, readDocument } from "../../src/pipeline.ts";

const root = fileURLToPath(new URL("../../fixtures", import.meta.url));

/** A fixture as `crossfoot check` sees it: a file, or a folder of a submission. `path` is below the repository. */
export interface Sample {
  readonly path: string;
  readonly bytes: number;
  readonly examination: Examination;
}

/** The finding that a page shows, in the fixture that gives it, and every other fixture of single files that gives one of its code. */
export interface Example {
  readonly sample: Sample;
  readonly finding: Finding;
  readonly alike: readonly { readonly path: string; readonly finding: Finding }[];
}

async function filesOf(place: string): Promise<string[]> {
  const entries = await readdir(place, { recursive: true, withFileTypes: true });
  const paths = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  return paths.map((path) => relative(place, path).split(sep).join("/")).sort();
}

/** Each file of a folder by itself. */
const singly = async (folder: string): Promise<(readonly [path: string, files: readonly string[]])[]> =>
  (await filesOf(join(root, folder))).map((name) => [`${folder}/${name}`, [join(root, folder, name)]] as const);

/** Each submission whole. */
async function whole(folder: string): Promise<(readonly [path: string, files: readonly string[]])[]> {
  const names = (await readdir(join(root, folder))).sort();
  return Promise.all(
    names.map(async (name) => {
      const place = join(root, folder, name);
      return [`${folder}/${name}`, (await filesOf(place)).map((path) => join(place, path))] as const;
    }),
  );
}

/**
 * Fixtures examined with the rule packs that ship: cases, hostile files, then submissions, the last only as long as some
 * wanted code has not been met.
 */
export async function samples(wanted: readonly Code[]): Promise<readonly Sample[]> {
  const missing = new Set(wanted);
  const found = await packSources(undefined);
  const { packs, errors } = compilePacks(found.packs);
  if (errors.length > 0) throw new Error(`rule packs: ${errors.map(({ path, message }) => `${path}: ${message.en}`).join("; ")}`);
  const examined: Sample[] = [];
  for (const [path, files] of [...(await singly("cases")), ...(await singly("hostile")), ...(await whole("submissions"))]) {
    if (missing.size === 0 && path.startsWith("submissions/")) break;
    const documents = [];
    let size = 0;
    for (const file of files) {
      const bytes = await readFile(file);
      size += bytes.length;
      const name =
        files.length === 1 && path.endsWith(basename(file)) ? basename(file) : relative(join(root, path), file).split(sep).join("/");
      documents.push(await readDocument(name, createHash("sha256").update(bytes).digest("hex"), bytes, DEFAULT_LIMITS));
    }
    const submission = basename(path).replace(/\.[^.]*$/, "");
    const examination = examine(submission, documents, packs);
    for (const { code } of examination.findings) missing.delete(code);
    examined.push({ path: `fixtures/${path}`, bytes: size, examination });
  }
  return examined;
}

const isCase = ({ path }: Sample): boolean => path.startsWith("fixtures/cases/");
const isSubmission = ({ path }: Sample): boolean => path.startsWith("fixtures/submissions/");

/** A passage takes as long to read as so many cells. */
const PASSAGE = 10;

const rank = ({ severity }: Finding): number => SEVERITIES.indexOf(severity);
/** How much of a whole submission there is to look at; a small file is shown whole. */
const size = ({ evidence, at }: Finding, sample: Sample): number =>
  isSubmission(sample) ? evidence.length + (at.quote === undefined ? 0 : PASSAGE) : 0;

/** The most severe finding of a code, of those the one with the least to look at. */
const shownOf = (code: Code, sample: Sample): Finding | undefined =>
  sample.examination.findings
    .filter((finding) => finding.code === code)
    .sort((a, b) => rank(a) - rank(b) || size(a, sample) - size(b, sample))[0];

/** How well a fixture suits a code: its own case first, then hostile files, other cases, whole submissions. */
function order(code: Code, sample: Sample): number {
  if (isCase(sample)) return basename(sample.path).startsWith(`${code}.`) ? 0 : 2;
  return isSubmission(sample) ? 3 : 1;
}

/** For every code that some fixture gives, the fixture and the finding to show. */
export function examples(all: readonly Sample[]): ReadonlyMap<Code, Example> {
  const found = new Map<Code, Example>();
  for (const code of CODES) {
    const giving = all
      .flatMap((sample) => {
        const finding = shownOf(code, sample);
        return finding ? [{ sample, finding }] : [];
      })
      .sort(
        (a, b) =>
          order(code, a.sample) - order(code, b.sample) ||
          (isSubmission(a.sample) ? rank(a.finding) - rank(b.finding) : 0) ||
          size(a.finding, a.sample) - size(b.finding, b.sample) ||
          a.sample.bytes - b.sample.bytes,
      );
    const [first] = giving;
    if (!first) continue;
    const alike = giving.filter(({ sample }) => sample !== first.sample && !isSubmission(sample));
    found.set(code, { ...first, alike: alike.map(({ sample, finding }) => ({ path: sample.path, finding })) });
  }
  return found;
}
