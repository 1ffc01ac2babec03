/** Characters that HTML does not allow, escaped or not; a person sees that something stood there. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters to be replaced
const NOT_HTML = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\ufdd0-\ufdef\ufffe\uffff]|\p{Surrogate}/gu;

/** A page with U+FFFD in place of each character that HTML does not allow. */
export const allowed = (page: string): string => page.replace(NOT_HTML, "\uFFFD");
