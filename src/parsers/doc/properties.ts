/** Receives one property: its code and its operand without a count of bytes before it. */
export type Property = (code: number, operand: Uint8Array) => void;

const TABLE_DEFINITIONS = new Set([0xd608, 0xd606]);
const TAB_STOPS = 0xc615;
/** Length of an operand by the three highest bits of its code; 6 says that it stands before the operand. */
const LENGTHS = [1, 1, 2, 4, 2, 2, undefined, 3] as const;

/** Goes through a list of properties (a grpprl of sprms). One that is cut short ends it. */
export function properties(list: Uint8Array, property: Property): void {
  let at = 0;
  while (at + 2 <= list.length) {
    const code = (list[at] ?? 0) | ((list[at + 1] ?? 0) << 8);
    at += 2;
    let length: number | undefined = LENGTHS[(code >> 13) as 0 | 1 | 2 | 3 | 4 | 5 | 6 | 7]; // Three bits.
    if (length === undefined) {
      const first = list[at] ?? 0;
      if (TABLE_DEFINITIONS.has(code)) {
        // A count of two bytes, one too high.
        length = (first | ((list[at + 1] ?? 0) << 8)) - 1;
        at += 2;
      } else {
        at += 1;
        length = code === TAB_STOPS && first === 255 ? tabStops(list, at) : first;
      }
    }
    if (length < 0 || at + length > list.length) return;
    property(code, list.subarray(at, at + length));
    at += length;
  }
}

/** Tab stops taken away (two numbers each) and put there (a number and a byte), where they are too many for a count. */
function tabStops(list: Uint8Array, at: number): number {
  const taken = 1 + (list[at] ?? 0) * 4;
  return taken + 1 + (list[at + taken] ?? 0) * 3;
}
