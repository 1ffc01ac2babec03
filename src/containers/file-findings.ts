import { type Finding, fileFinding } from "../model/finding.ts";
import type { Text } from "../model/text.ts";
import type { Fault } from "./fault.ts";
import type { Kind } from "./kinds.ts";

/** What readers say about a file as such. Refusals are errors: nothing in the file was examined. */

const text = (zh: string, en: string): Text => ({ "zh-CN": zh, en });

export const isEmpty = (path: string): Finding =>
  fileFinding(
    "unreadable-file",
    "error",
    path,
    text("文件是空的，没有任何内容。", "The file is empty."),
    text("请确认上传是否完整，重新报送该文件。", "Check that the upload was complete and submit the file again."),
    "empty",
  );

export const isLockFile = (path: string): Finding =>
  fileFinding(
    "unreadable-file",
    "error",
    path,
    text(
      "这是 Office 打开文档时留下的临时锁文件（~$…），不是文档本身。",
      "This is the lock file (~$…) that Office leaves beside an open document, not the document.",
    ),
    text("请关闭文档后报送原文件（文件名不带 ~$）。", "Close the document and submit the file itself, the one without ~$ in its name."),
    "lock file",
  );

/** A sound file in which nothing stands. */
export const holdsNothing = (path: string): Finding =>
  fileFinding(
    "not-checked",
    "info",
    path,
    text(
      "文件可以打开，但其中没有任何文字或数字，没有可核对的内容。",
      "The file opens, but holds no word and no figure: there was nothing to check.",
    ),
    text("请确认报送的是正确的文件。", "Make sure that this is the file that was meant."),
    "nothing in it",
  );

/** Bytes that are nothing a reader knows. */
export const isUnknown = (path: string): Finding =>
  fileFinding(
    "unreadable-file",
    "error",
    path,
    text("文件内容无法识别：不是 Word、Excel、CSV，也不是可读的文本。", "The file's content is not Word, Excel or CSV, nor readable text."),
    text(
      "请用原软件打开确认文件完好，另存为 .docx、.xlsx 或 UTF-8 编码的 .csv 后重新报送。",
      "Check in the program it came from that it opens, save it as .docx, .xlsx or UTF-8 .csv, and submit it again.",
    ),
    "unknown content",
  );

export const isUnsupported = (path: string, { kind, advice }: Kind): Finding =>
  fileFinding(
    "unsupported-format",
    "error",
    path,
    text(`文件内容是${kind["zh-CN"]}，暂不支持，未核对。`, `The file is ${kind.en}, which is not read; nothing in it was checked.`),
    advice,
    kind.en,
  );

export const isEncrypted = (path: string): Finding =>
  fileFinding(
    "encrypted-file",
    "error",
    path,
    text("文件设有打开密码，无法读取，未核对。", "The file is protected by a password; nothing in it was checked."),
    text(
      "请取消密码保护后重新报送，或用 --password 给出密码后再核对。",
      "Remove the password and submit the file again, or give the password with --password.",
    ),
  );

/** What a broken, hostile or oversized file gets. */
export function isFaulty(path: string, { fault, why }: Fault): Finding {
  if (fault === "encrypted") return isEncrypted(path);
  if (fault === "too-large")
    return fileFinding(
      "unreadable-file",
      "error",
      path,
      text(`文件超出可处理的范围，已拒绝：${why["zh-CN"]}。`, `The file is beyond what can be examined and was refused: ${why.en}.`),
      text(
        "请拆分或精简后重新报送；若文件来历不明，请勿打开。",
        "Split or trim it and submit it again; if you do not know where it came from, do not open it.",
      ),
      "too large",
    );
  return fileFinding(
    "unreadable-file",
    "error",
    path,
    text(
      `文件已损坏，无法读取，未核对：${why["zh-CN"]}。`,
      `The file is damaged and could not be read; nothing in it was checked: ${why.en}.`,
    ),
    text("请用原软件打开并另存一份完好的文件后重新报送。", "Open it in the program it came from, save a sound copy, and submit that."),
    "damaged",
  );
}

/** Read all the same: what a file is, its content decides. */
export const isMisnamed = (path: string, said: string, format: string): Finding =>
  fileFinding(
    "unsupported-format",
    "info",
    path,
    text(
      `扩展名是 ${said}，内容却是 ${format}；已按实际内容读取。`,
      `The name says ${said} but the content is ${format}; it was read as what it is.`,
    ),
    text("建议改正扩展名，以免别的软件打不开。", "Correct the extension, so that other programs open the file."),
    "misnamed",
  );

export const hasMacros = (path: string): Finding =>
  fileFinding(
    "hidden-content",
    "info",
    path,
    text("文件含有宏程序；宏从未运行，也不影响读取。", "The file holds macros; they were not run and do not affect what was read."),
    text("如无必要，请另存为不含宏的 .docx 或 .xlsx。", "If they are not needed, save it as .docx or .xlsx without macros."),
    "macros",
  );

/** Content that a reader of the file does not see on the page. `where` tells findings of one file apart. */
export const hasHidden = (path: string, what: Text, next: Text, where: string): Finding =>
  fileFinding("hidden-content", "info", path, what, next, where);

/** Some characters could not be decoded: what stands there is not known. */
export const hasLostCharacters = (path: string, count: number, encoding: string): Finding =>
  fileFinding(
    "unreadable-file",
    "warning",
    path,
    text(
      `有 ${count} 个字符按 ${encoding} 无法解读，显示为“\ufffd”；其余内容已读取。`,
      `${count} character(s) could not be read as ${encoding} and show as "\ufffd"; the rest was read.`,
    ),
    text(
      "请对照原件核对这些位置，或另存为 UTF-8 后重新报送。",
      "Compare these places with the original, or save the file as UTF-8 and submit it again.",
    ),
    "lost characters",
  );
