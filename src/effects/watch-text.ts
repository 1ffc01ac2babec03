import type { Payloads } from "../model/event.ts";
import type { Language, Text } from "../model/text.ts";
import { shortPath, submissionLine } from "./summary-text.ts";
import { systemText } from "./system-text.ts";
import type { Trouble, WatchEvent } from "./watch-event.ts";

/** What is in trouble, and what the watcher does about it. */
const TROUBLES: { readonly [what in Trouble["what"]]: Text } = {
  inbox: { "zh-CN": "无法读取收件目录，将不断重试", en: "the inbox cannot be read; trying again until it can" },
  events: {
    "zh-CN": "系统文件通知不可用，改为定期扫描，不会漏收",
    en: "the system's file events are not available; looking regularly instead, nothing is missed",
  },
  output: {
    "zh-CN": "无法写入输出目录，暂停核对并不断重试，材料不会丢失",
    en: "the output folder cannot be written to; pausing and trying again until it can, nothing is lost",
  },
  submission: { "zh-CN": "处理时系统出错，稍后重试", en: "the system failed while dealing with it; trying again later" },
  clock: {
    "zh-CN": "系统时钟被调回，日志中的时间暂不可靠；核对照常进行",
    en: "the clock was set back, times in the log are not to be relied on for now; work goes on",
  },
};

const OVER: { readonly [what in Trouble["what"]]: Text } = {
  inbox: { "zh-CN": "收件目录恢复可读", en: "the inbox can be read again" },
  events: { "zh-CN": "系统文件通知恢复", en: "the system's file events are back" },
  output: { "zh-CN": "输出目录恢复可写，继续核对", en: "the output folder can be written to again; going on" },
  submission: { "zh-CN": "重试成功", en: "done at last" },
  clock: { "zh-CN": "系统时钟恢复正常", en: "the clock is right again" },
};

function troubleLine({ what, name, code, detail }: Trouble, language: Language): string {
  const cause = `${systemText(code, what)[language]}${detail === "" ? "" : ` [${detail}]`}`;
  const of = what === "events" || what === "clock" ? "" : what === "submission" ? name : shortPath(name);
  return language === "zh-CN"
    ? `! ${of === "" ? "" : `${of}：`}${TROUBLES[what]["zh-CN"]}。${cause}`
    : `! ${of === "" ? "" : `${of}: `}${TROUBLES[what].en}. ${cause}`;
}

/** What a watcher does in one line. Progress inside a submission (`file`) is the caller's to show or to leave. */
export function watchLine(event: WatchEvent, language: Language): string {
  const zh = language === "zh-CN";
  switch (event.is) {
    case "watching":
      return zh
        ? `正在监视 ${shortPath(event.inbox)}，结果写入 ${shortPath(event.out)}。按 Ctrl-C 结束。`
        : `Watching ${shortPath(event.inbox)}, writing to ${shortPath(event.out)}. Ctrl-C ends it.`;
    case "arrived":
      return zh ? `${event.name}：已发现，等待文件稳定` : `${event.name}: seen, waiting until it stands still`;
    case "unsettled":
      return zh ? `${event.name}：读取时仍在变化，继续等待` : `${event.name}: changed while it was read, waiting on`;
    case "withdrawn":
      return zh ? `${event.name}：核对之前已被移走` : `${event.name}: taken away before it was examined`;
    case "received":
      return zh
        ? `${event.name}：收到 ${event.files} 个文件${event.version > 1 ? `（第 ${event.version} 版）` : ""}`
        : `${event.name}: received ${event.files} file${event.files === 1 ? "" : "s"}${event.version > 1 ? ` (version ${event.version})` : ""}`;
    case "resumed":
      return zh ? `${event.name}：继续上次未完成的核对` : `${event.name}: going on with what was not finished`;
    case "file":
      return zh ? `${event.name} [${event.number}/${event.of}] ${event.path}` : `${event.name} [${event.number}/${event.of}] ${event.path}`;
    case "again":
      return zh
        ? `${event.name}：内容与已核对的“${event.folder}”相同，只登记收件`
        : `${event.name}: the same bytes as “${event.folder}”, noted as received again`;
    case "examined":
      return submissionLine(event.result, language);
    case "trouble":
      return troubleLine(event, language);
    case "recovered":
      return event.what === "submission"
        ? (zh ? `${event.name}：` : `${event.name}: `) + OVER.submission[language]
        : OVER[event.what][language];
    case "stopping":
      return zh
        ? `正在结束：完成当前一份${event.waiting > 0 ? `，其余 ${event.waiting} 份下次继续` : ""}……`
        : `Ending: finishing the current one${event.waiting > 0 ? `, ${event.waiting} more next time` : ""} …`;
  }
}

/** That a file has been read for long, where no live view shows it. */
export const longFileLine = (
  { name, path, seconds }: { readonly name: string; readonly path: string; readonly seconds: number },
  language: Language,
): string =>
  language === "zh-CN" ? `${name}：${path} 已读 ${seconds} 秒，仍在继续` : `${name}: ${path} has been read for ${seconds} s, going on`;

/** The end of a watcher. */
export const stoppedLine = ({ published, again, failed }: Payloads["run-finished"], language: Language): string =>
  language === "zh-CN"
    ? `已结束：核对 ${published} 份，重复收件 ${again} 份，未能核对 ${failed} 份`
    : `Ended: ${published} examined, ${again} received again, ${failed} not examined`;
