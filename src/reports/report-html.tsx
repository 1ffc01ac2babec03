import { renderToString } from "preact-render-to-string";
import type { Examination } from "../model/examination.ts";
import type { Report } from "../model/report.ts";
import type { Language } from "../model/text.ts";
import { Page } from "./html/page.tsx";
import { viewOf } from "./html/view.ts";

/** Characters that HTML does not allow, escaped or not; a person sees that something stood there. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters to be replaced
const NOT_HTML = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\ufdd0-\ufdef\ufffe\uffff]|\p{Surrogate}/gu;

/** The page as one self-contained document: no script, nothing loaded, no time of day. */
export const htmlPage = (examination: Examination, language: Language): string =>
  `<!DOCTYPE html>\n${renderToString(<Page view={viewOf(examination, language)} />)}\n`.replace(NOT_HTML, "\uFFFD");

/** `report.html`, for the person who acts on it. */
export const reportHtml: Report = {
  id: "report-html",
  *files(examination, language) {
    yield { path: "report.html", content: htmlPage(examination, language) };
  },
};
