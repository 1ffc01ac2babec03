import { generateKeyPairSync } from "node:crypto";
import { appendFileSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { type NoteKey, signingKey } from "../../src/effects/checkpoint.ts";
import { Journal } from "../../src/effects/journal.ts";
import { verifyLog } from "../../src/effects/verify-log.ts";
import { emptyFolder, eventsOf } from "./support.ts";

const now = (): Date => new Date(1_700_000_000_000);

async function opened(folder: string, key: NoteKey | null = null): Promise<Journal> {
  const result = await Journal.open(folder, key, now);
  if ("problems" in result) throw new Error(JSON.stringify(result.problems));
  return result.journal;
}

async function journalOf(folder: string, entries: number): Promise<void> {
  const journal = await opened(folder);
  for (let entry = 0; entry < entries; entry++) await journal.append("withdrawn", { entry: `资料${entry}`, source: "/收件" });
  await journal.seal();
  await journal.close();
}

const verified = (folder: string): ReturnType<typeof verifyLog> =>
  verifyLog("journal", readFileSync(join(folder, "audit.jsonl")), readFileSync(join(folder, "checkpoint.txt")), null);

test("goes on where it left off: one chain over any number of runs", async () => {
  const folder = emptyFolder();
  for (let run = 0; run < 3; run++) await journalOf(folder, 2);
  expect(verified(folder).problems).toEqual([]);
  expect(eventsOf(join(folder, "audit.jsonl")).map(({ seq }) => seq)).toEqual([1, 2, 3, 4, 5, 6]);
});

test("a line cut short at any byte is ended and owned up to, and no byte of it is taken away", async () => {
  const folder = emptyFolder();
  const path = join(folder, "audit.jsonl");
  await journalOf(folder, 3);
  const sealed = readFileSync(path);
  const line = readFileSync(path, "utf8").split("\n")[2]!.replace('"seq":3', '"seq":4');
  for (const length of [1, 7, 30, line.length - 1]) {
    const torn = line.slice(0, length);
    writeFileSync(path, Buffer.concat([sealed, Buffer.from(torn)]));
    await journalOf(folder, 1);
    expect(verified(folder).problems).toEqual([]);
    expect(readFileSync(path, "utf8").startsWith(sealed.toString() + torn)).toBe(true);
    const [repair] = eventsOf(path).filter(({ type }) => type === "log-repaired");
    expect(repair).toMatchObject({ seq: 5, payload: { torn: [{ line: 4, bytes: Buffer.byteLength(torn) }] } });
    writeFileSync(path, sealed);
    rmSync(join(folder, "checkpoint.txt"));
    const again = await opened(folder);
    await again.seal();
    await again.close();
  }
});

test("a last line that lacks nothing but its end is kept as the event it is", async () => {
  const folder = emptyFolder();
  const path = join(folder, "audit.jsonl");
  await journalOf(folder, 2);
  const journal = await opened(folder);
  await journal.append("withdrawn", { entry: "whole", source: "/" });
  await journal.close();
  writeFileSync(path, readFileSync(path).subarray(0, -1));
  await journalOf(folder, 1);
  expect(verified(folder).problems).toEqual([]);
  expect(eventsOf(path).map(({ seq, type }) => `${seq} ${type}`)).toEqual([
    "1 withdrawn",
    "2 withdrawn",
    "3 withdrawn",
    "4 log-repaired",
    "5 withdrawn",
  ]);
});

test("a crash while it owns up to a crash is owned up to as well", async () => {
  const folder = emptyFolder();
  const path = join(folder, "audit.jsonl");
  await journalOf(folder, 2);
  appendFileSync(path, '{"seq":3,"time":\n{"seq":4,"ti\n{"s');
  await journalOf(folder, 1);
  expect(verified(folder).problems).toEqual([]);
  expect(eventsOf(path).map(({ seq, type }) => `${seq} ${type}`)).toEqual(["1 withdrawn", "2 withdrawn", "6 log-repaired", "7 withdrawn"]);
});

test("whole lines written after the last seal are kept, and sealed by the next", async () => {
  const folder = emptyFolder();
  await journalOf(folder, 2);
  const journal = await opened(folder);
  await journal.append("withdrawn", { entry: "unsealed", source: "/" });
  await journal.close();
  expect(verified(folder).problems).toEqual([{ kind: "longer", lines: 3, size: 2 }]);
  await journalOf(folder, 1);
  expect(verified(folder).problems).toEqual([]);
});

test("a log that was tampered with is not written on", async () => {
  const folder = emptyFolder();
  const path = join(folder, "audit.jsonl");
  await journalOf(folder, 4);
  const sealed = readFileSync(path, "utf8");
  const forged: readonly (readonly [string, string])[] = [
    [sealed.replace("资料1", "资料9"), "altered"],
    [sealed.split("\n").slice(0, 3).join("\n"), "shorter"],
    ["", "empty"],
  ];
  for (const [content, kind] of forged) {
    writeFileSync(path, content);
    const result = await Journal.open(folder, null, now);
    expect("problems" in result && result.problems[0]?.kind).toBe(kind);
    expect(readFileSync(path, "utf8")).toBe(content);
  }
});

test("a key that is new signs from then on; a signature that does not hold stops everything", async () => {
  const folder = emptyFolder();
  const key = signingKey(generateKeyPairSync("ed25519").privateKey.export({ type: "pkcs8", format: "pem" }).toString())!;
  await journalOf(folder, 2);
  const journal = await opened(folder, key);
  await journal.append("withdrawn", { entry: "signed", source: "/" });
  await journal.seal();
  await journal.close();
  const checkpoint = join(folder, "checkpoint.txt");
  const log = readFileSync(join(folder, "audit.jsonl"));
  expect(verifyLog("journal", log, readFileSync(checkpoint), key)).toMatchObject({ problems: [], signature: "valid" });
  const note = readFileSync(checkpoint, "utf8");
  writeFileSync(
    checkpoint,
    note.replace(/.(?=.{12}\n$)/, (mark) => (mark === "A" ? "B" : "A")),
  );
  expect(await Journal.open(folder, key, now)).toEqual({ problems: [{ kind: "bad-signature", signature: "invalid" }] });
});

test("events from several sides at once stand in one chain", async () => {
  const folder = emptyFolder();
  const journal = await opened(folder);
  await Promise.all(Array.from({ length: 20 }, (_, entry) => journal.append("withdrawn", { entry: `${entry}`, source: "/" })));
  await journal.seal();
  await journal.close();
  expect(verified(folder)).toMatchObject({ problems: [], head: { size: 20 } });
});
