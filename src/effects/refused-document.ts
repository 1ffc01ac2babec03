import { deserialize, serialize } from "node:v8";
import type { Refusal, RefusedFile } from "../model/event.ts";
import { type Finding, fileFinding } from "../model/finding.ts";
import type { Document } from "../model/grid.ts";
import type { Text } from "../model/text.ts";
import type { ReadDocument } from "./job.ts";

/** Stands for the hash of a file whose bytes could not be read. */
const NO_HASH = "0".repeat(64);

const WORDS: { readonly [reason in Refusal]: { readonly why: Text; readonly next: Text } } = {
  vanished: {
    why: { "zh-CN": "读取时文件已不存在", en: "it was gone when it was to be read" },
    next: { "zh-CN": "请确认报送材料已完整放入后重新核对。", en: "Make sure that the submission is complete, then check it again." },
  },
  changed: {
    why: { "zh-CN": "读取过程中文件发生了变化（可能仍在复制）", en: "it changed while it was being read (it may still be copying)" },
    next: { "zh-CN": "请等待复制完成后重新核对。", en: "Wait until copying has finished, then check it again." },
  },
  link: {
    why: { "zh-CN": "它是指向报送材料之外的链接，未予读取", en: "it is a link that leads out of the submission and was not followed" },
    next: { "zh-CN": "请用文件本身替换该链接。", en: "Put the file itself in place of the link." },
  },
  special: {
    why: { "zh-CN": "它不是普通文件（管道、设备等）", en: "it is no ordinary file (a pipe, a device …)" },
    next: { "zh-CN": "请提供普通文件。", en: "Supply an ordinary file." },
  },
  denied: {
    why: { "zh-CN": "没有读取权限", en: "reading it is not permitted" },
    next: { "zh-CN": "请检查文件权限后重新核对。", en: "Check the permissions of the file, then check it again." },
  },
  "too-large": {
    why: { "zh-CN": "文件超过大小上限", en: "it is larger than the limit" },
    next: { "zh-CN": "请拆分文件后重新报送。", en: "Split the file and submit it again." },
  },
  "too-deep": {
    why: { "zh-CN": "它在压缩包中套叠过深", en: "it lies too deep in archives inside each other" },
    next: { "zh-CN": "请解压后直接报送该文件。", en: "Unpack it and submit the file itself." },
  },
  failed: {
    why: { "zh-CN": "系统读取失败", en: "the system failed to read it" },
    next: { "zh-CN": "请检查磁盘或网络后重新核对。", en: "Check the disk or the network, then check it again." },
  },
  fault: {
    why: { "zh-CN": "crossfoot 读取它时自身出错，该文件未核对", en: "crossfoot itself failed on it; the file was not examined" },
    next: {
      "zh-CN": "这是程序的缺陷，不是材料的问题：请把 audit.jsonl 中的 file-failed 事件报告给维护者，并人工核对该文件。",
      en: "This is a fault in the program, not in the file: report the event file-failed in audit.jsonl, and check the file by hand.",
    },
  },
  time: {
    why: { "zh-CN": "读取超过时限，已停止", en: "reading it took longer than the limit and was stopped" },
    next: {
      "zh-CN": "文件可能已损坏或过于复杂：请用原软件打开并另存后重新报送；确是大文件的，请拆分，或用 --time-limit 放宽时限后重新核对。",
      en: "It may be damaged or too involved: open it in the program it came from, save a copy and submit that; where it is just large, split it, or allow more with --time-limit.",
    },
  },
  memory: {
    why: { "zh-CN": "读取所需内存超过上限，已停止", en: "reading it took more memory than the limit and was stopped" },
    next: {
      "zh-CN":
        "文件可能已损坏或带有大量空白格式：请用原软件另存一份精简的文件后重新报送；确是大文件的，请拆分，或用 --memory-limit 放宽上限后重新核对。",
      en: "It may be damaged or carry masses of blank formatting: save a trimmed copy in the program it came from and submit that; where it is just large, split it, or allow more with --memory-limit.",
    },
  },
  crash: {
    why: { "zh-CN": "读取它的进程意外终止", en: "the process that read it ended unexpectedly" },
    next: {
      "zh-CN": "请用原软件打开并另存后重新报送；仍然如此的，请报告给维护者，并人工核对该文件。",
      en: "Open it in the program it came from, save a copy and submit that; if it happens again, report it and check the file by hand.",
    },
  },
};

