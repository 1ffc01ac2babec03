import { generateKeyPairSync } from "node:crypto";
import { expect, test } from "vitest";
import { checkpointText, readCheckpoint, signatureOf, signingKey, verifierLine, verifyingKey } from "../../src/effects/checkpoint.ts";

const ROOT = Buffer.alloc(32, 7);
const LAST = Buffer.alloc(32, 9);
const checkpoint = { origin: "crossfoot/journal/ab", size: 12, root: ROOT, last: LAST };
const pair = (): { secret: string; open: string } => {
  const { privateKey, publicKey } = generateKeyPairSync("ed25519");
  return {
    secret: privateKey.export({ type: "pkcs8", format: "pem" }).toString(),
    open: publicKey.export({ type: "spki", format: "pem" }).toString(),
  };
};

test("an unsigned checkpoint is the body alone: name, size, root, last line", () => {
  const text = checkpointText(checkpoint, null);
  expect(text).toBe(`crossfoot/journal/ab\n12\n${ROOT.toString("base64")}\nlast-line ${LAST.toString("base64")}\n`);
  expect(readCheckpoint(Buffer.from(text))).toMatchObject({ ...checkpoint, signatures: [] });
});

test("a signed checkpoint is a signed note that holds under its key and no other", () => {
  const own = pair();
  const signer = signingKey(own.secret)!;
  const text = checkpointText(checkpoint, signer);
  expect(text.split("\n\n")[1]).toMatch(/^— crossfoot [A-Za-z0-9+/]{91}=\n$/);
  const read = readCheckpoint(Buffer.from(text))!;
  expect(signatureOf(read, verifyingKey(own.open)!)).toBe("valid");
  expect(signatureOf(read, verifyingKey(verifierLine(signer))!)).toBe("valid");
  expect(signatureOf(read, verifyingKey(pair().open)!)).toBe("other-key");
  const larger = readCheckpoint(Buffer.from(text.replace("\n12\n", "\n13\n")))!;
  expect(signatureOf(larger, verifyingKey(own.open)!)).toBe("invalid");
  expect(signatureOf(readCheckpoint(Buffer.from(checkpointText(checkpoint, null)))!, signer)).toBe("absent");
});

test("reads the published key of a public log, whose id is made of name and key", () => {
  const line = "sum.golang.org+033de0ae+Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8";
  expect(verifierLine(verifyingKey(line)!)).toBe(line);
  expect(verifyingKey(line.replace("033de0ae", "033de0af"))).toBeUndefined();
  expect(verifyingKey("no key at all")).toBeUndefined();
  expect(signingKey("no key at all")).toBeUndefined();
});

test("refuses what is no checkpoint", () => {
  const good = checkpointText(checkpoint, null);
  for (const bad of [
    "",
    good.slice(0, -1),
    good.replace("12", "012"),
    good.replace("12", "-1"),
    good.replace("12", "1e3"),
    good.replace(ROOT.toString("base64"), "AAAA"),
    `${good}\nnot a signature\n`,
    `${good}\n`,
  ])
    expect(readCheckpoint(Buffer.from(bad)), JSON.stringify(bad)).toBeUndefined();
  expect(readCheckpoint(Buffer.from([0xff, 0xfe, 0x0a]))).toBeUndefined();
});
