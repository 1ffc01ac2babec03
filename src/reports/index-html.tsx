import { renderToString } from "preact-render-to-string";
import type { IndexEntry } from "../model/index-entry.ts";
import type { Language } from "../model/text.ts";
import { IndexPage } from "./html/index-page.tsx";
import { allowed } from "./html/page-text.ts";

/** `index.html` over an output folder: every submission in the order given, with a link to its report. Holds no script. */
export const indexPage = (entries: readonly IndexEntry[], language: Language): string =>
  `<!DOCTYPE html>\n${allowed(renderToString(<IndexPage entries={entries} language={language} />))}\n`;
