import { plain, tenTo } from "../model/decimal.ts";
import type { Examination } from "../model/examination.ts";
import type { Qualifier } from "../model/figure.ts";
import { type CanonicalRecord, PATH_SEPARATOR } from "../model/record.ts";
import type { Report } from "../model/report.ts";
import { type CsvColumn, type CsvSheet, csvText, lazily } from "./csv.ts";

const COLUMNS: readonly CsvColumn[] = [
  { name: "submission", type: "text", title: { "zh-CN": "报送材料", en: "Submission" } },
  { name: "document", type: "text", title: { "zh-CN": "文件", en: "Document" } },
  { name: "sheet", type: "text", title: { "zh-CN": "工作表", en: "Sheet" } },
  { name: "table_id", type: "text", title: { "zh-CN": "表格编号", en: "Table id" } },
  { name: "table_title", type: "text", title: { "zh-CN": "表格标题", en: "Table title" } },
  { name: "period", type: "text", title: { "zh-CN": "期间", en: "Period" } },
  { name: "entity", type: "text", title: { "zh-CN": "单位或地区", en: "Entity" } },
  { name: "row_path", type: "text", title: { "zh-CN": "行路径", en: "Row path" } },
  { name: "column_path", type: "text", title: { "zh-CN": "列路径", en: "Column path" } },
  { name: "indicator", type: "text", title: { "zh-CN": "指标", en: "Indicator" } },
  { name: "raw", type: "text", title: { "zh-CN": "原文", en: "As submitted" } },
  { name: "value", type: "number", title: { "zh-CN": "数值", en: "Value" } },
  { name: "decimals", type: "integer", title: { "zh-CN": "小数位数", en: "Decimals printed" } },
  { name: "unit", type: "text", title: { "zh-CN": "计量单位", en: "Unit" } },
  { name: "value_in_base_unit", type: "number", title: { "zh-CN": "基本单位数值", en: "Value in base unit" } },
  { name: "base_unit", type: "text", title: { "zh-CN": "基本单位", en: "Base unit" } },
  { name: "qualifier", type: "text", title: { "zh-CN": "限定", en: "Qualifier" } },
  { name: "is_total", type: "boolean", title: { "zh-CN": "是否合计", en: "Is a total" } },
  { name: "locator", type: "json", title: { "zh-CN": "位置", en: "Locator" } },
  { name: "document_sha256", type: "text", title: { "zh-CN": "文件 SHA-256", en: "SHA-256 of the document" } },
  { name: "flags", type: "text", title: { "zh-CN": "标记", en: "Flags" } },
];

/** `at-least`, `about` …; a range gives its upper end too: `range:9`. */
const qualifierText = (qualifier: Qualifier | null): string =>
  qualifier === null ? "" : qualifier.kind === "range" ? `range:${plain(qualifier.high)}` : qualifier.kind;

function cells(submission: string, record: CanonicalRecord): readonly string[] {
  const { figure } = record;
  const { unit } = figure;
  return [
    submission,
    record.document,
    record.sheet ?? "",
    record.tableId ?? "",
    record.tableTitle,
    record.period ?? "",
    record.entity ?? "",
    record.rowPath.join(PATH_SEPARATOR),
    record.columnPath.join(PATH_SEPARATOR),
    record.indicator,
    figure.raw,
    plain(figure.value, figure.decimals),
    String(figure.decimals),
    unit?.symbol ?? "",
    unit ? plain(figure.value.times(tenTo(unit.power))) : plain(figure.value, figure.decimals),
    unit?.base ?? "",
    qualifierText(figure.qualifier),
    String(record.isTotal),
    JSON.stringify(record.at),
    record.documentSha256,
    record.flags.join(";"),
  ];
}

/** `records.csv` before it is written: one line for each figure of tables and prose, in order of place. */
export const recordsSheet = ({ submission, records }: Examination): CsvSheet => ({
  path: "records.csv",
  title: { "zh-CN": "全部数字（每行一个）", en: "Every figure, one a line" },
  columns: COLUMNS,
  rows: lazily(records, (record) => cells(submission, record)),
});

/** `records.csv` (design §4): the columns are a contract with other programs. */
export const recordsCsv: Report = {
  id: "records-csv",
  *files(examination) {
    const sheet = recordsSheet(examination);
    yield { path: sheet.path, content: csvText(sheet) };
  },
};
