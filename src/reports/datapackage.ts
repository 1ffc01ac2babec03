import type { Examination } from "../model/examination.ts";
import { fingerprint } from "../model/finding.ts";
import type { Report } from "../model/report.ts";
import type { Language } from "../model/text.ts";
import type { CsvColumn, CsvSheet } from "./csv.ts";
import { findingsSheet } from "./findings-csv.ts";
import { recordsSheet } from "./records-csv.ts";
import type { DatapackageFile } from "./schemas.ts";
import { tableSheets } from "./tables-csv.ts";

type Resource = DatapackageFile["resources"][number];

const TYPES = { text: "string", number: "number", integer: "integer", boolean: "boolean", json: "object" } as const;

const field = ({ name, type, title, unit }: CsvColumn, language: Language): Resource["schema"]["fields"][number] => ({
  name,
  type: TYPES[type],
  ...(title[language] === name || title[language] === "" ? {} : { title: title[language] }),
  ...(unit === undefined ? {} : { unit }),
});

const resource = (sheet: CsvSheet, language: Language): Resource => ({
  $schema: "https://datapackage.org/profiles/2.0/dataresource.json",
  name: sheet.path
    .replace(/\.csv$/, "")
    .replaceAll("/", "-")
    .toLowerCase(),
  path: sheet.path,
  ...(sheet.title[language] === "" ? {} : { title: sheet.title[language] }),
  type: "table",
  format: "csv",
  mediatype: "text/csv",
  encoding: "utf-8",
  dialect: {
    $schema: "https://datapackage.org/profiles/2.0/tabledialect.json",
    header: true,
    delimiter: ",",
    lineTerminator: "\r\n",
    quoteChar: '"',
    doubleQuote: true,
  },
  schema: {
    $schema: "https://datapackage.org/profiles/2.0/tableschema.json",
    missingValues: [""],
    fields: sheet.columns.map((column) => field(column, language)),
  },
});

const DESCRIPTION = {
  "zh-CN": "报送材料中的全部数字、清理后的表格与核对发现的问题。文本单元格前的撇号（'）用于防止电子表格把它当作公式执行。",
  en: "Every figure of the submission, its tables cleaned, and what the checks found. A leading apostrophe keeps a spreadsheet from running a text cell as a formula.",
};

/** A Data Package v2 over all CSV of the run, made from the very sheets that are written. */
export function datapackageFile(examination: Examination, language: Language): DatapackageFile {
  const sheets = [findingsSheet(examination, language), recordsSheet(examination), ...tableSheets(examination)];
  return {
    $schema: "https://datapackage.org/profiles/2.0/datapackage.json",
    name: `crossfoot-${fingerprint(examination.submission)}`,
    title: examination.submission,
    description: DESCRIPTION[language],
    generator: `${examination.tool.name} ${examination.tool.version}`,
    resources: sheets.map((sheet) => resource(sheet, language)),
  };
}

/** `datapackage.json`. */
export const datapackage: Report = {
  id: "datapackage",
  *files(examination, language) {
    yield { path: "datapackage.json", content: `${JSON.stringify(datapackageFile(examination, language), null, 2)}\n` };
  },
};
