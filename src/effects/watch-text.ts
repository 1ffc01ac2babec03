import type { Language } from "../model/text.ts";
import { shortPath, submissionLine } from "./summary-text.ts";
import type { WatchEvent } from "./watch.ts";

const TROUBLE = {
  inbox: { "zh-CN": "暂时无法读取收件目录，将继续重试", en: "the inbox cannot be read for now, trying again" },
  events: { "zh-CN": "系统文件通知不可用，改为定期扫描", en: "the system's file events are not available, going on by looking regularly" },
  submission: { "zh-CN": "处理时系统出错，稍后重试", en: "the system failed while dealing with it, trying again later" },
};

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
      return `${event.name === "" ? "" : `${event.name}: `}${TROUBLE[event.what][language]} (${event.detail})`;
    case "stopping":
      return zh
        ? `正在结束：完成当前一份${event.waiting > 0 ? `，其余 ${event.waiting} 份下次继续` : ""}……`
        : `Ending: finishing the current one${event.waiting > 0 ? `, ${event.waiting} more next time` : ""} …`;
  }
}