/** A document in the form in which it goes to the process that examines it. */
function inBytes(document: Document): ReadDocument {
  const { path, format, encoding, losses, findings } = document;
  return {
    bytes: serialize(document),
    summary: { path, format, encoding: encoding ?? null, grids: 0, paragraphs: 0, losses, findings },
  };
}

/** The document that stands for a file inside another which could not be taken out of it. */
export const notTakenOut = (path: string, finding: Finding): ReadDocument =>
  inBytes({ path, sha256: NO_HASH, bytes: 0, format: "unknown", blocks: [], findings: [finding], losses: [] });

/** The document that stands for a file which could not be taken in: no content, one finding that says why. */
export function refusedDocument({ path, reason, detail }: RefusedFile, bytes = 0, sha256 = NO_HASH): ReadDocument {
  const { why, next } = WORDS[reason];
  const more = detail === "" ? "" : ` (${detail})`;
  const message = {
    "zh-CN": `无法读取文件“${path}”：${why["zh-CN"]}${detail === "" ? "" : `（${detail}）`}。`,
    en: `The file “${path}” could not be read: ${why.en}${more}.`,
  };
  const findings = [fileFinding("unreadable-file", "error", path, message, next, reason)];
  return inBytes({ path, sha256, bytes, format: "unknown", blocks: [], findings, losses: [] });
}

/** Why what was read of a document was not examined: what it ended in alone, or that all documents together were too much. */
export type NotExamined = "fault" | "time" | "memory" | "crash" | "together";

const WHY_NOT: { readonly [reason in NotExamined]: { readonly why: Text; readonly next: Text } } = {
  fault: { why: { "zh-CN": "crossfoot 核对它时自身出错", en: "crossfoot itself failed while checking it" }, next: WORDS.fault.next },
  time: {
    why: { "zh-CN": "核对它超过时限，已停止", en: "checking it took longer than the limit and was stopped" },
    next: {
      "zh-CN": "请人工核对该文件；或拆分后重新报送，或用 --time-limit 放宽时限后重新核对。",
      en: "Check it by hand; or split it and submit it again, or allow more with --time-limit.",
    },
  },
  memory: {
    why: { "zh-CN": "核对它所需内存超过上限，已停止", en: "checking it took more memory than the limit and was stopped" },
    next: {
      "zh-CN": "请人工核对该文件；或拆分后重新报送，或用 --memory-limit 放宽上限后重新核对。",
      en: "Check it by hand; or split it and submit it again, or allow more with --memory-limit.",
    },
  },
  crash: {
    why: { "zh-CN": "核对它的进程意外终止", en: "the process that checked it ended unexpectedly" },
    next: { "zh-CN": "请人工核对该文件，并报告给维护者。", en: "Check it by hand, and report this." },
  },
  together: {
    why: {
      "zh-CN": "整份材料一起核对超出上限，已停止，各文件均未核对",
      en: "checking the whole submission together went beyond the limit and was stopped; no file of it was checked",
    },
    next: {
      "zh-CN": "请将材料分成几份重新核对，或用 --time-limit、--memory-limit 放宽上限。",
      en: "Split the submission and check the parts, or allow more with --time-limit or --memory-limit.",
    },
  },
};

/** The document without its content, which is not examined, and with a finding that says why. */
export function notExamined({ bytes, summary }: ReadDocument, reason: NotExamined, detail: string): ReadDocument {
  const { path, findings } = summary;
  const { why, next } = WHY_NOT[reason];
  const message = {
    "zh-CN": `文件“${path}”已读取，但未核对：${why["zh-CN"]}${detail === "" ? "" : `（${detail}）`}。`,
    en: `The file “${path}” was read but not checked: ${why.en}${detail === "" ? "" : ` (${detail})`}.`,
  };
  const finding: Finding = fileFinding("not-checked", "error", path, message, next, reason);
  // What was serialised is a document: nothing else makes these bytes.
  return inBytes({ ...(deserialize(bytes) as Document), blocks: [], findings: [...findings, finding] });
}
