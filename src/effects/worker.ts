import { Worker as Thread } from "node:worker_threads";
import { newDesk } from "./desk.ts";
import { type Job, TOO_MUCH, type Told } from "./job.ts";

// The program of a process in which submitted files are read and examined: jobs come in, and what they end in goes out.

const [parent = "", megabytes = ""] = process.argv.slice(2);
/** What lies outside V8's heap, which has the limit itself, is unpacked parts: as much again as half of it. */
const MOST = Number(megabytes) * 1.5e6;
const LOOK = 100;

/**
 * Looks from beside, as a job that never ends lets nothing else run here: ends the process when it has grown too large, and
 * when the one that started it is gone.
 */
const WATCH = `
  setInterval(() => {
    if (process.memoryUsage.rss() > ${MOST}) process.kill(process.pid, "${TOO_MUCH}");
    if (process.ppid !== ${Number(parent)}) process.kill(process.pid, "SIGKILL");
  }, ${LOOK});`;
new Thread(WATCH, { eval: true, execArgv: [], resourceLimits: { maxOldGenerationSizeMb: 16 } }).unref();

const tell = (told: Told): void => void process.send?.(told);

// Ctrl-C reaches every process of the terminal; whether work is finished first, the one that started this decides.
process.on("SIGINT", () => {});
process.on("SIGTERM", () => {});
process.on("disconnect", () => process.exit());

const desk = newDesk();
process.on("message", async (job: Job) => tell({ is: "ended", done: await desk(job), resident: process.memoryUsage.rss() }));
tell({ is: "ready" });
