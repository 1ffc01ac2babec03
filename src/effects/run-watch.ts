import { resolve } from "node:path";
import { type Asked, withSettings } from "./asked.ts";
import type { Settings } from "./examine-submission.ts";
import { refuse, Stop } from "./stop.ts";
import { type Streams, Terminal } from "./terminal.ts";
import { STOPS } from "./usage-text.ts";
import { watch } from "./watch.ts";
import { watchLine } from "./watch-text.ts";

/** Pause before what the system would not do is tried again, in milliseconds. */
const RETRY = 5000;

/** `crossfoot watch`: gives its exit status once it is told to end. */
export const runWatch = (inbox: string, asked: Asked, streams: Streams): Promise<number> =>
  withSettings(asked, streams, (settings) => watched(inbox, asked, streams, settings));

async function watched(inbox: string, asked: Asked, streams: Streams, settings: Settings): Promise<number> {
  const { language } = settings;
  const terminal = new Terminal(streams.stderr);
  const result = await watch({
    ...settings,
    inbox: resolve(inbox),
    out: resolve(asked.out),
    quiet: asked.quietTime * 1000,
    poll: asked.poll ?? false,
    concurrency: asked.concurrency,
    retry: RETRY,
    stop: streams.stop ?? new AbortController().signal,
    onEvent: (event) => {
      const line = watchLine(event, language);
      if (event.is === "file") terminal.progress(line);
      else terminal.line(line);
      if (event.is === "examined" && event.result.fault !== null) terminal.lines(STOPS.fault(event.result.fault)[language]);
    },
  });
  switch (result.is) {
    case "closed":
      return refuse(result.closed, asked.out);
    case "no-inbox":
      throw new Stop(2, STOPS.inbox(inbox));
    case "inbox-in-output":
      throw new Stop(2, STOPS.nested);
    case "stopped": {
      const { published, again, failed } = result.counts;
      const zh = `已结束：核对 ${published} 份，重复收件 ${again} 份，未能核对 ${failed} 份`;
      terminal.line(language === "zh-CN" ? zh : `Ended: ${published} examined, ${again} received again, ${failed} not examined`);
      return 0;
    }
  }
}
