import type { Refusal, RefusedFile } from "../model/event.ts";
import { fileFinding } from "../model/finding.ts";
import type { Document } from "../model/grid.ts";
import type { Text } from "../model/text.ts";

/** Stands for the hash of a file whose bytes could not be read. */
export const NO_HASH = "0".repeat(64);

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
};

/** The document that stands for a file which could not be taken in: no content, one finding that says why. */
export function refusedDocument({ path, reason, detail }: RefusedFile, bytes = 0, sha256 = NO_HASH): Document {
  const { why, next } = WORDS[reason];
  const more = detail === "" ? "" : ` (${detail})`;
  const message = {
    "zh-CN": `无法读取文件“${path}”：${why["zh-CN"]}${detail === "" ? "" : `（${detail}）`}。`,
    en: `The file “${path}” could not be read: ${why.en}${more}.`,
  };
  return {
    path,
    sha256,
    bytes,
    format: "unknown",
    blocks: [],
    findings: [fileFinding("unreadable-file", "error", path, message, next, reason)],
    losses: [],
  };
}
