import { join } from "node:path";
import { explanation } from "../../src/effects/explain.ts";
import { CODES, type Code, type Finding } from "../../src/model/finding.ts";
import { LANGUAGES, type Language } from "../../src/model/text.ts";
import { CODE_TITLES, SEVERITY_WORDS } from "../../src/reports/words.ts";
import { drawing, escaped } from "./draw.ts";
import { type Example, examples, samples } from "./examples.ts";
import type { Explanation, Reserved } from "./explanation.ts";
import { EXPLANATIONS } from "./texts.ts";

const NAMES: { readonly [language in Language]: string } = { "zh-CN": "中文", en: "English" };

/** Words of the pages themselves. */
const WORDS = {
  "zh-CN": {
    means: "含义",
    severity: "级别",
    example: "示例",
    legend: "粗体为被核对的数，斜体为参与计算的数，※ 为最可能有误的数。",
    printed: "`crossfoot explain` 的原样输出：",
    also: (codes: string): string => `同一文件还报出 ${codes}，归为同一原因。`,
    besides: (codes: string): string => `同一文件另有原因不同的 ${codes}。`,
    alike: "其他样例文件：",
    act: "怎么办",
    not: "何时不报",
    reserved: "**保留代码：本版本尚不报告。**",
    unshown: "**样例文件中没有它的例子。**",
    colon: "：",
  },
  en: {
    means: "Meaning",
    severity: "Severity",
    example: "Example",
    legend: "Bold: the figure judged. Italics: the figures it was computed from. ※: the likeliest culprit.",
    printed: "As `crossfoot explain` prints it:",
    also: (codes: string): string => `The same file also gives ${codes}, put under the same cause.`,
    besides: (codes: string): string => `The same file also gives ${codes}, of another cause.`,
    alike: "Other fixtures:",
    act: "What to do",
    not: "What it is not",
    reserved: "**Reserved: not yet reported by this version.**",
    unshown: "**No fixture shows it.**",
    colon: ": ",
  },
} as const;

const listed = (findings: readonly Finding[]): string => [...new Set(findings.map(({ code }) => `\`${code}\``))].join(" ");

/** The other findings of a small fixture: those of one cause with the one shown, and the rest. */
function company({ sample, finding }: Example, language: Language): readonly string[] {
  if (!sample.path.startsWith("fixtures/cases/")) return [];
  const others = sample.examination.findings.filter((other) => other !== finding);
  const same = others.filter(({ root }) => root === finding.root);
  const rest = others.filter(({ root }) => root !== finding.root);
  return [
    ...(same.length > 0 ? [WORDS[language].also(listed(same))] : []),
    ...(rest.length > 0 ? [WORDS[language].besides(listed(rest))] : []),
  ];
}

/** The other fixtures that are there to show the code; of a code about files every one that gives it. */
function alike(code: Code, { finding, alike: more }: Example, language: Language): readonly string[] {
  const words = WORDS[language];
  const shown = more.filter(({ path }) => finding.scope === "file" || path.startsWith(`fixtures/cases/${code}.`));
  if (shown.length === 0) return [];
  const lines = shown.map(({ path, finding: { severity, message } }) =>
    ["-", `\`${path}\``, `${SEVERITY_WORDS[severity][language]}${words.colon}${escaped(message[language])}`].join(" "),
  );
  return [words.alike, lines.join("\n")];
}

function exampleOf(code: Code, example: Example | undefined, text: Explanation, language: Language): readonly string[] {
  const words = WORDS[language];
  if (!example) return text.unshown ? [`### ${words.example}`, `${words.unshown} ${text.unshown[language]}`] : [words.reserved];
  const { sample, finding } = example;
  const { submission } = sample.examination;
  const folder = join(process.cwd(), "output", submission);
  const drawn = drawing(sample.examination, finding);
  return [
    `### ${words.example}`,
    `\`${sample.path}\`${drawn === "" || finding.scope === "file" ? "" : ` · ${words.legend}`}`,
    ...(drawn === "" ? [] : [drawn]),
    words.printed,
    ["```text", ...explanation({ finding, submission, folder }, language), "```"].join("\n"),
    ...company(example, language),
    ...alike(code, example, language),
  ];
}

function section(code: Code, text: Explanation | Reserved, example: Example | undefined, language: Language): readonly string[] {
  const words = WORDS[language];
  const means = `**${words.means}**${words.colon}${text.means[language]}`;
  const act = [`### ${words.act}`, text.act[language]];
  if (text.reserved) return [`## ${NAMES[language]}`, words.reserved, means, ...act];
  return [
    `## ${NAMES[language]}`,
    means,
    `**${words.severity}**${words.colon}${text.severity[language]}`,
    ...exampleOf(code, example, text, language),
    ...act,
    `### ${words.not}`,
    text.not[language],
  ];
}

function page(code: Code, example: Example | undefined): string {
  const text = EXPLANATIONS[code];
  const title = CODE_TITLES[code];
  return `${[
    `# ${title["zh-CN"]} · ${title.en}`,
    `\`${code}\` · [全部代码 all codes](../findings.md)`,
    ...LANGUAGES.flatMap((language) => section(code, text, example, language)),
  ].join("\n\n")}\n`;
}

const INTRODUCTION = `# 问题代码 · Finding codes

每个代码一页：含义、由样例文件实际运行得出的例子、怎么办、何时不报。\`crossfoot explain <编号>\` 显示某一条问题的全部算式和证据。
错误：填报的数字在任何四舍五入之下都互相矛盾，或文件未能核对。待核实：要看一看，可能有正当理由。提示：背景和尾差。

One page a code: what it means, an example from really running a fixture, what to do, when it is not reported.
\`crossfoot explain <id>\` shows all figures of one finding. Error: reported figures contradict each other under every rounding, or a
file was not checked. Warning: to be looked at, there may be a good reason. Note: context and rounding.

Written by \`npm run gallery\`; do not edit by hand.`;

const isUnshown = (text: Explanation | Reserved): boolean => !text.reserved && text.unshown !== undefined;

/** A line of the index: the severity is that of the example. */
function indexLine(code: Code, example: Example | undefined): string {
  const title = CODE_TITLES[code];
  const severity = example ? SEVERITY_WORDS[example.finding.severity] : undefined;
  const shown = severity
    ? `${severity["zh-CN"]} ${severity.en}`
    : isUnshown(EXPLANATIONS[code])
      ? "无样例 no fixture shows it"
      : "保留：本版本尚不报告 reserved: not yet reported by this version";
  return `| [\`${code}\`](findings/${code}.md) | ${title["zh-CN"]} | ${title.en} | ${shown} |`;
}

/** Every page, by its path below `docs`. */
export async function pages(): Promise<ReadonlyMap<string, string>> {
  const found = examples(await samples(CODES.filter((code) => !EXPLANATIONS[code].reserved && !isUnshown(EXPLANATIONS[code]))));
  const index = [
    INTRODUCTION,
    "",
    "| 代码 code | 中文 | English | 例中级别 severity in the example |",
    "| --- | --- | --- | --- |",
    ...CODES.map((code) => indexLine(code, found.get(code))),
    "",
  ].join("\n");
  return new Map([["findings.md", index], ...CODES.map((code) => [`findings/${code}.md`, page(code, found.get(code))] as const)]);
}
