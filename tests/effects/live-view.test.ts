import { Ajv2020 } from "ajv/dist/2020.js";
import { expect, test } from "vitest";
import { LiveView } from "../../src/effects/live-view.ts";
import { Terminal } from "../../src/effects/terminal.ts";
import type { WatchEvent } from "../../src/effects/watch-event.ts";
import { stoppedJson, watchJson, watchLineSchema } from "../../src/effects/watch-json.ts";
import { longFileLine, watchLine } from "../../src/effects/watch-text.ts";
import { LANGUAGES } from "../../src/model/text.ts";
import { jsonSchema } from "../../src/reports/schemas.ts";

const summary = {
  documents: { arrived: 2, read: 1, refused: 1 },
  tables: 1,
  figures: 9,
  relations: { proposed: 3, agreed: 2, rounded: 0, differing: 1, untested: 0 },
  cells: { verified: 8, disputed: 1, untested: 0 },
  findings: { error: 1, warning: 0, info: 0 },
  causes: { error: 1, warning: 0, info: 0 },
};
const examined = (name: string, state: "published" | "failed"): WatchEvent => ({
  is: "examined",
  result: {
    name,
    identity: "0".repeat(64),
    state,
    folder: state === "failed" ? null : `/out/${name}`,
    summary: state === "failed" ? null : summary,
    worst: [],
    fault: state === "failed" ? "Error: 甲\n  at x" : null,
  },
});

const EVENTS: readonly WatchEvent[] = [
  { is: "watching", inbox: "/in", out: "/out" },
  { is: "arrived", name: "甲" },
  { is: "arrived", name: "乙" },
  { is: "arrived", name: "丙" },
  { is: "unsettled", name: "丙" },
  { is: "withdrawn", name: "丙" },
  { is: "received", name: "甲", files: 2, version: 1 },
  { is: "resumed", name: "丁" },
  { is: "file", name: "甲", path: "a.csv", number: 2, of: 4 },
  { is: "again", name: "乙", folder: "甲" },
  { is: "trouble", what: "output", name: "/out", code: "ENOSPC", detail: "ENOSPC: no space" },
  { is: "trouble", what: "events", name: "/in", code: "ENOSPC", detail: "" },
  { is: "trouble", what: "clock", name: "", code: "CLOCK", detail: "" },
  { is: "recovered", what: "output", name: "/out" },
  examined("甲", "published"),
  examined("丁", "failed"),
  { is: "stopping", waiting: 0 },
];

test("the live view says what is waiting, under way, done and failed, and how long a file takes", () => {
  const view = new LiveView();
  for (const event of EVENTS.slice(0, 9)) view.hear(event, 1000);
  expect(view.lines("zh-CN", 1500)).toEqual([
    "等待 1 │ 正在核对 2 │ 已完成 0（其中有错误 0） │ 未能核对 0",
    "  ▸ 甲 ██░░░░░░░░ [2/4] a.csv",
    "  ▸ 丁",
    "  等待：乙",
  ]);
  expect(view.longest(1500)).toBeUndefined();
  expect(view.lines("en", 13_000)[1]).toBe("  ▸ 甲 ██░░░░░░░░ [2/4] a.csv 12 s");
  expect(view.longest(13_000)).toEqual({ name: "甲", path: "a.csv", seconds: 12 });
  for (const event of EVENTS.slice(9)) view.hear(event, 14_000);
  expect(view.lines("en", 14_000)).toEqual(["waiting 0 │ working 0 │ done 1 (1 with errors) │ again 1 │ failed 1"]);
});

test("thousands are counted, a few are named", () => {
  const view = new LiveView();
  for (let number = 0; number < 2000; number++) view.hear({ is: "arrived", name: `s${number}` }, 0);
  for (let number = 0; number < 9; number++) view.hear({ is: "resumed", name: `r${number}` }, 0);
  const lines = view.lines("zh-CN", 0);
  expect(lines).toHaveLength(7);
  expect(lines.slice(-2)).toEqual(["  …… 另有 5 份", "  等待：s0、s1、s2、s3、s4 等 2000 份"]);
});

test("on a terminal the view stays at the end and is written over; elsewhere nothing of it is written", () => {
  for (const isTTY of [true, false]) {
    let text = "";
    const terminal = new Terminal({ write: (piece) => (text += piece), isTTY, columns: 12 });
    terminal.block(["one", "a\u001b[31mlong line"]);
    terminal.line("stays");
    terminal.block(["two"]);
    terminal.done();
    const clear = "\r\u001b[2K";
    expect(text).toBe(isTTY ? `one\na\\u{1b}[31m…${clear}\u001b[1A\u001b[2Kstays\ntwo${clear}` : "stays\n");
  }
});

test("every event has its line in both languages, and its JSON keeps to the published schema", async () => {
  const at = new Date("2026-01-31T08:00:00Z");
  const schema = jsonSchema(watchLineSchema, "urn:crossfoot:schema:watch:1");
  await expect(`${JSON.stringify(schema, null, 2)}\n`).toMatchFileSnapshot("../../docs/schemas/watch.schema.json");
  const holds = new Ajv2020({ strict: true, allErrors: true, discriminator: true }).compile(schema);
  const lines = [...EVENTS.map((event) => watchJson(event, at)), stoppedJson({ published: 1, again: 1, failed: 1 }, at)];
  for (const line of lines) expect(holds(JSON.parse(JSON.stringify(line))), JSON.stringify([line, holds.errors])).toBe(true);
  expect(new Set(lines.map(({ event }) => event)).size).toBe(14);
  for (const language of LANGUAGES) {
    for (const event of EVENTS) expect(watchLine(event, language)).not.toMatch(/undefined|^$/);
    expect(longFileLine({ name: "甲", path: "a.csv", seconds: 12 }, language)).toContain("12");
  }
  expect(watchLine(EVENTS[10]!, "zh-CN")).toMatch(/无法写入输出目录.*磁盘空间不足/);
  expect(watchLine(EVENTS[11]!, "en")).toMatch(/looking regularly instead.*max_user_watches/);
});
