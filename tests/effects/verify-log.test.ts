import { generateKeyPairSync } from "node:crypto";
import { expect, test } from "vitest";
import { Chain } from "../../src/effects/audit-log.ts";
import { signingKey } from "../../src/effects/checkpoint.ts";
import { lineHash } from "../../src/effects/merkle.ts";
import { type Problem, verifyLog } from "../../src/effects/verify-log.ts";

const LINES = 7;

/** A log of a few lines with Chinese in them, and the checkpoint that seals it. */
function sample(lines = LINES, word = "资料"): { log: Buffer; checkpoint: Buffer; chain: Chain } {
  const chain = new Chain();
  const parts: Buffer[] = [];
  for (let line = 0; line < lines; line++) {
    const time = new Date(1_700_000_000_000 + line);
    parts.push(chain.next("withdrawn", { entry: `${word}${line}`, source: `/收件/${word}${line}` }, time), Buffer.from("\n"));
  }
  return { log: Buffer.concat(parts), checkpoint: Buffer.from(chain.checkpoint("journal", null)), chain };
}

const problems = (log: Buffer, checkpoint: Buffer | undefined): readonly Problem[] => verifyLog("journal", log, checkpoint, null).problems;
const lineAt = (log: Buffer, at: number): number => log.subarray(0, at).filter((byte) => byte === 10).length + 1;

test("a log as it was written has no problem, and says what it can and cannot prove", () => {
  const { log, checkpoint, chain } = sample();
  const verdict = verifyLog("journal", log, checkpoint, null);
  expect(verdict.problems).toEqual([]);
  expect(verdict.signature).toBe("absent");
  expect(verdict.head).toEqual(chain.head);
  expect(verdict.sealed).toEqual(chain.head);
});

test("every single byte, changed in several ways, is reported as its line altered and nothing else", () => {
  const { log, checkpoint } = sample();
  for (let at = 0; at < log.length; at++) {
    const line = lineAt(log, at);
    for (const byte of new Set([log[at]! ^ 1, log[at]! ^ 0x80, 10, 0x20])) {
      if (byte === log[at]) continue;
      const changed = Buffer.from(log);
      changed[at] = byte;
      const found = problems(changed, checkpoint);
      // A line feed put into a line makes two broken ones of it; of the last line, the second looks like one cut short.
      const lines = byte === 10 ? [line, line + 1] : [line];
      expect(found, `byte ${at} → ${byte}`).toContainEqual({ kind: "altered", line });
      expect(
        found.every(
          (problem) => (problem.kind === "altered" && lines.includes(problem.line)) || (problem.kind === "torn" && lines.length === 2),
        ),
        `byte ${at} → ${byte}: ${JSON.stringify(found)}`,
      ).toBe(true);
    }
  }
});

test("several lines altered are all named", () => {
  const { log, checkpoint } = sample();
  const text = log.toString().replace("资料2", "资料X").replace("资料3", "资料Y").replace("资料6", "资料Z");
  expect(problems(Buffer.from(text), checkpoint)).toEqual([
    { kind: "altered", line: 3 },
    { kind: "altered", line: 4 },
    { kind: "altered", line: 7 },
  ]);
});

test("a cut end is told from altered and from rewritten, at every length", () => {
  const { log, checkpoint } = sample();
  for (let length = 1; length < log.length; length++) {
    const cut = log.subarray(0, length);
    const whole = cut.filter((byte) => byte === 10).length;
    const found = problems(cut, checkpoint);
    expect(found).toContainEqual({ kind: "shorter", lines: whole, size: LINES });
    expect(found.every(({ kind }) => kind === "shorter" || kind === "torn")).toBe(true);
  }
  expect(problems(Buffer.alloc(0), checkpoint)).toEqual([{ kind: "empty" }]);
});

test("lines after the checkpoint are told, whether or not they chain", () => {
  const { log, checkpoint, chain } = sample();
  const more = chain.next("withdrawn", { entry: "later", source: "/later" }, new Date(0));
  expect(problems(Buffer.concat([log, more, Buffer.from("\n")]), checkpoint)).toEqual([{ kind: "longer", lines: LINES + 1, size: LINES }]);
  const longer = { kind: "longer", lines: LINES + 1, size: LINES };
  const added = (text: string, to = log): readonly Problem[] => problems(Buffer.concat([to, Buffer.from(text)]), checkpoint);
  expect(added("{}\n")).toEqual([{ kind: "altered", line: LINES + 1 }, longer]);
  expect(added("words\n")).toEqual([longer, { kind: "torn", line: LINES + 1 }]);
  expect(added("a piece with no end")).toEqual([{ kind: "torn", line: LINES + 1 }]);
  const changed = Buffer.from(log.toString().replace("资料2", "资料X"));
  expect(added("{}\n", changed)).toEqual([{ kind: "altered", line: 3 }, { kind: "altered", line: LINES + 1 }, longer]);
});

