import type { Code, Nature, Scope, Severity } from "../model/finding.ts";
import type { Untested } from "../model/relation.ts";
import type { Text } from "../model/text.ts";

/** What each finding code is called. */
export const CODE_TITLES: { readonly [code in Code]: Text } = {
  "sum-mismatch": { "zh-CN": "合计不符", en: "Total does not add up" },
  "difference-mismatch": { "zh-CN": "差额不符", en: "Difference does not work out" },
  "ratio-mismatch": { "zh-CN": "比率不符", en: "Rate does not work out" },
  "average-mismatch": { "zh-CN": "平均数不符", en: "Average does not work out" },
  "growth-mismatch": { "zh-CN": "增减幅度不符", en: "Growth does not work out" },
  "product-mismatch": { "zh-CN": "乘积不符", en: "Product does not work out" },
  "balance-mismatch": { "zh-CN": "期初期末变动不符", en: "Opening, movement and closing do not agree" },
  "tie-mismatch": { "zh-CN": "同一数据两处不一致", en: "The same figure differs in two places" },
  "prose-mismatch": { "zh-CN": "文字叙述中的数据不符", en: "Figures in the text do not agree" },
  "score-mismatch": { "zh-CN": "得分不符", en: "Score does not work out" },
  "over-limit": { "zh-CN": "超过上限", en: "Over the limit" },
  "target-missed": { "zh-CN": "未达目标", en: "Target missed" },
  truncated: { "zh-CN": "截尾而未四舍五入", en: "Cut off instead of rounded" },
  rounding: { "zh-CN": "尾差", en: "Rounding difference" },
  "excess-precision": { "zh-CN": "小数位数与本列不一致", en: "More decimals than the column" },
  "hidden-precision": { "zh-CN": "显示格式隐藏了小数", en: "Number format hides decimals" },
  "unit-slip": { "zh-CN": "计量单位疑有误", en: "Unit looks wrong" },
  implausible: { "zh-CN": "数值不合常理", en: "Implausible figure" },
  "missing-value": { "zh-CN": "缺少数据", en: "Missing figure" },
  "duplicate-row": { "zh-CN": "重复行", en: "Row appears twice" },
  "text-number": { "zh-CN": "文本型数字", en: "Number stored as text" },
  "formula-overwritten": { "zh-CN": "公式被常数覆盖", en: "Constant typed over a formula" },
  "formula-inconsistent": { "zh-CN": "公式与相邻单元格不一致", en: "Formula differs from its neighbours" },
  "stale-formula": { "zh-CN": "公式结果未更新", en: "Formula result out of date" },
  "hidden-content": { "zh-CN": "隐藏内容", en: "Hidden content" },
  "unreadable-file": { "zh-CN": "文件无法读取", en: "File cannot be read" },
  "encrypted-file": { "zh-CN": "文件已加密", en: "File is encrypted" },
  "unsupported-format": { "zh-CN": "不支持的文件格式", en: "Format not supported" },
  "not-checked": { "zh-CN": "未核对", en: "Not checked" },
};

export const SEVERITY_WORDS: { readonly [severity in Severity]: Text } = {
  error: { "zh-CN": "错误", en: "Error" },
  warning: { "zh-CN": "待核实", en: "Warning" },
  info: { "zh-CN": "提示", en: "Note" },
};

export const NATURE_WORDS: { readonly [nature in Nature]: Text } = {
  logical: { "zh-CN": "逻辑性", en: "logical" },
  plausibility: { "zh-CN": "合理性", en: "plausibility" },
};

export const SCOPE_WORDS: { readonly [scope in Scope]: Text } = {
  table: { "zh-CN": "表内", en: "within a table" },
  "cross-table": { "zh-CN": "表间", en: "between tables" },
  "cross-document": { "zh-CN": "文件间", en: "between documents" },
  prose: { "zh-CN": "文字", en: "in the text" },
  file: { "zh-CN": "文件", en: "the file" },
};

const SOURCES: Readonly<Record<string, Text>> = {
  declared: { "zh-CN": "规则包", en: "rule pack" },
  formula: { "zh-CN": "工作簿公式", en: "workbook formula" },
  vocabulary: { "zh-CN": "表头与行名", en: "headings and labels" },
  inferred: { "zh-CN": "由数据推断", en: "inferred from the figures" },
  prose: { "zh-CN": "正文", en: "the text" },
};

/** By the reason as `coverage.json` gives it, and by the kernel's own word for it. */
const REASONS: Readonly<Record<string, Text>> = {
  "no label or pattern ties it to another figure": {
    "zh-CN": "没有表头、行名或数据规律把它与别的数字联系起来",
    en: "no label or pattern ties it to another figure",
  },
  "a figure of its relation is missing": { "zh-CN": "关系中有数字缺失", en: "a figure of its relation is missing" },
  "its total has no parts": { "zh-CN": "合计没有可相加的分项", en: "its total has no parts" },
  "its divisor may be zero": { "zh-CN": "除数可能为零", en: "its divisor may be zero" },
  "the units of its relation differ": { "zh-CN": "计量单位不同，不能相比", en: "the units of its relation differ" },
  "a figure of its relation is not a number": { "zh-CN": "关系中有单元格不是数字", en: "a figure of its relation is not a number" },
  "a figure of its relation is a bound or a range": {
    "zh-CN": "关系中有界限值、约数或区间",
    en: "a figure of its relation is a bound or a range",
  },
};

/** Why a relation could not be computed. */
export const UNTESTED_WORDS: { readonly [because in Untested]: Text } = {
  "missing-figure": REASONS["a figure of its relation is missing"]!,
  "no-parts": REASONS["its total has no parts"]!,
  "zero-divisor": REASONS["its divisor may be zero"]!,
  "units-differ": REASONS["the units of its relation differ"]!,
  "not-a-number": REASONS["a figure of its relation is not a number"]!,
  range: REASONS["a figure of its relation is a bound or a range"]!,
};

const both = (text: string): Text => ({ "zh-CN": text, en: text });

/** Where a relation comes from, in words; a source we do not know is shown as it is. */
export const sourceWords = (source: string): Text => SOURCES[source] ?? both(source);

/** Why a figure was not checked, in words; a reason we do not know is shown as it is. */
export const reasonWords = (reason: string): Text => REASONS[reason] ?? both(reason);
