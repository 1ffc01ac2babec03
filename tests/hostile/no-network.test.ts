import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";
import { documents } from "./documents.ts";
import { sheets } from "./sheets.ts";
import { texts } from "./texts.ts";

const root = fileURLToPath(new URL("../../", import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "crossfoot-"));
const noted = join(folder, "noted");
const out = join(folder, "out");
let status: number | null;
let calls: string;

/** Runs a program that can open no connection, where anybody may write whatever it makes. */
function without(...argv: readonly string[]): { status: number | null; stderr: string } {
  const command = ["--import", pathToFileURL(join(root, "tests/hostile/no-network.mjs")).href, "--import", "tsx", ...argv];
  const words = ['umask 000; exec "$0" "$@"', process.execPath, ...command];
  return spawnSync("sh", ["-c", ...words], { cwd: root, env: { ...process.env, NOTED: noted }, encoding: "utf8" });
}

beforeAll(() => {
  const inbox = join(folder, "in");
  cpSync(join(root, "fixtures/hostile"), join(inbox, "fixtures"), { recursive: true });
  for (const name of ["all.docx", "all.xls", "fund.gb18030.csv"])
    cpSync(join(root, "fixtures/formats/yiyang-2017", name), join(inbox, "yiyang", name));
  const fetching = [...documents(), ...sheets(), ...texts()].filter(({ name }) =>
    /outside|net|entity|link|fetch|call|script/.test(`${name}`),
  );
  expect(fetching.length).toBeGreaterThan(12);
  for (const { name, bytes } of fetching) writeFileSync(join(inbox, "fixtures", `${name}`), bytes);
  writeFileSync(
    join(inbox, "fixtures", "page.html"),
    "<html><head><link rel=stylesheet href=http://198.51.100.1/x.css><base href=http://198.51.100.1/></head><body><img src=x.png><iframe src=file:///etc/passwd></iframe><table><tr><td>甲</td><td>1</td></tr></table></body></html>",
  );
  writeFileSync(noted, "");
  ({ status } = without("src/cli.ts", "check", inbox, "--out", out, "--fail-on", "never"));
  calls = readFileSync(noted, "utf8");
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test("what tries to connect, to look up a name or to fetch is noted", () => {
  const tries = "import('node:net').then(({ connect }) => connect(9, '198.51.100.1'))";
  expect(without("--eval", tries).stderr).toContain("no way out");
  expect(readFileSync(noted, "utf8")).toContain("connect");
  writeFileSync(noted, "");
  expect(without("--eval", "fetch('http://198.51.100.1')").stderr).toContain("no way out");
  expect(readFileSync(noted, "utf8")).toContain("fetch");
});

test("a check of hostile and of ordinary files opens no connection and looks up no name", () => {
  expect(status).toBe(3);
  expect(readdirSync(out)).toEqual(expect.arrayContaining(["fixtures", "yiyang"]));
  expect(calls).toBe("");
});

test("nobody else may write to what was written, even where the umask would let them", () => {
  const paths = readdirSync(out, { recursive: true, encoding: "utf8" });
  expect(paths.length).toBeGreaterThan(20);
  const modes = new Set([out, ...paths.map((path) => join(out, path))].map((path) => (statSync(path).mode & 0o777).toString(8)));
  expect([...modes].sort()).toEqual(["644", "755"]);
});
