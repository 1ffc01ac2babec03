import { join } from "node:path";
import type { Finding } from "../model/finding.ts";
import { type Locator, placeText } from "../model/place.ts";
import type { Language } from "../model/text.ts";
import { entriesOf, readOwn, statusOf } from "./disk.ts";
import { expectedName, inFigures, namedFigure, steps, suggestion } from "./in-figures.ts";
import { nameOf } from "./intake.ts";
import { SEVERITY_WORDS, shortPath } from "./summary-text.ts";

/** A finding with the submission it was found in and the folder of its outputs. */
export interface FoundFinding {
  readonly finding: Finding;
  readonly submission: string;
  readonly folder: string;
}

function findingsIn(text: string): { submission: string; findings: readonly Finding[] } {
  const file: unknown = JSON.parse(text);
  if (typeof file !== "object" || file === null || !("findings" in file) || !Array.isArray(file.findings))
    throw new SyntaxError("no findings in it");
  const submission = "submission" in file && typeof file.submission === "string" ? file.submission : "";
  // Written by this tool to its published schema; `verify` is there to say whether it still is.
  return { submission, findings: file.findings as Finding[] };
}

/**
 * Every finding whose id begins with the text asked for, in the outputs below a folder (or in one submission's own
 * folder). `damaged` names the files that could not be read.
 */
export async function findingsWith(out: string, id: string): Promise<{ found: readonly FoundFinding[]; damaged: readonly string[] }> {
  const folders = [out];
  for (const { name, kind } of await entriesOf(out))
    if (kind === "folder" && !nameOf(name).startsWith(".")) folders.push(join(out, nameOf(name)));
  const found: FoundFinding[] = [];
  const damaged: string[] = [];
  for (const folder of folders) {
    const path = join(folder, "findings.json");
    if ((await statusOf(path))?.kind !== "file") continue;
    try {
      const { submission, findings } = findingsIn((await readOwn(path))?.toString("utf8") ?? "");
      for (const finding of findings) if (finding.id.startsWith(id)) found.push({ finding, submission, folder });
    } catch (error) {
      if (!(error instanceof SyntaxError)) throw error;
      damaged.push(path);
    }
  }
  return { found, damaged };
}

const whereIs = (at: Locator, language: Language): string =>
  [at.document, placeText(at, language), at.label].filter((part) => part !== "").join(language === "zh-CN" ? " ｜ " : " | ");

/** A finding in full: what is wrong, where, the formula, the arithmetic step by step, every figure, the likely culprit, what to do. */
export function explanation({ finding, submission, folder }: FoundFinding, language: Language): string[] {
  const zh = language === "zh-CN";
  const { relation, evidence, suspect } = finding;
  const name = (chinese: string, english: string): string => (zh ? `${chinese}：` : `${english}: `);
  const unit = finding.unit ?? "";
  const lines = [
    `${finding.code}  ${finding.id}  [${SEVERITY_WORDS[finding.severity][language]}]`,
    `${name("报送材料", "Submission")}${submission}${zh ? `（${shortPath(folder)}）` : ` (${shortPath(folder)})`}`,
    "",
    finding.message[language],
    "",
    `${name("位置", "Place")}${whereIs(finding.at, language)}`,
  ];
  if (finding.at.quote !== undefined) lines.push(`${name("原文", "Quote")}${finding.at.quote}`);
  if (relation) {
    const { holds, fails, source } = relation;
    lines.push(`${name("公式", "Formula")}${relation.formula}`);
    // A rule pack's clause is told with what to do.
    if (source !== "declared") lines.push(`${name("理由", "Why")}${relation.why[language]}`);
    lines.push(
      zh
        ? `依据：${SOURCES[source]?.["zh-CN"] ?? source}；同类关系在本报送材料中 ${holds} 处成立，${fails} 处不成立`
        : `Because: ${SOURCES[source]?.en ?? source}; the same relation holds on ${holds} and fails on ${fails} lines of this submission`,
    );
  }
  const figures = inFigures(finding);
  if (figures !== undefined) lines.push("", name("代入数字", "In figures").trim(), `  ${figures}`);
  const computed = steps(finding);
  if (computed.length > 1) lines.push(...computed.map((step) => `  ${step}`));
  if (finding.reported !== null) lines.push("", `${name("填报", "Reported")}${finding.reported}${unit}`);
  const expected = expectedName(finding);
  if (finding.expected !== null) lines.push(`${name(expected["zh-CN"], expected.en)}${finding.expected}${unit}`);
  if (finding.difference !== null) lines.push(`${name("差额", "Difference")}${finding.difference}${unit}`);
  if (finding.slack !== null) lines.push(`${name("四舍五入最多可解释", "Rounding explains at most")}${finding.slack}${unit}`);
  if (evidence.length > 0) {
    lines.push("", name("证据", "Evidence").trim());
    for (const each of evidence) lines.push(`  ${namedFigure(each, language)}  ← ${whereIs(each.locator, language)}`);
  }
  if (suspect) {
    const { reported, suggested } = suggestion({ ...finding, suspect });
    lines.push("", `${name("最可能有误的数", "Likeliest culprit")}${whereIs(suspect.locator, language)}`);
    lines.push(zh ? `  填报 ${reported}，建议核实是否应为 ${suggested}` : `  reported ${reported}, perhaps it should be ${suggested}`);
    lines.push(`  ${suspect.why[language]}`);
  }
  lines.push("", `${name("下一步", "What to do")}${finding.next[language]}`);
  return lines;
}

const SOURCES: { readonly [source: string]: { readonly "zh-CN": string; readonly en: string } } = {
  declared: { "zh-CN": "规则包中的规定", en: "a rule pack says so" },
  formula: { "zh-CN": "工作簿中的公式", en: "a formula of the workbook" },
  vocabulary: { "zh-CN": "表头与行名的含义", en: "the labels say so" },
  inferred: { "zh-CN": "由数字本身推断", en: "the numbers themselves show it" },
  prose: { "zh-CN": "正文的表述", en: "the text says so" },
};
