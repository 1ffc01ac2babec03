import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, expect, test } from "vitest";
import { inclusionPath, lineHash, merkleRoot, rootThrough } from "../../src/effects/merkle.ts";
import { type Proof, proofSchema } from "../../src/effects/proof.ts";
import { jsonSchema } from "../../src/reports/schemas.ts";
import { crossfoot, emptyFolder, payloadsOf, SOUND, UNSOUND, write } from "./support.ts";

test("a path leads from every leaf to the root, in trees of every size, and from no other place", () => {
  const leaves = Array.from({ length: 17 }, (_, index) => lineHash(Buffer.from(`line ${index}`)));
  for (let size = 1; size <= leaves.length; size++) {
    const some = leaves.slice(0, size);
    const root = merkleRoot(some);
    for (const [index, leaf] of some.entries()) {
      const path = inclusionPath(some, index);
      expect(path.length).toBeLessThanOrEqual(5);
      expect(rootThrough(leaf, index, size, path)?.equals(root)).toBe(true);
      expect(rootThrough(leaf, index, size, [...path, root])?.equals(root) ?? false).toBe(false);
      expect(rootThrough(leaf, index, size, path.slice(1))?.equals(root) ?? false).toBe(size === 1);
      if (size > 1) expect(rootThrough(leaf, (index + 1) % size, size, path)?.equals(root) ?? false).toBe(false);
    }
    expect(rootThrough(leaves[0]!, size, size, [])).toBeUndefined();
  }
});

test("its published schema is the one in the source", async () => {
  await expect(`${JSON.stringify(jsonSchema(proofSchema, "urn:crossfoot:schema:proof:1"), null, 2)}\n`).toMatchFileSnapshot(
    "../../docs/schemas/proof.schema.json",
  );
});

let folder = "";
let out = "";
let id = "";
const key = (): string => join(folder, "k.key.pem");
const publicKey = (): string => join(folder, "k.pub.pem");
const file = (): string => join(folder, "proof.json");
const proof = (): Proof => JSON.parse(readFileSync(file(), "utf8"));
const verified = (...more: string[]) => crossfoot("verify", file(), "--lang", "en", ...more);

beforeEach(async () => {
  folder = emptyFolder();
  out = join(folder, "out");
  write(folder, { "甲/收支.csv": UNSOUND });
  expect((await crossfoot("keygen", join(folder, "k"))).status).toBe(0);
  await crossfoot("check", join(folder, "甲"), "--out", out, "--rules", "none", "--key", key());
  id = JSON.parse(readFileSync(join(out, "甲", "findings.json"), "utf8")).findings[0].id;
});

test("keygen: a pair whose private half only its owner may read; nothing is overwritten", async () => {
  expect(statSync(key()).mode & 0o077).toBe(0);
  expect(readFileSync(publicKey(), "utf8")).toContain("BEGIN PUBLIC KEY");
  const before = readFileSync(key(), "utf8");
  const again = await crossfoot("keygen", join(folder, "k"), "--lang", "en");
  expect([again.status, again.stderr]).toEqual([2, expect.stringContaining("k.key.pem is there already and was left as it is")]);
  rmSync(key());
  expect((await crossfoot("keygen", join(folder, "k"))).status).toBe(2);
  expect(existsSync(key())).toBe(false);
  writeFileSync(key(), before);
  const other = await crossfoot("keygen", join(folder, "other"));
  expect(other.stdout).toMatch(/^crossfoot\+[0-9a-f]{8}\+[A-Za-z0-9+/=]+\n$/);
});

test("one finding is proved by one small file, without the folder it came from", async () => {
  expect((await crossfoot("prove", id, out, "--out", file())).status).toBe(0);
  expect(readFileSync(file()).length).toBeLessThan(10_000);
  rmSync(out, { recursive: true });
  const signed = await verified("--public-key", publicKey());
  expect(signed.status).toBe(0);
  expect(signed.stdout).toMatch(
    /^OK: .*\n {2}signature valid\n {2}\[error\] 收支\.csv.*\n {2}id .*\n {2}submission 甲 \(version 1\).*sealed in the journal\n$/,
  );
  const unchecked = await verified();
  expect([unchecked.status, unchecked.stdout]).toEqual([0, expect.stringContaining("internally consistent only")]);
});

