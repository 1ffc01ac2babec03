import type { Examination } from "../model/examination.ts";
import type { Finding } from "../model/finding.ts";
import { placeText } from "../model/place.ts";
import type { Report } from "../model/report.ts";
import type { Language, Text } from "../model/text.ts";
import { type CsvColumn, type CsvSheet, csvText, lazily } from "./csv.ts";
import { tableNames } from "./table-names.ts";

const COLUMNS: readonly CsvColumn[] = [
  { name: "id", type: "text", title: { "zh-CN": "问题编号", en: "Finding id" } },
  { name: "root", type: "text", title: { "zh-CN": "原因编号", en: "Cause id" } },
  { name: "severity", type: "text", title: { "zh-CN": "严重程度", en: "Severity" } },
  { name: "code", type: "text", title: { "zh-CN": "类别", en: "Code" } },
  { name: "nature", type: "text", title: { "zh-CN": "性质", en: "Nature" } },
  { name: "scope", type: "text", title: { "zh-CN": "范围", en: "Scope" } },
  { name: "document", type: "text", title: { "zh-CN": "文件", en: "Document" } },
  { name: "table", type: "text", title: { "zh-CN": "表格", en: "Table" } },
  { name: "place", type: "text", title: { "zh-CN": "位置", en: "Place" } },
  { name: "label", type: "text", title: { "zh-CN": "名称", en: "Label" } },
  { name: "message", type: "text", title: { "zh-CN": "说明", en: "Message" } },
  { name: "next", type: "text", title: { "zh-CN": "下一步", en: "What to do next" } },
  { name: "reported", type: "number", title: { "zh-CN": "填报数", en: "Reported" } },
  { name: "expected", type: "number", title: { "zh-CN": "应为", en: "Expected" } },
  { name: "difference", type: "number", title: { "zh-CN": "差额", en: "Difference" } },
  { name: "slack", type: "number", title: { "zh-CN": "舍入可解释的最大差额", en: "Most that rounding explains" } },
  { name: "unit", type: "text", title: { "zh-CN": "计量单位", en: "Unit" } },
  { name: "formula", type: "text", title: { "zh-CN": "勾稽关系", en: "Relation" } },
  { name: "why", type: "text", title: { "zh-CN": "为何应当相符", en: "Why it should hold" } },
  { name: "source", type: "text", title: { "zh-CN": "关系来源", en: "Source of the relation" } },
  { name: "holds", type: "integer", title: { "zh-CN": "同类成立处数", en: "Lines on which it holds" } },
  { name: "fails", type: "integer", title: { "zh-CN": "同类不成立处数", en: "Lines on which it fails" } },
  { name: "suspect_place", type: "text", title: { "zh-CN": "疑似有误位置", en: "Suspect place" } },
  { name: "suspect_reported", type: "text", title: { "zh-CN": "疑似有误填报", en: "Suspect as reported" } },
  { name: "suspect_suggested", type: "text", title: { "zh-CN": "建议核实为", en: "Suggested value" } },
  { name: "suspect_why", type: "text", title: { "zh-CN": "理由", en: "Why" } },
  { name: "locator", type: "json", title: { "zh-CN": "位置（机读）", en: "Locator" } },
];

function cells(finding: Finding, table: Text | undefined, language: Language): readonly string[] {
  const { relation, suspect } = finding;
  return [
    finding.id,
    finding.root,
    finding.severity,
    finding.code,
    finding.nature,
    finding.scope,
    finding.at.document,
    table?.[language] ?? "",
    placeText(finding.at, language),
    finding.at.label,
    finding.message[language],
    finding.next[language],
    finding.reported ?? "",
    finding.expected ?? "",
    finding.difference ?? "",
    finding.slack ?? "",
    finding.unit ?? "",
    relation?.formula ?? "",
    relation?.why[language] ?? "",
    relation?.source ?? "",
    relation ? String(relation.holds) : "",
    relation ? String(relation.fails) : "",
    suspect ? [suspect.locator.document, placeText(suspect.locator, language)].join(" ") : "",
    suspect?.reported ?? "",
    suspect?.suggested ?? "",
    suspect?.why[language] ?? "",
    JSON.stringify(finding.at),
  ];
}

/** `findings.csv` before it is written: one line for each finding, in the order of `findings.json`. */
export function findingsSheet(examination: Examination, language: Language): CsvSheet {
  const tableOf = tableNames(examination);
  return {
    path: "findings.csv",
    title: { "zh-CN": "问题清单", en: "Findings" },
    columns: COLUMNS,
    rows: lazily(examination.findings, (finding) => cells(finding, tableOf(finding), language)),
  };
}

/** `findings.csv`: the findings for a spreadsheet; messages and places in the language of the run. */
export const findingsCsv: Report = {
  id: "findings-csv",
  *files(examination, language) {
    const sheet = findingsSheet(examination, language);
    yield { path: sheet.path, content: csvText(sheet) };
  },
};
