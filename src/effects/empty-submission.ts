import type { IgnoredFile } from "../model/event.ts";
import type { Examination } from "../model/examination.ts";
import { type Finding, fileFinding } from "../model/finding.ts";

const MOST_NAMED = 3;

function named(ignored: readonly IgnoredFile[]): { readonly zh: string; readonly en: string } {
  const names = ignored.slice(0, MOST_NAMED).map(({ path }) => path);
  const isAll = ignored.length <= MOST_NAMED;
  return {
    zh: `${names.join("、")}${isAll ? "" : ` 等 ${ignored.length} 个`}`,
    en: `${names.join(", ")}${isAll ? "" : ` and ${ignored.length - MOST_NAMED} more`}`,
  };
}

/** That nothing arrived is something to tell: the one finding of a submission without a file. */
export function emptySubmission(name: string, ignored: readonly IgnoredFile[]): Finding {
  const left = named(ignored);
  const message =
    ignored.length === 0
      ? {
          "zh-CN": `报送材料“${name}”是空文件夹，其中没有任何文件，什么也未能核对。`,
          en: `The submission “${name}” is an empty folder: no file is in it, and nothing could be checked.`,
        }
      : {
          "zh-CN": `报送材料“${name}”中没有可核对的文件，只有锁文件、临时文件等不属于材料的文件（${left.zh}），什么也未能核对。`,
          en: `The submission “${name}” holds no file to check, only lock files, temporary files and the like (${left.en}); nothing could be checked.`,
        };
  const next = {
    "zh-CN": "请确认路径无误、材料已经放入该文件夹，再重新核对；确未收到材料的，请通知报送单位补报。",
    en: "Make sure that the path is right and the files are in the folder, then check it again; if none were received, ask for them.",
  };
  return fileFinding("not-checked", "error", name, message, next);
}

/** An examination of no documents with the finding that there were none. */
export const withFinding = (examination: Examination, finding: Finding): Examination => ({
  ...examination,
  findings: [finding, ...examination.findings],
  summary: {
    ...examination.summary,
    findings: { ...examination.summary.findings, [finding.severity]: examination.summary.findings[finding.severity] + 1 },
    causes: { ...examination.summary.causes, [finding.severity]: examination.summary.causes[finding.severity] + 1 },
  },
});
