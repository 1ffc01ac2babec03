import { join, resolve } from "node:path";
import type { Summary } from "../model/examination.ts";
import type { Finding, Severity } from "../model/finding.ts";
import { resolved, statusOf } from "./disk.ts";
import { receive, type Settings } from "./examine-submission.ts";
import { submissionsIn } from "./intake.ts";
import { type Closed, type Outcome, OutputFolder } from "./output-folder.ts";

export interface CheckOptions extends Settings {
  readonly out: string;
  readonly stop?: AbortSignal;
  /** Hears of each file before it is read. */
  readonly onFile: (submission: string, path: string, number: number, of: number) => void;
  readonly onSubmission: (result: CheckedSubmission) => void;
}

/** What became of one submission, small enough to keep for a summary of thousands. */
export interface CheckedSubmission {
  readonly name: string;
  /** Absolute path of its outputs; null where there are none. */
  readonly folder: string | null;
  readonly identity: string;
  readonly state: "published" | "failed";
  readonly summary: Summary | null;
  /** The worst findings, one a cause, three at most. */
  readonly worst: readonly Finding[];
  /** Of `failed`: what went wrong in our own code. */
  readonly fault: string | null;
}

export type CheckResult =
  | { readonly is: "done"; readonly submissions: readonly CheckedSubmission[]; readonly stopped: boolean }
  | { readonly is: "missing"; readonly paths: readonly string[] }
  | { readonly is: "closed"; readonly closed: Closed };

/** What there is to say of a submission once it has been dealt with. `out` is the folder of all outputs. */
export function resultOf(out: string, outcome: Outcome): CheckedSubmission {
  const { placed } = outcome;
  const { name, identity } = placed.received;
  if (outcome.is === "failed") {
    const fault = outcome.fault instanceof Error ? (outcome.fault.stack ?? outcome.fault.message) : String(outcome.fault);
    return { name, folder: null, identity, state: "failed", summary: null, worst: [], fault };
  }
  const { summary, worst } = outcome.examined;
  return { name, folder: join(out, placed.folder), identity, state: "published", summary, worst, fault: null };
}

/** Examines everything behind the paths asked for, one submission after another, and publishes the outputs of each. */
export async function check(paths: readonly string[], options: CheckOptions): Promise<CheckResult> {
  const missing = [];
  for (const path of paths) if (!(await statusOf(path, true))) missing.push(path);
  if (missing.length > 0) return { is: "missing", paths: missing };
  const out = await OutputFolder.open(options.out, "check", options);
  if (!(out instanceof OutputFolder)) return { is: "closed", closed: out };
  const results: CheckedSubmission[] = [];
  const seen = new Set<string>();
  try {
    for (const path of paths) {
      for (const submission of await submissionsIn(resolve(path), out.path)) {
        if (options.stop?.aborted) return { is: "done", submissions: results, stopped: true };
        // One place asked for twice is one submission.
        const place = (await resolved(submission.source)) ?? submission.source;
        if (seen.has(place)) continue;
        seen.add(place);
        const { name } = submission;
        const received = await receive(submission);
        const placed = await out.receive(received, false);
        const outcome = await out.examine(placed, (file, number, of) => options.onFile(name, file, number, of));
        results.push(resultOf(out.path, outcome));
        options.onSubmission(results.at(-1)!);
      }
    }
  } finally {
    await out.close();
  }
  return { is: "done", submissions: results, stopped: false };
}

/** Nothing was in it: its one finding says so. */
export const isEmpty = ({ summary }: CheckedSubmission): boolean => summary?.documents.arrived === 0;

/**
 * Exit status: 3 where something could not be examined, 1 where there is a finding at or above `failOn`, else 0.
 * The highest holds.
 */
export function statusFor(submissions: readonly CheckedSubmission[], failOn: Severity | "never"): 0 | 1 | 3 {
  const isWhole = (each: CheckedSubmission): boolean =>
    each.state === "published" && each.summary?.documents.refused === 0 && !isEmpty(each);
  if (submissions.length === 0 || !submissions.every(isWhole)) return 3;
  const counted: readonly Severity[] = failOn === "never" ? [] : failOn === "error" ? ["error"] : ["error", "warning"];
  return submissions.some(({ summary }) => counted.some((severity) => (summary?.findings[severity] ?? 0) > 0)) ? 1 : 0;
}
