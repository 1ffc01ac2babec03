import { generateKeyPairSync } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { main } from "../src/cli.ts";
import { takeLock } from "../src/effects/lock.ts";
import { fitted, Terminal, visible } from "../src/effects/terminal.ts";
import { crossfoot, emptyFolder, SOUND, statement, UNSOUND, write } from "./effects/support.ts";

test("check: 0 where nothing is wrong, 1 where something is, and --fail-on moves the line", async () => {
  const folder = emptyFolder();
  write(folder, { "好/a.csv": SOUND, "坏/a.csv": UNSOUND });
  const out = ["--out", join(folder, "out")];
  expect((await crossfoot("check", join(folder, "好"), ...out)).status).toBe(0);
  expect((await crossfoot("check", join(folder, "坏"), ...out)).status).toBe(1);
  expect((await crossfoot("check", join(folder, "坏"), "--fail-on", "warning", ...out)).status).toBe(1);
  expect((await crossfoot("check", join(folder, "坏"), "--fail-on", "never", ...out)).status).toBe(0);
  expect((await crossfoot("check", join(folder, "好"), join(folder, "坏"), ...out)).status).toBe(1);
});

test("check: 3 where something could not be examined, whatever else was found", async () => {
  const folder = emptyFolder();
  write(folder, { "坏/a.csv": UNSOUND, "坏/b.csv": "" });
  mkdirSync(join(folder, "空"));
  const out = ["--out", join(folder, "out"), "--fail-on", "never"];
  expect((await crossfoot("check", join(folder, "坏"), ...out)).status).toBe(3);
  const empty = await crossfoot("check", join(folder, "空"), ...out);
  expect(empty.status).toBe(3);
  expect(empty.stderr).toContain("空文件夹");
  expect((await crossfoot("check", join(folder, "空"), join(folder, "坏"), ...out)).status).toBe(3);
});

test("a submission without a file has a finding that says so, in every output", async () => {
  const folder = emptyFolder();
  const out = join(folder, "out");
  mkdirSync(join(folder, "空"));
  write(folder, { "剩/~$表.xlsx": "x", "剩/Thumbs.db": "x" });
  for (const [name, zh, en] of [
    ["空", "是空文件夹", "is an empty folder"],
    ["剩", "~$表.xlsx", "only lock files"],
  ] as const) {
    const { status, stderr } = await crossfoot("check", join(folder, name), "--out", out);
    expect([status, stderr]).toEqual([3, expect.stringContaining(zh)]);
    expect(stderr).toContain("报送材料 1 份（其中 1 份未能核对）；文件收到 0 个");
    const { findings, summary } = JSON.parse(readFileSync(join(out, name, "findings.json"), "utf8"));
    expect(findings).toMatchObject([{ code: "not-checked", severity: "error", at: { document: name } }]);
    expect(findings[0].message.en).toContain(en);
    expect(findings[0].next["zh-CN"]).toContain("补报");
    expect(summary).toMatchObject({ documents: { arrived: 0, read: 0, refused: 0 }, findings: { error: 1 }, causes: { error: 1 } });
    expect(readFileSync(join(out, name, "report.html"), "utf8")).toContain(zh);
    expect((await crossfoot("explain", findings[0].id, "--out", out)).stdout).toContain(zh);
    expect((await crossfoot("verify", join(out, name))).status).toBe(0);
  }
});

test("2 where it was asked wrongly, in one sentence, in the language asked for", async () => {
  const folder = emptyFolder();
  const wrong: readonly (readonly [string[], string, string])[] = [
    [["check"], "缺少参数：文件夹或文件。", "missing argument: a folder or file."],
    [["watch"], "缺少参数：收件目录。", "missing argument: the inbox folder."],
    [["verify"], "缺少参数：日志或材料目录。", "missing argument: a log or a submission's folder."],
    [["explain"], "缺少参数：问题编号。", "missing argument: the id of a finding."],
    [["verify", join(folder, "nicht")], "没有这个文件或文件夹", "There is no such file or folder"],
    [["check", join(folder, "nicht")], "没有这个文件或文件夹", "There is no such file or folder"],
    [["check", folder, "--fail-on", "sometimes"], "可选：error、warning、never", "Allowed choices are error, warning, never"],
    [["check", folder, "--frobnicate"], "没有选项“--frobnicate”", "unknown option '--frobnicate'"],
    [["frobnicate"], "没有命令“frobnicate”", "unknown command 'frobnicate'"],
    [["watch", folder, "--quiet-time", "soon"], "应为大于零的数", "a number above zero is wanted"],
    [["watch", join(folder, "nicht")], "收件目录不存在", "The inbox is not there"],
    [["check", folder, "--rules", join(folder, "nicht")], "没有这个规则目录或文件", "no such folder or file of rules"],
    [["check", folder, "--key", join(folder, "nicht")], "不是 Ed25519 密钥文件", "Not a file of an Ed25519 key"],
    [["explain", "abc", "--out", join(folder, "nicht")], "没有这个文件或文件夹", "There is no such file or folder"],
  ];
  for (const [argv, chinese, english] of wrong) {
    const zh = await crossfoot(...argv);
    expect([argv[0], zh.status, zh.stdout]).toEqual([argv[0], 2, ""]);
    expect(zh.stderr).toContain(chinese);
    const en = await crossfoot(...argv, "--lang", "en");
    expect(en.status).toBe(2);
    expect(en.stderr).toContain(english);
    expect(en.stderr).not.toMatch(/\n {4}at /);
  }
});

