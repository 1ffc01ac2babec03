import { generateKeyPairSync } from "node:crypto";
import { chmodSync, existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { configIn } from "../../src/effects/config.ts";
import { type Diagnosis, doctor, type SetUp } from "../../src/effects/doctor.ts";
import { LANGUAGES } from "../../src/model/text.ts";
import { withoutEvents } from "./faulty-disk.ts";
import { crossfoot, emptyFolder, SOUND, write } from "./support.ts";

const setUp = (folder: string, more: Partial<SetUp> = {}): SetUp => ({
  config: { is: "none" },
  inbox: join(folder, "in"),
  out: join(folder, "out"),
  key: undefined,
  poll: false,
  now: new Date(),
  rules: { packs: 2 },
  node: "20.19.0",
  ...more,
});

const states = (found: readonly Diagnosis[]): { [id: string]: string } => Object.fromEntries(found.map(({ id, state }) => [id, state]));

test("a sound set-up is sound, and looking at it leaves nothing behind", async () => {
  const folder = emptyFolder();
  write(folder, { "in/a.csv": SOUND });
  expect(new Set(Object.values(states(await doctor(setUp(folder)))))).toEqual(new Set(["ok"]));
  expect(readdirSync(folder)).toEqual(["in"]);
  await crossfoot("check", join(folder, "in"), "--out", join(folder, "out"), "--rules", "none");
  const before = readdirSync(join(folder, "out"));
  expect(new Set(Object.values(states(await doctor(setUp(folder)))))).toEqual(new Set(["ok"]));
  expect(readdirSync(join(folder, "out"))).toEqual(before);
});

test("each thing that is wrong is found and said with what to do, in both languages", async () => {
  const folder = emptyFolder();
  write(folder, { "in/a.csv": SOUND, file: "", "key.pem": "no key" });
  const state = async (more: Partial<SetUp>): Promise<{ [id: string]: string }> => {
    const found = await doctor(setUp(folder, more));
    for (const { state: is, found: what, next } of found)
      for (const language of LANGUAGES) expect([what[language] !== "", next[language] === ""]).toEqual([true, is === "ok"]);
    return Object.fromEntries(Object.entries(states(found)).filter(([, is]) => is !== "ok"));
  };
  expect(await state({ node: "20.18.3" })).toEqual({ node: "error" });
  expect(await state({ config: configIn("/a/crossfoot.yaml", "inbox: 3\n") })).toEqual({ config: "error" });
  expect(await state({ inbox: undefined })).toEqual({ inbox: "warning" });
  expect(await state({ inbox: join(folder, "gone") })).toEqual({ inbox: "error" });
  expect(await state({ inbox: join(folder, "file") })).toEqual({ inbox: "error" });
  expect(await state({ out: join(folder) })).toEqual({ inbox: "error" });
  expect(await state({ out: join(folder, "file", "out") })).toMatchObject({ output: "error" });
  expect(await state({ key: join(folder, "key.pem") })).toEqual({ key: "error" });
  const message = { "zh-CN": "错", en: "wrong" };
  await withoutEvents(async () => expect(await state({})).toEqual({ events: "warning" }));
  expect(await state({ rules: { errors: [{ path: "a.yaml", line: 3, column: 5, message }] } })).toEqual({ rules: "error" });
  writeFileSync(join(folder, "key.pem"), generateKeyPairSync("ed25519").privateKey.export({ type: "pkcs8", format: "pem" }));
  chmodSync(join(folder, "key.pem"), 0o644);
  expect(await state({ key: join(folder, "key.pem") })).toEqual({ key: "warning" });
  await crossfoot("check", join(folder, "in"), "--out", join(folder, "out"), "--rules", "none");
  expect(await state({ now: new Date(Date.now() - 86_400_000) })).toEqual({ clock: "warning" });
  const log = join(folder, "out", "audit.jsonl");
  writeFileSync(log, readFileSync(log, "utf8").replace("run-started", "run-startet"));
  expect(await state({})).toEqual({ journal: "error" });
});

test("on the command line: lines for people, JSON for programs, 1 where something has to be put right", async () => {
  const folder = emptyFolder();
  write(folder, { "in/a.csv": SOUND, "crossfoot.yaml": "inbox: in\noutput: out\nrules: none\n" });
  const good = await crossfoot("doctor", "--config", join(folder, "crossfoot.yaml"), "--lang", "en");
  expect([good.status, good.stdout]).toEqual([
    0,
    expect.stringMatching(/✓ .*crossfoot\.yaml is in order\n✓ .*in can be read; 1 in it now/),
  ]);
  write(folder, { "crossfoot.yaml": "inbox: gone\nout: out\n" });
  const bad = await crossfoot("doctor", "--config", join(folder, "crossfoot.yaml"), "--out", join(folder, "out"), "--json");
  expect(bad.status).toBe(1);
  expect(JSON.parse(bad.stdout)).toMatchObject({
    status: 1,
    checks: expect.arrayContaining([expect.objectContaining({ id: "config", state: "error" })]),
  });
  write(folder, { "crossfoot.yaml": "inbox: in\nquiet-time: soon\nspeed: 1\n" });
  const wrong = await crossfoot("doctor", "--config", join(folder, "crossfoot.yaml"), "--out", join(folder, "out"), "--lang", "en");
  expect(wrong.stdout).toMatch(/■ \S+:2:13: .*\n {2}\S+:3:1: .*\n {2}→ .*\n▲ the inbox was not looked at\n/);
  expect(existsSync(join(folder, "out"))).toBe(false);
});
