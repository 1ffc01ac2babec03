import type { Language, Text } from "../model/text.ts";
import type { LogVerdict } from "./verify-log.ts";
import type { FolderProblem, JournalVerdict, Overall, SubmissionVerdict } from "./verify-submission.ts";

/** What is wrong with a signature. */
export const SIGNATURES: { readonly [signature: string]: Text } = {
  invalid: { "zh-CN": "签名无效：检查点内容或签名被改动", en: "bad signature: the checkpoint or its signature was changed" },
  absent: {
    "zh-CN": "缺少签名：提供了公钥，但检查点没有签名",
    en: "no signature: a public key was given, but the checkpoint is not signed",
  },
  "other-key": { "zh-CN": "签名不是由所提供的密钥作出的", en: "signed, but not with the key that was given" },
};

/** A problem in one sentence. */
export function problemText(problem: FolderProblem): Text {
  switch (problem.kind) {
    case "altered":
      return { "zh-CN": `第 ${problem.line} 行被改动`, en: `line ${problem.line} was altered` };
    case "gap":
      return {
        "zh-CN": `第 ${problem.line} 行之前缺少 ${problem.missing} 行`,
        en: `before line ${problem.line}, ${problem.missing} line${problem.missing === 1 ? " is" : "s are"} missing`,
      };
    case "longer":
      return {
        "zh-CN": `日志比检查点长：检查点只封存了前 ${problem.size} 行，现有 ${problem.lines} 行，多出的行没有封存`,
        en: `longer than the checkpoint: it seals ${problem.size} lines, there are ${problem.lines}; the lines after it are not sealed`,
      };
    case "shorter":
      return {
        "zh-CN": `日志末尾被截去：检查点封存了 ${problem.size} 行，现只有 ${problem.lines} 个完整行`,
        en: `shorter than the checkpoint, its end was cut: it seals ${problem.size} lines, there are ${problem.lines} whole ones`,
      };
    case "torn":
      return { "zh-CN": `第 ${problem.line} 行不完整（写入中断或被截断）`, en: `line ${problem.line} is not whole (a crash, or a cut)` };
    case "rewritten":
      return {
        "zh-CN": "根哈希不一致：各行前后相接，但不是检查点所封存的内容（日志或检查点被重写）",
        en: "root differs: the lines chain, but they are not what the checkpoint sealed (log or checkpoint was rewritten)",
      };
    case "bad-checkpoint":
      return { "zh-CN": "检查点 checkpoint.txt 被改动或不属于此日志", en: "checkpoint.txt was altered or belongs to another log" };
    case "no-checkpoint":
      return {
        "zh-CN": "没有检查点 checkpoint.txt，无法确认日志是否完整",
        en: "there is no checkpoint.txt: whether the log is whole cannot be told",
      };
    case "bad-signature":
      return SIGNATURES[problem.signature]!;
    case "empty":
      return { "zh-CN": "日志是空的", en: "the log is empty" };
    case "output-altered":
      return {
        "zh-CN": `输出文件 ${problem.path} 与日志中的哈希不符（被改动）`,
        en: `the output ${problem.path} was altered: its hash is not the one in the log`,
      };
    case "output-missing":
      return { "zh-CN": `日志所列的输出文件 ${problem.path} 不存在`, en: `the output ${problem.path} that the log names is missing` };
    case "journal-differs":
      return {
        "zh-CN": "与输出目录总日志中封存的根哈希不一致",
        en: "the journal of the output folder sealed another root for this submission",
      };
    case "journal-altered":
      return {
        "zh-CN": "输出目录的总日志本身已被改动，无法据以比对（请对输出目录运行 verify）",
        en: "the journal of the output folder was itself altered and nothing can be held against it (verify the output folder)",
      };
    case "journal-silent":
      return { "zh-CN": "输出目录的总日志中没有这份报送材料", en: "the journal of the output folder does not know this submission" };
  }
}

