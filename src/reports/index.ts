import type { Report } from "../model/report.ts";
import { coverageJson } from "./coverage-json.ts";
import { datapackage } from "./datapackage.ts";
import { findingsCsv } from "./findings-csv.ts";
import { findingsJson } from "./findings-json.ts";
import { recordsCsv } from "./records-csv.ts";
import { reportHtml } from "./report-html.tsx";
import { findingsSarif } from "./sarif.ts";
import { tablesCsv } from "./tables-csv.ts";

/** Every output of an examination, in the order in which they are written. */
export const reports: readonly Report[] = [
  reportHtml,
  findingsJson,
  findingsCsv,
  findingsSarif,
  recordsCsv,
  tablesCsv,
  datapackage,
  coverageJson,
];
