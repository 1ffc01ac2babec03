import { renderToString } from "preact-render-to-string";
import type { Examination } from "../model/examination.ts";
import type { Report } from "../model/report.ts";
import type { Language } from "../model/text.ts";
import { Page } from "./html/page.tsx";
import { allowed } from "./html/page-text.ts";
import { viewOf } from "./html/view.ts";

/** The page as one self-contained document: no script, nothing loaded, no time of day. */
export const htmlPage = (examination: Examination, language: Language): string =>
  `<!DOCTYPE html>\n${allowed(renderToString(<Page view={viewOf(examination, language)} />))}\n`;

/** `report.html`, for the person who acts on it. */
export const reportHtml: Report = {
  id: "report-html",
  *files(examination, language) {
    yield { path: "report.html", content: htmlPage(examination, language) };
  },
};
