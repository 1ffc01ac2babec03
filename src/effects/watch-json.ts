import { join } from "node:path";
import { z } from "zod";
import type { Payloads } from "../model/event.ts";
import { systemText } from "./system-text.ts";
import type { WatchEvent } from "./watch-event.ts";

// The one source of the shape of `watch --json`: the types are inferred from here, and docs/schemas is printed from here.

const time = z.string().describe("When, by this machine's clock: ISO 8601, UTC.");
const name = z.string().describe("The submission, as it is called in the inbox.");
const count = z.int().min(0);
const bySeverity = z.strictObject({ error: count, warning: count, info: count });
const text = z.strictObject({ "zh-CN": z.string(), en: z.string() });
const what = z.enum(["inbox", "events", "output", "submission", "clock"]);

/** One line of `crossfoot watch --json`, by its `event`. */
export const watchLineSchema = z
  .discriminatedUnion("event", [
    z.strictObject({ event: z.literal("watching"), time, inbox: z.string(), output: z.string() }),
    z.strictObject({ event: z.literal("arrived"), time, name }).describe("Seen for the first time; it waits until it stands still."),
    z.strictObject({ event: z.literal("unsettled"), time, name }).describe("Changed while it was read; it waits on."),
    z.strictObject({ event: z.literal("withdrawn"), time, name }).describe("Taken away before it was taken."),
    z
      .strictObject({ event: z.literal("received"), time, name, files: count, version: count })
      .describe("Archived: from here on it is finished whatever happens."),
    z.strictObject({ event: z.literal("resumed"), time, name }).describe("Received by an earlier run and not finished then."),
    z.strictObject({ event: z.literal("reading"), time, name, path: z.string(), number: count, of: count }),
    z
      .strictObject({ event: z.literal("received-again"), time, name, folder: z.string() })
      .describe("The same bytes as in `folder`, which is not examined again."),
    z.strictObject({
      event: z.literal("published"),
      time,
      name,
      identity: z.string().describe("SHA-256 of the submission's content."),
      folder: z.string().describe("Absolute path of its outputs."),
      report: z.string().describe("Absolute path of its report.html."),
      documents: z.strictObject({ arrived: count, read: count, refused: count }),
      findings: bySeverity,
      causes: bySeverity.describe("Distinct causes, each by the severity of its worst finding."),
    }),
    z
      .strictObject({ event: z.literal("failed"), time, name, identity: z.string(), reason: z.string() })
      .describe("Not examined, through a fault of crossfoot; `reason` is for its maintainers."),
    z
      .strictObject({ event: z.literal("trouble"), time, what, name: z.string(), code: z.string(), message: text, detail: z.string() })
      .describe("The system will not have it for now; it is tried again until it works. `code` is the system's, such as ENOSPC."),
    z.strictObject({ event: z.literal("recovered"), time, what, name: z.string() }),
    z.strictObject({ event: z.literal("stopping"), time, waiting: count }),
    z.strictObject({ event: z.literal("stopped"), time, published: count, again: count, failed: count }),
  ])
  .meta({ title: "crossfoot watch --json", description: "One JSON object a line on stdout, as things happen." });

export type WatchLine = z.infer<typeof watchLineSchema>;

/** The line for an event. */
export function watchJson(event: WatchEvent, at: Date): WatchLine {
  const time = at.toISOString();
  switch (event.is) {
    case "watching":
      return { event: "watching", time, inbox: event.inbox, output: event.out };
    case "received":
      return { event: "received", time, name: event.name, files: event.files, version: event.version };
    case "file":
      return { event: "reading", time, name: event.name, path: event.path, number: event.number, of: event.of };
    case "again":
      return { event: "received-again", time, name: event.name, folder: event.folder };
    case "examined": {
      const { name, identity, folder, summary, fault } = event.result;
      if (folder === null || summary === null) return { event: "failed", time, name, identity, reason: fault ?? "" };
      const { documents, findings, causes } = summary;
      return { event: "published", time, name, identity, folder, report: join(folder, "report.html"), documents, findings, causes };
    }
    case "trouble": {
      const { what, name, code, detail } = event;
      return { event: "trouble", time, what, name, code, message: systemText(code, what), detail };
    }
    case "recovered":
      return { event: "recovered", time, what: event.what, name: event.name };
    case "stopping":
      return { event: "stopping", time, waiting: event.waiting };
    default:
      return { event: event.is, time, name: event.name };
  }
}

/** The last line. */
export const stoppedJson = ({ published, again, failed }: Payloads["run-finished"], at: Date): WatchLine => ({
  event: "stopped",
  time: at.toISOString(),
  published,
  again,
  failed,
});
