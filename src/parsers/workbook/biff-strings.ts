/** Flags of a string: two bytes a character, phonetic data behind it, formatting runs behind it. */
const WIDE = 1;
const PHONETIC = 4;
const RICH = 8;

/**
 * Whether the shared strings of an `.xls` are sound: `parts` are the contents of the record and of those that continue it.
 * The library follows lengths wherever they lead, backwards and for ever, so they are walked through before it sees them.
 */
export function areStringsSound(parts: readonly Uint8Array[]): boolean {
  let part = 0;
  let at = 0;
  const left = (): number => (parts[part]?.length ?? 0) - at;
  /** A number of one to four bytes; these never lie across two records. −1 where they do. */
  const number = (size: number): number => {
    if (left() < size) return -1;
    let value = 0;
    for (let byte = size - 1; byte >= 0; byte -= 1) value = value * 256 + parts[part]![at + byte]!;
    at += size;
    return value;
  };
  const skip = (size: number): boolean => {
    let rest = size;
    while (rest > left()) {
      rest -= left();
      part += 1;
      at = 0;
      if (part >= parts.length) return false;
    }
    at += rest;
    return true;
  };
  const skipCharacters = (count: number, flags: number): boolean => {
    let width = flags & WIDE ? 2 : 1;
    let rest = count;
    while (rest * width > left()) {
      rest -= Math.floor(left() / width);
      part += 1;
      at = 0;
      if (part >= parts.length) return false;
      // A continuation states the width of its characters anew.
      width = number(1) & WIDE ? 2 : 1;
    }
    at += rest * width;
    return true;
  };

  const [total, unique] = [number(4), number(4)];
  if (total < 0 || unique < 0) return false;
  for (let index = 0; index < unique; index += 1) {
    if (left() === 0) {
      part += 1;
      at = 0;
    }
    const count = number(2);
    const flags = number(1);
    if (count < 0 || flags < 0) return false;
    const runs = flags & RICH ? number(2) : 0;
    const phonetic = flags & PHONETIC ? number(4) : 0;
    if (runs < 0 || phonetic < 0 || !skipCharacters(count, flags) || !skip(runs * 4 + phonetic)) return false;
  }
  return true;
}