test("an error in a rule pack names file, line and column, and nothing is written", async () => {
  const folder = emptyFolder();
  write(folder, { "a.csv": SOUND, "rules/bad.yaml": "id: x\nrules: [\n" });
  const { status, stderr } = await crossfoot(
    "check",
    join(folder, "a.csv"),
    "--rules",
    join(folder, "rules"),
    "--out",
    join(folder, "out"),
  );
  expect(status).toBe(2);
  expect(stderr).toMatch(/rules\/bad\.yaml:\d+:\d+：/);
  expect(existsSync(join(folder, "out"))).toBe(false);
});

test("the summary says what a person wants to know, in both languages", async () => {
  const folder = emptyFolder();
  write(folder, { "坏/收支.csv": UNSOUND });
  const zh = await crossfoot("check", join(folder, "坏"), "--out", join(folder, "out"));
  expect(zh.stdout).toBe("");
  expect(zh.stderr).toMatch(/坏 \[1\/1\] 收支\.csv\n/);
  expect(zh.stderr).toMatch(/报送材料 1 份；文件收到 1 个，已读 1 个，无法读取 0 个/);
  expect(zh.stderr).toMatch(/勾稽关系 \d+ 条：相符 \d+，尾差 \d+，不符 \d+，未能核对 \d+/);
  expect(zh.stderr).toMatch(/ {2}1\. [0-9a-f]{16} \[错误\] 收支\.csv，第3行第4列：/);
  expect(zh.stderr).toContain(join(folder, "out", "坏", "report.html"));
  const en = await crossfoot("check", join(folder, "坏"), "--out", join(folder, "out"), "--lang", "en");
  expect(en.stderr).toMatch(/Done: 1 submission; 1 file received, 1 read, 0 refused/);
  expect(en.stderr).toMatch(/ {2}1\. [0-9a-f]{16} \[error\] 收支\.csv, row 3, column 4: /);
  expect(readFileSync(join(folder, "out", "坏", "report.html"), "utf8")).toContain('lang="en"');
});

test("--json prints the summary for programs on stdout and leaves stderr to people", async () => {
  const folder = emptyFolder();
  write(folder, { "坏/收支.csv": UNSOUND });
  const { status, stdout } = await crossfoot("check", join(folder, "坏"), "--out", join(folder, "out"), "--json");
  const json = JSON.parse(stdout);
  expect(json).toMatchObject({ tool: { name: "crossfoot" }, status, submissions: [{ submission: "坏", state: "published" }] });
  expect(json.submissions[0].summary.documents).toEqual({ arrived: 1, read: 1, refused: 0 });
  expect(existsSync(json.submissions[0].report)).toBe(true);
  expect(json.submissions[0].worst[0].severity).toBe("error");
});

test("explain tells a finding in full from its id or the beginning of it", async () => {
  const folder = emptyFolder();
  const out = join(folder, "out");
  write(folder, { "坏/收支.csv": UNSOUND });
  await crossfoot("check", join(folder, "坏"), "--out", out);
  const { findings } = JSON.parse(readFileSync(join(out, "坏", "findings.json"), "utf8"));
  const finding = findings.find(
    ({ at, relation }: { at: { label: string }; relation: { kind: string } }) => at.label === "乙 × 结余" && relation.kind !== "sum",
  );
  const zh = await crossfoot("explain", finding.id.slice(0, 8), "--out", out);
  expect(zh.status).toBe(0);
  for (const words of [
    "公式：结余 = 收入 − 支出",
    "25.00 ≠ 80.00 − 60.00",
    "填报：25",
    "重算：20",
    "差额：5",
    "收入 = 80.00  ← 收支.csv",
    "下一步：",
  ])
    expect(zh.stdout).toContain(words);
  const en = await crossfoot("explain", finding.id, "--out", join(out, "坏"), "--lang", "en");
  expect(en.stdout).toContain("Formula: 结余 = 收入 − 支出");
  expect(en.stdout).toContain("What to do: ");
  const none = await crossfoot("explain", "ffffffffffffffff0", "--out", out);
  expect([none.status, none.stdout]).toEqual([2, ""]);
  expect(none.stderr).toContain("没有编号以");
});

