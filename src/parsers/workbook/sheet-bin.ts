/** Records of a worksheet part of an `.xlsb` (BrtRowHdr, BrtCellBlank, and the last of those that hold a cell). */
const ROW = 0;
const BLANK_CELL = 1;
const LAST_CELL = 12;

/**
 * A worksheet part without its blank cells and the rows that hold nothing else: a million formatted ones would cost as much
 * as full ones. Bytes that are no sound records come back as they are.
 */
export function withoutBlankCells(part: Uint8Array): Uint8Array {
  const kept = new Uint8Array(part.length);
  let size = 0;
  let row: readonly [from: number, to: number] | undefined;
  const keep = (from: number, to: number): void => {
    kept.set(part.subarray(from, to), size);
    size += to - from;
  };
  for (let at = 0; at < part.length; ) {
    const start = at;
    let type = part[at++]!;
    if (type & 0x80) type = (type & 0x7f) | ((part[at++] ?? 0) << 7);
    let length = 0;
    for (let byte = 0; byte < 4; byte += 1) {
      const next = part[at++] ?? 0;
      length |= (next & 0x7f) << (7 * byte);
      if (!(next & 0x80)) break;
    }
    at += length;
    if (at > part.length) return part;
    if (type === BLANK_CELL) continue;
    if (type === ROW) {
      row = [start, at];
      continue;
    }
    // What is not a cell ends the rows: nothing of an empty last one is kept.
    if (row && type <= LAST_CELL) keep(...row);
    row = undefined;
    keep(start, at);
  }
  return kept.slice(0, size);
}
