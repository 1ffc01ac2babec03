import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { Workers } from "../../src/effects/workers.ts";
import { run, strays } from "./run.ts";
import { specimens } from "./set.ts";

/** One in so many, over all kinds; all of them are `npm run hostile`. */
const ONE_IN = 29;
/** Those that take seconds each. */
const LONG =
  /past-the-last|wide|million|thousands|merged|spans|no-places|quotes|one-|digits|numeral|number|marks|brackets|line|sentences|scattered|deep|nested-[36c]/;

const root = mkdtempSync(join(tmpdir(), "crossfoot-"));
const workers = new Workers({ seconds: 60, megabytes: 1024 });
afterAll(() => {
  workers.close();
  rmSync(root, { recursive: true, force: true });
});

test("a sample of the hostile files: a finding each, or the sound reading; nothing breaks, their neighbours are whole", async () => {
  const all = specimens();
  expect(all.length).toBeGreaterThanOrEqual(150);
  const sample = all.filter(({ name }) => !LONG.test(`${name}`)).filter((_, index) => index % ONE_IN === 0);
  const judged = await run(sample, root, workers);
  expect(judged.filter(({ wrong }) => wrong.length > 0)).toEqual([]);
  expect(judged.filter(({ verdict }) => verdict === "stopped")).toEqual([]);
  expect(new Set(judged.map(({ verdict }) => verdict))).toContain("finding");
  expect(await strays(root)).toEqual([]);
}, 240_000);