test("explain adds a sum up step by step", async () => {
  const folder = emptyFolder();
  const out = join(folder, "out");
  write(folder, { "a.csv": UNSOUND.replace("300.00,260.00", "310.00,260.00") });
  await crossfoot("check", join(folder, "a.csv"), "--out", out);
  const { findings } = JSON.parse(readFileSync(join(out, "a", "findings.json"), "utf8"));
  const sum = findings.find(
    ({ at, relation }: { at: { label: string }; relation: { kind: string } }) => at.label === "合计 × 收入" && relation.kind === "sum",
  );
  const { stdout } = await crossfoot("explain", sum.id, "--out", out);
  expect(stdout).toContain("310.00 ≠ 120.50 + 80.00 + 99.50");
  expect(stdout).toContain("120.5 + 80 = 200.5\n  200.5 + 99.5 = 300\n");
});

test("verify: 0 as written, 1 where a byte was changed, with the line; 3 where there is nothing to read", async () => {
  const folder = emptyFolder();
  const out = join(folder, "out");
  write(folder, { "甲/a.csv": SOUND });
  await crossfoot("check", join(folder, "甲"), "--out", out);
  const log = join(out, "甲", "audit.jsonl");
  for (const path of [out, join(out, "甲"), log, join(out, "audit.jsonl")]) {
    const whole = await crossfoot("verify", path);
    expect([path, whole.status]).toEqual([path, 0]);
    expect(whole.stdout).toContain("仅内部一致");
  }
  expect((await crossfoot("verify", join(out, "甲"), "--lang", "en")).stdout).toContain("internally consistent only");
  const written = readFileSync(log, "utf8");
  writeFileSync(log, written.replace("a.csv", "b.csv"));
  const altered = await crossfoot("verify", log);
  expect([altered.status, altered.stdout.split("\n")[1]]).toEqual([1, "  - 第 2 行被改动"]);
  expect((await crossfoot("verify", log, "--lang", "en")).stdout).toContain("line 2 was altered");
  expect(altered.stdout).not.toContain("已封存");
  const whole = await crossfoot("verify", out, "--lang", "en");
  expect([whole.status, whole.stdout.split("\n")[0]]).toEqual([1, `NOT OK: ${out}`]);
  expect(whole.stdout).toContain("甲: line 2 was altered");
  expect(whole.stdout).toMatch(/the journal itself: OK \(\d+ lines\)/);
  expect((await crossfoot("verify", out)).stdout.split("\n")[0]).toBe(`不一致：${out}`);
  writeFileSync(log, `${written}an added line\n`);
  const longer = await crossfoot("verify", log, "--lang", "en");
  expect([longer.status, longer.stdout]).toEqual([1, expect.stringContaining("longer than the checkpoint")]);
  expect(longer.stdout).not.toContain("sealed in the journal");
  writeFileSync(log, written.split("\n").slice(0, 4).join("\n"));
  expect((await crossfoot("verify", log, "--lang", "en")).stdout).toContain("its end was cut");
  expect((await crossfoot("verify", folder)).status).toBe(3);
  const nowhere = await crossfoot("verify", join(folder, "nicht"));
  expect([nowhere.status, nowhere.stderr]).toEqual([2, expect.stringContaining("没有这个文件或文件夹")]);
});

test("verify: a sealed result that is gone, whole or in part, is incomplete", async () => {
  const folder = emptyFolder();
  const out = join(folder, "out");
  write(folder, { "甲/a.csv": SOUND, "乙/a.csv": statement(2) });
  await crossfoot("check", join(folder, "甲"), join(folder, "乙"), "--out", out);
  rmSync(join(out, "甲", "report.html"));
  const part = await crossfoot("verify", join(out, "甲"));
  expect([part.status, part.stdout.split("\n")[0]]).toEqual([1, `不完整：${join(out, "甲")}`]);
  expect(part.stdout).toContain("输出文件 report.html 不存在");
  rmSync(join(out, "甲"), { recursive: true });
  const gone = await crossfoot("verify", out);
  expect([gone.status, gone.stdout.split("\n")[0]]).toEqual([1, `不完整：${out}`]);
  expect(gone.stdout).toContain("  甲：已封存的结果不见了");
  expect(gone.stdout).toContain("  乙：一致");
  expect(gone.stdout).toContain("重新运行 crossfoot check");
  const en = await crossfoot("verify", out, "--lang", "en");
  expect([en.status, en.stdout.split("\n")[0]]).toEqual([1, `INCOMPLETE: ${out}`]);
  // What is altered weighs more than what is missing.
  writeFileSync(join(out, "乙", "report.html"), "");
  expect((await crossfoot("verify", out)).stdout.split("\n")[0]).toBe(`不一致：${out}`);
  await crossfoot("check", join(folder, "甲"), join(folder, "乙"), "--out", out);
  expect((await crossfoot("verify", out)).status).toBe(0);
});