test("whatever is changed in a proof is found, and nothing of it is repeated as if it held", async () => {
  await crossfoot("prove", id, out, "--out", file());
  const whole = proof();
  const changed: { readonly [what: string]: object } = {
    "the finding is not the one": { ...whole, finding: whole.finding.replace("25.00", "26.00") },
    "not in the log that the checkpoint sealed": {
      ...whole,
      submission: { ...whole.submission, line: whole.submission.line.replace("error", "wrong") },
    },
    "a checkpoint was altered": { ...whole, submission: { ...whole.submission, checkpoint: "x" } },
    "not in what the journal's checkpoint sealed": { ...whole, journal: { ...whole.journal, number: 1 } },
    "does not seal the log": {
      ...whole,
      journal: { ...whole.journal, line: whole.journal?.line.replace(/"root":"../, '"root":"00') },
    },
  };
  for (const [what, text] of Object.entries(changed)) {
    writeFileSync(file(), JSON.stringify(text));
    const verdict = await verified("--public-key", publicKey());
    expect([verdict.status, verdict.stdout]).toEqual([1, expect.stringContaining(what)]);
    expect(verdict.stdout).toMatch(/^NOT OK: /);
    expect(verdict.stdout).not.toContain("收支.csv");
  }
  writeFileSync(file(), JSON.stringify(whole));
  await crossfoot("keygen", join(folder, "other"));
  const other = await verified("--public-key", join(folder, "other.pub.pem"));
  expect([other.status, other.stdout]).toEqual([1, expect.stringContaining("not with the key that was given")]);
  writeFileSync(file(), "{}");
  expect((await verified()).status).toBe(3);
});

test("what was altered cannot be proved, nor what is not there", async () => {
  expect((await crossfoot("prove", "zzzz", out, "--out", file())).status).toBe(2);
  expect((await crossfoot("prove", id, join(folder, "gone"), "--out", file())).status).toBe(2);
  const log = join(out, "甲", "audit.jsonl");
  writeFileSync(log, readFileSync(log, "utf8").replace('"severity":"error"', '"severity":"info"'));
  const denied = await crossfoot("prove", id, out, "--out", file(), "--lang", "en");
  expect([denied.status, denied.stderr]).toEqual([3, expect.stringContaining("nothing can be proved")]);
  expect(existsSync(file())).toBe(false);
});

test("verify also looks at the earlier versions that were kept: altered, or gone", async () => {
  write(folder, { "甲/收支.csv": SOUND });
  await crossfoot("check", join(folder, "甲"), "--out", out, "--rules", "none", "--key", key());
  expect(payloadsOf(join(out, "audit.jsonl"), "published").map(({ version }) => version)).toEqual([1, 2]);
  const sound = await crossfoot("verify", out, "--lang", "en");
  expect([sound.status, sound.stdout]).toEqual([0, expect.stringContaining(".versions/甲/v1: OK")]);
  const records = join(out, ".versions", "甲", "v1", "records.csv");
  const bytes = readFileSync(records);
  writeFileSync(records, "x");
  const altered = await crossfoot("verify", out, "--lang", "en");
  expect([altered.status, altered.stdout]).toEqual([
    1,
    expect.stringMatching(/^NOT OK.*\.versions\/甲\/v1: the output records\.csv was altered/s),
  ]);
  writeFileSync(records, bytes);
  rmSync(join(out, ".versions", "甲"), { recursive: true });
  const gone = await crossfoot("verify", out, "--lang", "en");
  expect([gone.status, gone.stdout]).toEqual([1, expect.stringMatching(/^INCOMPLETE.*甲 v1: the sealed result is gone/s)]);
  expect(readdirSync(out)).toContain("甲");
});
