import type { Text } from "../../src/model/text.ts";

interface Said {
  /** What it means. */
  readonly means: Text;
  /** What to do. */
  readonly act: Text;
}

/** What the page of a code says beside the example that is really run. */
export interface Explanation extends Said {
  readonly reserved?: never;
  /** Which severity it has, and on what that depends. */
  readonly severity: Text;
  /** What it is not: when it is not reported, and what is reported then. */
  readonly not: Text;
  /** When this version reports it, where no fixture brings it about. */
  readonly unshown?: Text;
}

/** A code whose name is taken but which this version does not report yet. */
export interface Reserved extends Said {
  readonly reserved: true;
}

export const say = (zh: string, en: string): Text => ({ "zh-CN": zh, en });
