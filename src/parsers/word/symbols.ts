/** Characters of symbol fonts (w:sym) by what they look like: check boxes, marks, operators. Keys are the low byte. */
const WINGDINGS: { readonly [code: number]: string } = {
  108: "●",
  110: "■",
  111: "□",
  113: "□",
  114: "□",
  117: "◆",
  119: "◆",
  159: "•",
  161: "○",
  167: "▪",
  168: "□",
  216: "➢",
  224: "→",
  251: "✗",
  252: "✓",
  253: "☒",
  254: "☑",
};
const WINGDINGS_2: { readonly [code: number]: string } = {
  79: "✗",
  80: "✓",
  81: "☒",
  82: "☑",
  83: "☒",
  84: "☒",
  151: "●",
  162: "■",
  163: "□",
};
const GREEK = "ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ";
const SMALL_GREEK = "αβχδεφγηιϕκλμνοπθρστυϖωξψζ";
const SYMBOL: { readonly [code: number]: string } = {
  ...Object.fromEntries(Array.from(GREEK, (letter, index) => [65 + index, letter])),
  ...Object.fromEntries(Array.from(SMALL_GREEK, (letter, index) => [97 + index, letter])),
  40: "(",
  41: ")",
  43: "+",
  47: "/",
  60: "<",
  61: "=",
  62: ">",
  45: "−",
  163: "≤",
  165: "∞",
  174: "→",
  176: "°",
  177: "±",
  179: "≥",
  180: "×",
  183: "•",
  184: "÷",
  185: "≠",
  187: "≈",
  215: "·",
  229: "∑",
};
const FONTS: { readonly [font: string]: { readonly [code: number]: string } } = {
  wingdings: WINGDINGS,
  "wingdings 2": WINGDINGS_2,
  symbol: SYMBOL,
};

/** The character a symbol font's code (hexadecimal, as written) stands for; `undefined` where it is not known. */
export function symbolOf(font: string, code: string): string | undefined {
  const number = Number.parseInt(code, 16);
  if (Number.isNaN(number)) return undefined;
  const table = FONTS[font.toLowerCase()];
  if (table) return table[number & 0xff];
  // Any other font is an ordinary one, unless the code is in the private area that symbol fonts use.
  const isOrdinary = number >= 0x20 && number < 0xe000;
  return isOrdinary ? String.fromCharCode(number) : undefined;
}

export const CHECKED = "☑";
export const UNCHECKED = "□";