test("a run with a key signs, and verify holds the signature against the public key", async () => {
  const folder = emptyFolder();
  const out = join(folder, "out");
  const { privateKey, publicKey } = generateKeyPairSync("ed25519");
  const stranger = generateKeyPairSync("ed25519").publicKey;
  write(folder, {
    "甲/a.csv": SOUND,
    "key.pem": privateKey.export({ type: "pkcs8", format: "pem" }),
    "public.pem": publicKey.export({ type: "spki", format: "pem" }),
    "stranger.pem": stranger.export({ type: "spki", format: "pem" }),
  });
  await crossfoot("check", join(folder, "甲"), "--out", out, "--key", join(folder, "key.pem"));
  for (const path of [out, join(out, "甲")]) {
    const good = await crossfoot("verify", path, "--public-key", join(folder, "public.pem"));
    expect([good.status, good.stdout.includes("签名有效")]).toEqual([0, true]);
    const bad = await crossfoot("verify", path, "--public-key", join(folder, "stranger.pem"));
    expect([bad.status, bad.stdout.includes("签名不是由所提供的密钥作出的")]).toEqual([1, true]);
    expect((await crossfoot("verify", path)).stdout).toContain("未提供公钥");
  }
});

test("an output folder that another process writes to, or whose journal was changed, is left alone", async () => {
  const folder = emptyFolder();
  const out = join(folder, "out");
  write(folder, { "甲/a.csv": SOUND });
  await crossfoot("check", join(folder, "甲"), "--out", out);
  const lock = await takeLock(out);
  const busy = await crossfoot("check", join(folder, "甲"), "--out", out);
  expect([busy.status, busy.stderr]).toEqual([3, expect.stringContaining("正被另一个 crossfoot 使用")]);
  if ("release" in lock) await lock.release();
  const journal = readFileSync(join(out, "audit.jsonl"), "utf8");
  const forged = journal.replace("a.csv", "b.csv");
  writeFileSync(join(out, "audit.jsonl"), forged);
  const refused = await crossfoot("check", join(folder, "甲"), "--out", out, "--lang", "en");
  expect([refused.status, refused.stderr]).toEqual([3, expect.stringContaining("line 2 was altered")]);
  expect(readFileSync(join(out, "audit.jsonl"), "utf8")).toBe(forged);
});

test("what a file is called cannot repaint the terminal", async () => {
  const folder = emptyFolder();
  write(folder, { "x/\u001b[31m坏\u202e.csv": statement(1) });
  const { stderr } = await crossfoot("check", join(folder, "x"), "--out", join(folder, "out"));
  expect(stderr).toContain("\\u{1b}[31m坏\\u{202e}.csv");
  expect(stderr).not.toContain("\u001b");
  expect(visible("a\rb\nc\td\u009be")).toBe("a\\u{d}b\\u{a}c d\\u{9b}e");
});

test("progress on a terminal is one line that is written over, cut to its width; elsewhere plain lines", () => {
  const shown = (isTTY: boolean): string => {
    let text = "";
    const terminal = new Terminal({ write: (piece) => (text += piece), isTTY, columns: 20 });
    terminal.progress("一二三四五六七八九十一二三");
    terminal.progress("short");
    terminal.line("end");
    return text;
  };
  expect(shown(false)).toBe("一二三四五六七八九十一二三\nshort\nend\n");
  expect(shown(true)).toBe("一二三四五六七八九…\r\u001b[2Kshort\r\u001b[2Kend\n");
  expect(fitted("abc", 10)).toBe("abc");
});

test("help in Chinese, or in English where it or the terminal's language asks for it", async () => {
  const help = async (argv: readonly string[], env: { [name: string]: string }): Promise<string> => {
    let text = "";
    expect(await main(argv, { stdout: { write: (piece) => (text += piece) }, stderr: { write: () => 0 }, env })).toBe(0);
    return text;
  };
  const zh = await help(["--help"], { LANG: "C.UTF-8" });
  for (const words of ["用法：", "命令：", "check [选项]", "核对文件夹或文件"]) expect(zh).toContain(words);
  expect(zh).not.toMatch(/Usage|Options|Commands|default/);
  for (const [argv, env] of [
    [["--help", "--lang", "en"], {}],
    [["--help"], { LANG: "en_GB.UTF-8" }],
    [["--help"], { LC_ALL: "en_US.UTF-8", LANG: "zh_CN.UTF-8" }],
  ] as const)
    expect(await help(argv, env)).toContain("Usage: crossfoot");
  const check = await help(["check", "--help"], {});
  expect(check).toContain("可选 error、warning、never；缺省 error");
  expect(await help(["--version"], {})).toMatch(/^\d+\.\d+\.\d+\n$/);
});
