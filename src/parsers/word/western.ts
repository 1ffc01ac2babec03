/** Western letters of Windows from 0x80 to 0x9f; all others are those of Unicode. Node's own decoder leaves these out. */
const HIGH = "€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ";

/** Text of code page 1252, one character a byte. */
export const western = (bytes: Uint8Array): string =>
  Buffer.from(bytes)
    .toString("latin1")
    .replace(/[\u0080-\u009f]/g, (code) => HIGH.charAt(code.charCodeAt(0) - 0x80));
