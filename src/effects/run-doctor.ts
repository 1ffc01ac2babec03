import { VERSION } from "../model/version.ts";
import type { Asked } from "./asked.ts";
import type { Config, Configured } from "./config.ts";
import { type Diagnosis, doctor } from "./doctor.ts";
import { rulePacks } from "./rule-packs.ts";
import { type Streams, Terminal } from "./terminal.ts";
import { Workers } from "./workers.ts";

const MARKS: { readonly [state in Diagnosis["state"]]: string } = { ok: "✓", warning: "▲", error: "■" };

/** `crossfoot doctor`: gives its exit status, 1 where something has to be put right. */
export async function runDoctor(asked: Asked & Configured, config: Config, streams: Streams): Promise<number> {
  const language = asked.lang ?? "zh-CN";
  const workers = streams.workers ?? new Workers({ seconds: asked.timeLimit, megabytes: asked.memoryLimit });
  let diagnoses: readonly Diagnosis[];
  try {
    const loaded = await rulePacks(asked.rules, workers);
    diagnoses = await doctor({
      config,
      inbox: asked.inbox,
      out: asked.out,
      key: asked.key ?? streams.env.CROSSFOOT_KEY,
      poll: asked.poll ?? false,
      now: new Date(),
      rules: "packs" in loaded ? { packs: loaded.packs.length } : loaded,
      node: process.versions.node,
    });
  } finally {
    if (!streams.workers) workers.close();
  }
  const status = diagnoses.some(({ state }) => state === "error") ? 1 : 0;
  if (asked.json) {
    const checks = diagnoses.map(({ id, state, found, next }) => ({ id, state, found, next: next.en === "" ? null : next }));
    streams.stdout.write(`${JSON.stringify({ tool: { name: "crossfoot", version: VERSION }, status, checks }, null, 2)}\n`);
    return status;
  }
  const terminal = new Terminal(streams.stdout);
  for (const { state, found, next } of diagnoses) {
    for (const [index, line] of found[language].split("\n").entries()) terminal.line(`${index === 0 ? MARKS[state] : " "} ${line}`);
    if (next[language] !== "") terminal.line(`  → ${next[language]}`);
  }
  return status;
}
