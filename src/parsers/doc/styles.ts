import type { Style } from "../word/numbering.ts";
import type { Bytes } from "./bytes.ts";
import type { Extent } from "./header.ts";
import { properties } from "./properties.ts";

/** What styles say that matters to reading: numbers and hidden text. */
export interface Styles {
  /** By the number of the style, in decimal. */
  readonly numbered: ReadonlyMap<string, Style>;
  readonly hides: (style: number) => boolean;
}

const PARAGRAPH = 1;
const CHARACTER = 2;
const NO_BASE = 0xfff;

/** Reads the style sheet. One that is damaged has the styles before the damage. */
export function stylesOf(table: Bytes, { at, length }: Extent): Styles {
  const numbered = new Map<string, Style>();
  const hiding = new Map<number, boolean>();
  const bases = new Map<number, number>();
  if (length > 0 && at + length <= table.length) {
    const end = at + length;
    const header = table.u16(at);
    const count = table.u16(at + 2);
    const fixed = table.u16(at + 4);
    let next = at + 2 + header;
    for (let index = 0; index < count && next + 2 <= end; index += 1) {
      const size = table.u16(next);
      if (next + 2 + size > end) break;
      if (size > 0) readStyle(index, next + 2, fixed);
      next += 2 + size + (size % 2);
    }
  }

  function readStyle(index: number, start: number, fixed: number): void {
    const kind = table.u16(start + 2) & 0xf;
    const base = table.u16(start + 2) >>> 4;
    if (base !== NO_BASE) bases.set(index, base);
    const name = table.u16(start + fixed);
    const lists = start + fixed + 2 + name * 2 + 2;
    const style: Style = base === NO_BASE ? {} : { base: String(base) };
    if (kind === PARAGRAPH) {
      const size = table.u16(lists);
      properties(table.part(lists + 4, Math.max(0, size - 2)), (code, operand) => {
        if (code === 0x460b) style.list = String((operand[0] ?? 0) | ((operand[1] ?? 0) << 8));
        if (code === 0x260a) style.level = operand[0] ?? 0;
      });
      numbered.set(String(index), style);
      hidesIn(index, lists + 2 + size + (size % 2));
    } else if (kind === CHARACTER) hidesIn(index, lists);
  }

  function hidesIn(index: number, start: number): void {
    properties(table.part(start + 2, table.u16(start)), (code, operand) => {
      if (code === 0x083c) hiding.set(index, operand[0] === 1);
    });
  }

  const hides = (style: number): boolean => {
    let index: number | undefined = style;
    for (let steps = 0; index !== undefined && steps < 20; steps += 1) {
      const said = hiding.get(index);
      if (said !== undefined) return said;
      index = bases.get(index);
    }
    return false;
  };
  return { numbered, hides };
}
