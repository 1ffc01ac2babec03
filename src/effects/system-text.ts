import type { Text } from "../model/text.ts";
import type { Trouble } from "./watch-event.ts";

const FULL: Text = { "zh-CN": "磁盘空间不足：请清理磁盘。", en: "The disk is full: make room on it." };
const READ_ONLY: Text = {
  "zh-CN": "磁盘为只读：请检查磁盘或共享的挂载方式。",
  en: "The disk is read-only: look at how the disk or share is mounted.",
};
const DENIED: Text = {
  "zh-CN": "没有权限：请让运行 crossfoot 的用户有权读写。",
  en: "Permission denied: allow the user that runs crossfoot to read and write there.",
};
const FAILED: Text = {
  "zh-CN": "磁盘读写出错：请检查磁盘、连线或网络共享。",
  en: "The disk failed to read or write: look at the disk, its cable or the network share.",
};
const HANDLES: Text = {
  "zh-CN": "打开的文件过多：请提高系统限制（ulimit -n）。",
  en: "Too many open files: raise the system's limit (ulimit -n).",
};

const BY_CODE: { readonly [code: string]: Text } = {
  ENOSPC: FULL,
  EDQUOT: FULL,
  EROFS: READ_ONLY,
  EACCES: DENIED,
  EPERM: DENIED,
  EIO: FAILED,
  ESTALE: FAILED,
  ETIMEDOUT: FAILED,
  EMFILE: HANDLES,
  ENFILE: HANDLES,
  EBUSY: {
    "zh-CN": "文件正被其他程序占用：请关闭打开它的程序。",
    en: "Another program has the file: close whatever has it open.",
  },
  ENOENT: { "zh-CN": "路径不存在：请检查磁盘或共享是否已连接。", en: "It is not there: see whether the disk or share is connected." },
  ENAMETOOLONG: { "zh-CN": "名称过长：请缩短文件名或路径。", en: "A name is too long: shorten the file name or the path." },
};

/** For events of files a system has limits of its own, which it reports as a full disk or too many open files. */
const EVENTS: Text = {
  "zh-CN": "系统的文件监视数已达上限：可提高 fs.inotify.max_user_watches 与 max_user_instances，或使用 --poll。",
  en: "The system's limit on watched files is reached: raise fs.inotify.max_user_watches and max_user_instances, or use --poll.",
};

const CLOCK: Text = {
  "zh-CN": "系统时间早于日志中最近一次的时间：请校准时钟。",
  en: "The clock stands before the latest time in the log: set it right.",
};

/** What a failure of the system means and what to do, by its code (`ENOSPC`) and by what failed. */
export function systemText(code: string, what: Trouble["what"] = "output"): Text {
  if (what === "clock") return CLOCK;
  if (what === "events" && (code === "ENOSPC" || code === "EMFILE")) return EVENTS;
  return BY_CODE[code] ?? { "zh-CN": `系统错误 ${code}。`, en: `The system failed (${code}).` };
}