/** What the signature says, where the rest is in order. */
export function standing(signature: LogVerdict["signature"]): Text {
  if (signature === "valid") return { "zh-CN": "签名有效", en: "signature valid" };
  if (signature === "unchecked")
    return {
      "zh-CN": "检查点有签名，但未提供公钥（--public-key），未验证签名：仅内部一致",
      en: "signed, but no public key was given (--public-key), so the signature was not checked: internally consistent only",
    };
  return {
    "zh-CN": "检查点没有签名：仅内部一致，不能排除日志与检查点一并被重写",
    en: "the checkpoint is not signed: internally consistent only; it cannot be ruled out that log and checkpoint were both rewritten",
  };
}

/** The one word for what was verified. */
export const TITLES: { readonly [overall in Overall]: Text } = {
  "as-written": { "zh-CN": "一致", en: "OK" },
  incomplete: { "zh-CN": "不完整", en: "INCOMPLETE" },
  altered: { "zh-CN": "不一致", en: "NOT OK" },
};

const RESTORE: Text = {
  "zh-CN": "  请从备份恢复缺少的内容，或对原材料重新运行 crossfoot check，再行校验",
  en: "  Restore what is missing from a backup, or run crossfoot check on the material again; then verify once more",
};

/** The first line: what holds of all that was verified, so that no later line can be taken for it. */
function titleLine(path: string, overall: Overall, { lines }: LogVerdict, language: Language): string {
  const title = TITLES[overall][language];
  if (overall !== "as-written") return language === "zh-CN" ? `${title}：${path}` : `${title}: ${path}`;
  return language === "zh-CN" ? `${title}：${path}（${lines.length} 行）` : `${title}: ${path} (${lines.length} lines)`;
}

/** What `verify` says of one submission's folder. */
export function submissionLines(path: string, verdict: SubmissionVerdict, language: Language): string[] {
  const zh = language === "zh-CN";
  const { log, overall, problems, outputs, unnamed, sealing } = verdict;
  const lines = [titleLine(path, overall, log, language), ...problems.map((problem) => `  - ${problemText(problem)[language]}`)];
  if (overall === "as-written") lines.push(`  ${standing(log.signature)[language]}`);
  if (overall === "incomplete") lines.push(RESTORE[language]);
  lines.push(zh ? `  与日志相符的输出文件：${outputs} 个` : `  output files that agree with the log: ${outputs}`);
  // Said only of what is as it was sealed: the journal's seal is no comfort where the log has changed since.
  if (sealing === "sealed" && overall === "as-written")
    lines.push(zh ? "  已封存于输出目录的总日志" : "  sealed in the journal of the output folder");
  if (sealing === "none") lines.push(zh ? "  上级目录没有总日志，未作比对" : "  no journal beside it to compare with");
  for (const name of unnamed) lines.push(zh ? `  日志未列出的文件：${name}` : `  a file that the log does not name: ${name}`);
  return lines;
}

/** What `verify` says of an output folder: of everything together, then of its journal, then of each submission it sealed. */
export function journalLines(path: string, { log, overall, submissions, setAside }: JournalVerdict, language: Language): string[] {
  const zh = language === "zh-CN";
  const of = (name: string, text: string): string => (zh ? `  ${name}：${text}` : `  ${name}: ${text}`);
  const lines = [titleLine(path, overall, log, language), ...log.problems.map((problem) => `  - ${problemText(problem)[language]}`)];
  if (overall === "as-written") lines.push(`  ${standing(log.signature)[language]}`);
  else if (log.problems.length === 0)
    lines.push(of(zh ? "总日志本身" : "the journal itself", zh ? `一致（${log.lines.length} 行）` : `OK (${log.lines.length} lines)`));
  for (const { folder, verdict } of submissions) {
    if (!verdict)
      lines.push(of(folder, zh ? "已封存的结果不见了（被删除、移走或改名）" : "the sealed result is gone (deleted, moved or renamed)"));
    else if (verdict.problems.length === 0) lines.push(of(folder, TITLES["as-written"][language]));
    else for (const problem of verdict.problems) lines.push(of(folder, problemText(problem)[language]));
  }
  for (const folder of setAside)
    lines.push(
      of(folder, zh ? "被改动过，重新核对时已搁置，不作判断" : "had been changed, and was set aside when checked again; not judged"),
    );
  if (overall === "incomplete") lines.push(RESTORE[language]);
  return lines;
}
