import { dirname, join, relative, sep } from "node:path";
import type { Finding, Severity } from "../model/finding.ts";
import { placeText } from "../model/place.ts";
import type { Language, Text } from "../model/text.ts";
import { type CheckedSubmission, isEmpty } from "./check.ts";

export const SEVERITY_WORDS: { readonly [severity in Severity]: Text } = {
  error: { "zh-CN": "错误", en: "error" },
  warning: { "zh-CN": "待核实", en: "warning" },
  info: { "zh-CN": "提示", en: "note" },
};

const MOST_LISTED = 20;

/** A path as it is easiest to open from here: relative where it lies below the folder the command was called in. */
export function shortPath(path: string): string {
  const short = relative(process.cwd(), path);
  return short === "" || short.startsWith("..") || short.startsWith(sep) ? path : short;
}

const plural = (count: number, one: string): string => `${count} ${one}${count === 1 ? "" : "s"}`;

/** Place and sentence of a finding in one line. */
export function findingLine({ severity, at, message }: Finding, language: Language): string {
  const place = [at.document, placeText(at, language)].filter((part) => part !== "").join(language === "zh-CN" ? "，" : ", ");
  return language === "zh-CN"
    ? `[${SEVERITY_WORDS[severity]["zh-CN"]}] ${place}：${message["zh-CN"]}`
    : `[${severity}] ${place}: ${message.en}`;
}

/** One line when a submission is done: its problems by cause, as its report counts them, and where that is. */
export function submissionLine(result: CheckedSubmission, language: Language): string {
  const zh = language === "zh-CN";
  const { name, state, summary, folder } = result;
  if (state === "failed" || !summary || !folder)
    return zh
      ? `${name}：未能核对（程序内部错误，详见输出目录的 audit.jsonl）`
      : `${name}: not examined (a fault in crossfoot itself, see audit.jsonl)`;
  const { causes, documents } = summary;
  const report = shortPath(join(folder, "report.html"));
  if (isEmpty(result))
    return zh ? `${name}：没有可核对的文件（空文件夹） → ${report}` : `${name}: no file to check (an empty folder) → ${report}`;
  const refused =
    documents.refused === 0 ? "" : zh ? `，${documents.refused} 个文件无法读取` : `, ${plural(documents.refused, "file")} unreadable`;
  return zh
    ? `${name}：错误 ${causes.error}，待核实 ${causes.warning}，提示 ${causes.info}${refused} → ${report}`
    : `${name}: ${plural(causes.error, "error")}, ${plural(causes.warning, "warning")}, ${plural(causes.info, "note")}${refused} → ${report}`;
}

/** The end of a run in words: what arrived, what was read, what was checked, what was found, where to read on. */
export function summaryLines(results: readonly CheckedSubmission[], language: Language): string[] {
  const zh = language === "zh-CN";
  const add = (of: (result: CheckedSubmission) => number | undefined): number =>
    results.reduce((sum, result) => sum + (of(result) ?? 0), 0);
  const files = (kind: "arrived" | "read" | "refused"): number => add(({ summary }) => summary?.documents[kind]);
  const relations = (kind: "proposed" | "agreed" | "rounded" | "differing" | "untested"): number =>
    add(({ summary }) => summary?.relations[kind]);
  const found = (severity: Severity): number => add(({ summary }) => summary?.findings[severity]);
  const causes = (severity: Severity): number => add(({ summary }) => summary?.causes[severity]);
  const failed = results.filter((result) => result.state !== "published" || isEmpty(result)).length;
  const lines = zh
    ? [
        `核对完成：报送材料 ${results.length} 份${failed > 0 ? `（其中 ${failed} 份未能核对）` : ""}；文件收到 ${files("arrived")} 个，已读 ${files("read")} 个，无法读取 ${files("refused")} 个`,
        `数字 ${add(({ summary }) => summary?.figures)} 个；勾稽关系 ${relations("proposed")} 条：相符 ${relations("agreed")}，尾差 ${relations("rounded")}，不符 ${relations("differing")}，未能核对 ${relations("untested")}`,
        `问题：错误 ${found("error")}，待核实 ${found("warning")}，提示 ${found("info")}（按原因归并：错误 ${causes("error")}，待核实 ${causes("warning")}）`,
      ]
    : [
        `Done: ${plural(results.length, "submission")}${failed > 0 ? ` (${failed} not examined)` : ""}; ${plural(files("arrived"), "file")} received, ${files("read")} read, ${files("refused")} refused`,
        `${plural(
          add(({ summary }) => summary?.figures),
          "figure",
        )}; ${plural(relations("proposed"), "relation")}: ${relations("agreed")} agree, ${relations("rounded")} within rounding, ${relations("differing")} differ, ${relations("untested")} untested`,
        `Findings: ${plural(found("error"), "error")}, ${plural(found("warning"), "warning")}, ${plural(found("info"), "note")} (by cause: ${plural(causes("error"), "error")}, ${plural(causes("warning"), "warning")})`,
      ];
  lines.push(...worstLines(results, language), ...reportLines(results, language));
  return lines;
}

/** The three worst of all submissions, errors first, from as many submissions as can be. */
function worstLines(results: readonly CheckedSubmission[], language: Language): string[] {
  const ranked = results
    .flatMap(({ name, worst }) => worst.map((finding, rank) => ({ name, finding, rank })))
    .sort((a, b) => Number(a.finding.severity !== "error") - Number(b.finding.severity !== "error") || a.rank - b.rank)
    .slice(0, 3);
  if (ranked.length === 0) return [];
  const title =
    language === "zh-CN"
      ? "最需要查看（crossfoot explain <编号> 给出完整说明）："
      : "Look at these first (crossfoot explain <id> tells all about one):";
  return [
    title,
    ...ranked.map(({ name, finding }, index) => {
      const line = shortened(findingLine(finding, language));
      return `  ${index + 1}. ${finding.id} ${results.length > 1 ? `${name} ` : ""}${line}`;
    }),
  ];
}

const LONGEST_LINE = 160;

/** A sentence that a summary has room for; the report and `explain` have all of it. */
const shortened = (text: string): string => {
  const characters = [...text];
  return characters.length <= LONGEST_LINE ? text : `${characters.slice(0, LONGEST_LINE - 1).join("")}…`;
};

function reportLines(results: readonly CheckedSubmission[], language: Language): string[] {
  const reports = results.flatMap(({ folder }) => (folder === null ? [] : join(folder, "report.html")));
  if (reports.length === 0) return [];
  const title = language === "zh-CN" ? "报告：" : reports.length === 1 ? "Report: " : "Reports: ";
  if (reports.length === 1) return [`${title}${shortPath(reports[0]!)}`];
  const listed = reports.slice(0, MOST_LISTED).map((path) => `  ${shortPath(path)}`);
  const left = reports.length - listed.length;
  if (left > 0) listed.push(language === "zh-CN" ? `  …… 另有 ${left} 份` : `  … and ${left} more`);
  const index = shortPath(join(dirname(dirname(reports[0]!)), "index.html"));
  listed.push(language === "zh-CN" ? `总览：${index}` : `All of them: ${index}`);
  return [title.trim(), ...listed];
}
