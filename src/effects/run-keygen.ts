import { generateKeyPairSync } from "node:crypto";
import type { Asked } from "./asked.ts";
import { verifierLine } from "./checkpoint.ts";
import { statusOf, writeNew } from "./disk.ts";
import { Stop } from "./stop.ts";
import { type Streams, Terminal } from "./terminal.ts";
import { STOPS } from "./usage-text.ts";

const OWN_ONLY = 0o600;

/** `crossfoot keygen`: an Ed25519 pair as `<name>.key.pem`, which only its owner may read, and `<name>.pub.pem`. Overwrites nothing. */
export async function runKeygen(name: string, asked: Asked, streams: Streams): Promise<number> {
  const secret = `${name}.key.pem`;
  const open = `${name}.pub.pem`;
  for (const path of [secret, open]) if (await statusOf(path)) throw new Stop(2, STOPS.exists(path));
  const { privateKey, publicKey } = generateKeyPairSync("ed25519");
  await writeNew(secret, privateKey.export({ type: "pkcs8", format: "pem" }), OWN_ONLY);
  await writeNew(open, publicKey.export({ type: "spki", format: "pem" }));
  new Terminal(streams.stderr).lines(STOPS.keys(secret, open)[asked.lang ?? "zh-CN"]);
  streams.stdout.write(`${verifierLine({ name: "crossfoot", key: publicKey })}\n`);
  return 0;
}