test("a log rewritten from some line on, its chain made good, has another root", () => {
  const { log, checkpoint } = sample();
  const forged = sample(LINES, "伪造");
  expect(problems(forged.log, checkpoint)).toEqual([{ kind: "rewritten" }]);
  const lines = log.toString().split("\n").slice(0, 4);
  const chain = new Chain();
  for (const line of lines) chain.add(Buffer.from(line));
  for (let line = 4; line < LINES; line++) lines.push(chain.next("withdrawn", { entry: "x", source: "y" }, new Date(0)).toString());
  expect(problems(Buffer.from(`${lines.join("\n")}\n`), checkpoint)).toEqual([{ kind: "rewritten" }]);
});

test("a line taken out is a gap, a line put in or two lines exchanged are altered", () => {
  const { log, checkpoint } = sample();
  const lines = log.toString().trimEnd().split("\n");
  const joined = (some: readonly string[]): Buffer => Buffer.from(`${some.join("\n")}\n`);
  expect(problems(joined(lines.toSpliced(4, 1)), checkpoint)).toEqual([{ kind: "gap", line: 5, missing: 1 }]);
  expect(problems(joined(lines.toSpliced(2, 3)), checkpoint)).toEqual([{ kind: "gap", line: 3, missing: 3 }]);
  expect(problems(joined(lines.toSpliced(4, 0, lines[4]!)), checkpoint)[0]).toEqual({ kind: "altered", line: 6 });
  const exchanged = problems(joined(lines.toSpliced(4, 2, lines[5]!, lines[4]!)), checkpoint);
  expect(exchanged.length).toBeGreaterThan(0);
  expect(exchanged.every(({ kind }) => kind === "altered" || kind === "gap")).toBe(true);
});

test("every byte of the checkpoint counts", () => {
  const { log, checkpoint } = sample();
  for (let at = 0; at < checkpoint.length; at++) {
    const changed = Buffer.from(checkpoint);
    changed[at] = changed[at]! ^ 1;
    expect(problems(log, changed).length, `byte ${at}`).toBeGreaterThan(0);
  }
  expect(problems(log, undefined)).toEqual([{ kind: "no-checkpoint" }]);
  expect(problems(log, sample(LINES, "别的").checkpoint)).toEqual([{ kind: "rewritten" }]);
  expect(verifyLog("submission", log, checkpoint, null).problems).toEqual([{ kind: "bad-checkpoint" }]);
});

test("with a public key, only a checkpoint signed with its key will do", () => {
  const key = (): string => generateKeyPairSync("ed25519").privateKey.export({ type: "pkcs8", format: "pem" }).toString();
  const own = signingKey(key())!;
  const other = signingKey(key())!;
  const { log, checkpoint, chain } = sample();
  const signed = Buffer.from(chain.checkpoint("journal", own));
  expect(verifyLog("journal", log, signed, own)).toMatchObject({ problems: [], signature: "valid" });
  expect(verifyLog("journal", log, signed, null)).toMatchObject({ problems: [], signature: "unchecked" });
  expect(verifyLog("journal", log, signed, other).problems).toEqual([{ kind: "bad-signature", signature: "other-key" }]);
  expect(verifyLog("journal", log, checkpoint, own).problems).toEqual([{ kind: "bad-signature", signature: "absent" }]);
  const text = signed.toString().split("\n");
  text[5] = text[5]!.replace(/.(?=.{10}$)/, (mark) => (mark === "A" ? "B" : "A"));
  expect(verifyLog("journal", log, Buffer.from(text.join("\n")), own).problems).toEqual([{ kind: "bad-signature", signature: "invalid" }]);
});

test("a forged log under a checkpoint of its own is caught by the signature alone", () => {
  const own = signingKey(generateKeyPairSync("ed25519").privateKey.export({ type: "pkcs8", format: "pem" }).toString())!;
  const forged = sample(LINES, "伪造");
  expect(verifyLog("journal", forged.log, forged.checkpoint, null).problems).toEqual([]);
  expect(verifyLog("journal", forged.log, forged.checkpoint, own).problems).toEqual([{ kind: "bad-signature", signature: "absent" }]);
});

test("a line cut short by a crash is accepted where the next line owns up to it, and only with the bytes it had", () => {
  const { log, chain } = sample(4);
  const torn = Buffer.from('{"seq":5,"time":"20');
  const after = chain.last;
  chain.add(torn);
  const repair = chain.next(
    "log-repaired",
    { after, torn: [{ line: 5, bytes: torn.length, hash: lineHash(torn).toString("hex") }] },
    new Date(0),
  );
  const more = chain.next("withdrawn", { entry: "x", source: "y" }, new Date(0));
  const feed = Buffer.from("\n");
  const whole = Buffer.concat([log, torn, feed, repair, feed, more, feed]);
  const checkpoint = Buffer.from(chain.checkpoint("journal", null));
  expect(problems(whole, checkpoint)).toEqual([]);
  for (let at = 0; at < whole.length; at++) {
    const changed = Buffer.from(whole);
    changed[at] = changed[at]! ^ 1;
    const found = problems(changed, checkpoint);
    expect(found, `byte ${at}`).toContainEqual({ kind: "altered", line: lineAt(whole, at) });
    // Where the repair itself can no longer be read, the line that it owned up to is named with it.
    expect(found.every((problem) => problem.kind === "altered" && [lineAt(whole, at), 5].includes(problem.line))).toBe(true);
  }
});
