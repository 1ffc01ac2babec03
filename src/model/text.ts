/** The languages every message exists in. */
export const LANGUAGES = ["zh-CN", "en"] as const;
export type Language = (typeof LANGUAGES)[number];

/** Words a person reads, in every language. */
export type Text = { readonly [language in Language]: string };
