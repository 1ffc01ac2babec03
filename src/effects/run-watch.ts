import { resolve } from "node:path";
import { type Asked, withSettings } from "./asked.ts";
import type { Settings } from "./examine-submission.ts";
import { LiveView } from "./live-view.ts";
import { refuse, Stop } from "./stop.ts";
import { type Streams, Terminal } from "./terminal.ts";
import { STOPS } from "./usage-text.ts";
import { watch } from "./watch.ts";
import type { WatchEvent } from "./watch-event.ts";
import { stoppedJson, watchJson } from "./watch-json.ts";
import { longFileLine, stoppedLine, watchLine } from "./watch-text.ts";

/** Pause before what the system would not do is tried again, in milliseconds. */
const RETRY = 5000;
const TICK = 1000;
/** Seconds after which a file that is still being read gets a line of its own where nobody watches; then twice that, and so on. */
const FIRST_WORD = 10;

/** `crossfoot watch`: gives its exit status once it is told to end. */
export const runWatch = (inbox: string, asked: Asked, streams: Streams): Promise<number> =>
  withSettings(asked, streams, (settings) => watched(inbox, asked, streams, settings));

/** Tells what a watcher does: lines for people on stderr, with a live view at their end on a terminal; JSON for programs on stdout. */
function teller(asked: Asked, { stderr, stdout }: Streams, { language, now }: Settings) {
  const terminal = new Terminal(stderr);
  const view = new LiveView();
  const show = (): void => terminal.block(view.lines(language, performance.now()));
  let word = FIRST_WORD;
  const ticking = setInterval(() => {
    show();
    const longest = view.longest(performance.now());
    if (!longest || longest.seconds < FIRST_WORD) word = FIRST_WORD;
    else if (!terminal.isLive && longest.seconds >= word) {
      terminal.line(longFileLine(longest, language));
      word *= 2;
    }
  }, TICK);
  const hear = (event: WatchEvent): void => {
    view.hear(event, performance.now());
    if (asked.json) stdout.write(`${JSON.stringify(watchJson(event, now()))}\n`);
    if (event.is !== "file" || !terminal.isLive) terminal.line(watchLine(event, language));
    if (event.is === "examined" && event.result.fault !== null) terminal.lines(STOPS.fault(event.result.fault)[language]);
    show();
  };
  const end = (): void => {
    clearInterval(ticking);
    terminal.done();
  };
  return { terminal, hear, end };
}

async function watched(inbox: string, asked: Asked, streams: Streams, settings: Settings): Promise<number> {
  const { terminal, hear, end } = teller(asked, streams, settings);
  const watching = watch({
    ...settings,
    inbox: resolve(inbox),
    out: resolve(asked.out),
    quiet: asked.quietTime * 1000,
    poll: asked.poll ?? false,
    concurrency: asked.concurrency,
    retry: RETRY,
    stop: streams.stop ?? new AbortController().signal,
    onEvent: hear,
  });
  const result = await watching.finally(end);
  switch (result.is) {
    case "closed":
      return refuse(result.closed, asked.out);
    case "no-inbox":
      throw new Stop(2, STOPS.inbox(inbox));
    case "inbox-in-output":
      throw new Stop(2, STOPS.nested);
    case "stopped":
      if (asked.json) streams.stdout.write(`${JSON.stringify(stoppedJson(result.counts, settings.now()))}\n`);
      terminal.line(stoppedLine(result.counts, settings.language));
      return 0;
  }
}
