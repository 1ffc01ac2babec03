const FULL_WIDTH = /[\uff01-\uff5e]/g;
const HAN = "\\u3400-\\u9fff";
const BETWEEN_HAN = new RegExp(`(?<=[${HAN}（()）]) +(?=[${HAN}（()）])`, "g");

/** Full-width letters, digits and marks as their ASCII twins (％ → %, （ → (), and the ideographic blank as a blank. */
export const halfWidth = (text: string): string =>
  text.replace(FULL_WIDTH, (mark) => String.fromCharCode(mark.charCodeAt(0) - 0xfee0)).replace(/[\u3000\u00a0]/g, " ");

/**
 * A label as it is compared: half width, blanks between Chinese characters taken out (资  阳 = 资阳), line breaks joined,
 * invisible marks dropped. What a person reads is always the raw text; this form is only for matching.
 */
export function normaliseLabel(text: string): string {
  return halfWidth(text.replace(/[\u200b-\u200d\ufeff]/g, ""))
    .replace(/\s+/g, " ")
    .replace(BETWEEN_HAN, "")
    .trim();
}
