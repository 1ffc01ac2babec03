import type { Text } from "../model/text.ts";

/** Why bytes could not be unpacked or parsed. Returned, never thrown. */
export interface Fault {
  readonly fault: "damaged" | "encrypted" | "too-large";
  readonly why: Text;
}

export const damaged = (zh: string, en: string): Fault => ({ fault: "damaged", why: { "zh-CN": zh, en } });
export const tooLarge = (zh: string, en: string): Fault => ({ fault: "too-large", why: { "zh-CN": zh, en } });

export const isFault = (value: unknown): value is Fault => typeof value === "object" && value !== null && "fault" in value;
