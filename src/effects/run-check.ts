import { resolve } from "node:path";
import { VERSION } from "../model/version.ts";
import { type Asked, withSettings } from "./asked.ts";
import { check, statusFor } from "./check.ts";
import type { Settings } from "./examine-submission.ts";
import { refuse, Stop } from "./stop.ts";
import { submissionLine, summaryLines } from "./summary-text.ts";
import { type Streams, Terminal } from "./terminal.ts";
import { STOPS } from "./usage-text.ts";

/** `crossfoot check`: gives its exit status. */
export const runCheck = (paths: readonly string[], asked: Asked, streams: Streams): Promise<number> =>
  withSettings(asked, streams, (settings) => checked(paths, asked, streams, settings));

async function checked(paths: readonly string[], asked: Asked, streams: Streams, settings: Settings): Promise<number> {
  const { language } = settings;
  const terminal = new Terminal(streams.stderr);
  const result = await check(paths, {
    ...settings,
    out: resolve(asked.out),
    ...(streams.stop ? { stop: streams.stop } : {}),
    onFile: (name, path, number, of) => terminal.progress(`${name} [${number}/${of}] ${path}`),
    onSubmission: (done) => terminal.line(submissionLine(done, language)),
  });
  if (result.is === "missing") throw new Stop(2, ...result.paths.map(STOPS.missing));
  if (result.is === "closed") return refuse(result.closed, asked.out);
  terminal.line();
  for (const { fault } of result.submissions)
    if (fault !== null) for (const line of STOPS.fault(fault)[language].split("\n")) terminal.line(line);
  for (const line of summaryLines(result.submissions, language)) terminal.line(line);
  if (result.stopped) terminal.line(STOPS.stopped[language]);
  const status = result.stopped ? 3 : statusFor(result.submissions, asked.failOn);
  if (asked.json) {
    const submissions = result.submissions.map(({ name, folder, identity, state, summary, worst }) => ({
      submission: name,
      state,
      identity,
      folder,
      report: folder === null ? null : resolve(folder, "report.html"),
      summary,
      worst: worst.map(({ id, code, severity, message, at }) => ({ id, code, severity, message, at })),
    }));
    streams.stdout.write(`${JSON.stringify({ tool: { name: "crossfoot", version: VERSION }, status, submissions }, null, 2)}\n`);
  }
  return status;
}
