import type { Language, Text } from "../model/text.ts";
import type { ProofProblem, ProofVerdict } from "./proof.ts";
import { findingLine } from "./summary-text.ts";
import { SIGNATURES, standing, TITLES } from "./verify-text.ts";

const PROBLEMS: { readonly [problem in Exclude<ProofProblem, "signature">]: Text } = {
  finding: {
    "zh-CN": "问题的内容与日志所记的哈希不符（被改动）",
    en: "the finding is not the one whose hash the log holds (it was altered)",
  },
  line: {
    "zh-CN": "日志的这一行不在检查点所封存的日志之中（行、路径或检查点被改动）",
    en: "the line is not in the log that the checkpoint sealed (line, path or checkpoint was altered)",
  },
  checkpoint: { "zh-CN": "检查点被改动，或不属于这种日志", en: "a checkpoint was altered, or is not of such a log" },
  sealing: {
    "zh-CN": "总日志的这一行封存的不是这份材料的日志",
    en: "the line of the journal does not seal the log of this submission",
  },
  journal: {
    "zh-CN": "总日志的这一行不在其检查点所封存的日志之中",
    en: "the line of the journal is not in what the journal's checkpoint sealed",
  },
};

/** What `verify` says of a proof: the verdict first, then what it rests on, then what is proved. */
export function proofLines(path: string, verdict: ProofVerdict, language: Language): string[] {
  const zh = language === "zh-CN";
  const { problems, signature, finding, examined, published } = verdict;
  const title = TITLES[problems.length === 0 ? "as-written" : "altered"][language];
  const lines = [zh ? `${title}：${path}` : `${title}: ${path}`];
  for (const problem of problems) {
    const what = problem === "signature" ? SIGNATURES[signature] : PROBLEMS[problem];
    if (what) lines.push(`  - ${what[language]}`);
  }
  if (problems.length > 0 || !finding) return lines;
  lines.push(`  ${standing(signature)[language]}`);
  lines.push(`  ${findingLine(finding, language)}`);
  lines.push(zh ? `  编号 ${finding.id}，核对于 ${examined}` : `  id ${finding.id}, examined ${examined}`);
  if (published)
    lines.push(
      zh
        ? `  报送材料 ${published.folder}（第 ${published.version} 版），内容 SHA-256 ${published.identity}，已封存于总日志`
        : `  submission ${published.folder} (version ${published.version}), SHA-256 of its content ${published.identity}, sealed in the journal`,
    );
  else lines.push(zh ? "  未附总日志的封存" : "  without the journal's seal");
  return lines;
}
