import type { Text } from "../model/text.ts";
import type { Closed } from "./output-folder.ts";
import { STOPS } from "./usage-text.ts";
import { problemText } from "./verify-text.ts";

/** Ends a command with a sentence for the person who asked. 2: asked wrongly; 3: the world would not have it. */
export class Stop extends Error {
  readonly says: readonly Text[];
  readonly status: 2 | 3;

  constructor(status: 2 | 3, ...says: readonly Text[]) {
    super(says[0]?.en ?? "");
    this.status = status;
    this.says = says;
  }
}

/** Ends a command that may not write to its output folder. */
export function refuse(closed: Closed, out: string): never {
  if ("held" in closed) throw new Stop(3, STOPS.held(closed.held.pid, closed.held.host));
  throw new Stop(3, STOPS.tampered(out, problemText(closed.problems[0] ?? { kind: "empty" })));
}
