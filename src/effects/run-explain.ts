import type { Asked } from "./asked.ts";
import { statusOf } from "./disk.ts";
import { explanation, findingsWith } from "./explain.ts";
import { Stop } from "./stop.ts";
import { type Streams, Terminal, visible } from "./terminal.ts";
import { STOPS } from "./usage-text.ts";

/** `crossfoot explain`: gives its exit status. */
export async function runExplain(id: string, asked: Asked, streams: Streams): Promise<number> {
  const language = asked.lang ?? "zh-CN";
  if ((await statusOf(asked.out, true))?.kind !== "folder") throw new Stop(2, STOPS.missing(asked.out));
  const { found, damaged } = await findingsWith(asked.out, id);
  const terminal = new Terminal(streams.stderr);
  for (const path of damaged) terminal.line(STOPS.damaged(path)[language]);
  if (found.length === 0) throw new Stop(damaged.length > 0 ? 3 : 2, STOPS.noFinding(id, asked.out, "explain"));
  const texts = found.map((each) => explanation(each, language).map(visible).join("\n"));
  streams.stdout.write(`${texts.join("\n\n")}\n`);
  return 0;
}
