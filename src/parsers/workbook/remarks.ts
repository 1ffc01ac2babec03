import { hasHidden } from "../../containers/file-findings.ts";
import { type Finding, fileFinding } from "../../model/finding.ts";
import { columnLetters } from "../../model/place.ts";
import type { Text } from "../../model/text.ts";
import type { Note, Sheet } from "./layout.ts";

/** As many single places as a sentence can bear. */
const NAMED = 8;

/** What a reader of one sheet does not see; `undefined` where there is nothing. `hidden`: 0 shown, 1 hidden, 2 only by program. */
export function hiddenIn(path: string, name: string, hidden: number, sheet: Sheet): Finding | undefined {
  const { hiddenRows, hiddenColumns, invisible, covered, pale } = sheet;
  const unseen: Text[] = [];
  const add = (zh: string, en: string): void => {
    unseen.push({ "zh-CN": zh, en });
  };
  if (hidden === 1) add("整张工作表被隐藏", "the whole sheet is hidden");
  if (hidden === 2) add("整张工作表被深度隐藏（菜单中无法取消）", "the whole sheet is very hidden (no menu shows it)");
  if (hiddenRows.length > 0) add(`第 ${runs(hiddenRows, String)} 行被隐藏`, `hidden row(s) ${runs(hiddenRows, String)}`);
  if (hiddenColumns.length > 0)
    add(`${runs(hiddenColumns, columnLetters)} 列被隐藏`, `hidden column(s) ${runs(hiddenColumns, columnLetters)}`);
  if (invisible.length > 0)
    add(`${some(invisible)} 的数字格式使内容不显示`, `cell(s) ${some(invisible)} whose number format shows nothing of the content`);
  if (pale.length > 0) add(`${some(pale)} 的文字与底色相同`, `cell(s) ${some(pale)} written in the colour of the ground`);
  if (covered.length > 0)
    add(`${some(covered)} 被合并单元格盖住但仍有内容`, `cell(s) ${some(covered)} under a merged range that still hold a value`);
  if (unseen.length === 0) return undefined;
  const list = (language: keyof Text, mark: string): string => unseen.map((text) => text[language]).join(mark);
  return hasHidden(
    path,
    {
      "zh-CN": `工作表“${name}”中有看不见的内容：${list("zh-CN", "；")}。已照常读取。`,
      en: `Sheet "${name}" holds what is not seen: ${list("en", "; ")}. It was read all the same.`,
    },
    {
      "zh-CN": "请取消隐藏（或取消合并）后查看，确认这些内容是否应当计入。",
      en: "Unhide it (or undo the merge) and decide whether it belongs in the figures.",
    },
    name,
  );
}

/** As much of one comment as a sentence can bear. */
const QUOTED = 60;

/** The comments of one sheet: an explanation may stand there that no figure shows. */
export function notesIn(path: string, name: string, notes: readonly Note[]): Finding {
  const list = notes.slice(0, NAMED).map(({ at, text }) => `${at}“${shortened(text)}”`);
  const more = notes.length > NAMED ? ` … (${notes.length})` : "";
  return hasHidden(
    path,
    {
      "zh-CN": `工作表“${name}”有批注 ${notes.length} 条：${list.join("；")}${more}。`,
      en: `Sheet "${name}" carries ${notes.length} comment(s): ${list.join("; ")}${more}.`,
    },
    {
      "zh-CN": "请阅读批注，其中可能有对数字的说明。",
      en: "Read the comments: they may explain figures.",
    },
    `${name} comments`,
  );
}

const shortened = (text: string): string => {
  const line = text.replace(/\s+/g, " ").trim();
  return line.length > QUOTED ? `${line.slice(0, QUOTED)}…` : line;
};

/** Values taken from other workbooks, as they were when the file was last saved. */
export const linksIn = (path: string, links: number): Finding =>
  hasHidden(
    path,
    {
      "zh-CN": `工作簿引用了 ${links} 个其他文件，其中的数是上次保存时的结果，没有重新读取。`,
      en: `The workbook takes values from ${links} other file(s); they are as last saved and were not fetched again.`,
    },
    {
      "zh-CN": "请一并报送被引用的文件，或将引用改为数值后重新报送。",
      en: "Submit those files as well, or replace the links by values.",
    },
    "links to other workbooks",
  );

/** Formulas that were never calculated: a program wrote them and no spreadsheet program has opened the file since. */
export const uncalculatedIn = (path: string, name: string, places: readonly string[]): Finding =>
  fileFinding(
    "not-checked",
    "warning",
    path,
    {
      "zh-CN": `工作表“${name}”有 ${places.length} 个公式没有保存计算结果（${some(places)}），这些单元格没有数值（不是 0），未核对。`,
      en: `Sheet "${name}" has ${places.length} formula(s) without a saved result (${some(places)}); these cells have no value, which is not 0, and were not checked.`,
    },
    {
      "zh-CN": "请用 Excel 打开、全部重算（Ctrl+Alt+F9）并保存后重新报送。",
      en: "Open it in Excel, recalculate everything (Ctrl+Alt+F9), save, and submit that.",
    },
    `${name} formulas`,
  );

export const lostSheet = (path: string, name: string): Finding =>
  fileFinding(
    "unreadable-file",
    "error",
    path,
    {
      "zh-CN": `工作表“${name}”已损坏，无法读取，未核对。`,
      en: `Sheet "${name}" is damaged and could not be read; nothing in it was checked.`,
    },
    { "zh-CN": "请用 Excel 打开并另存后重新报送。", en: "Open the workbook in Excel, save it again, and submit that." },
    name,
  );

export const tooManyCells = (path: string, name: string, most: number): Finding =>
  fileFinding(
    "unreadable-file",
    "error",
    path,
    {
      "zh-CN": `工作表“${name}”的单元格超过可处理的上限（${most} 个），未核对。`,
      en: `Sheet "${name}" holds more cells than can be examined (${most}); nothing in it was checked.`,
    },
    { "zh-CN": "请删除无关内容或拆分后重新报送。", en: "Remove what does not belong, or split it, and submit it again." },
    name,
  );

const some = (places: readonly string[]): string =>
  places.length > NAMED ? `${places.slice(0, NAMED).join(", ")} … (${places.length})` : places.join(", ");

/** 3, 4, 5, 8 as `3–5, 8`. */
function runs(numbers: readonly number[], name: (number: number) => string): string {
  const found: [first: number, last: number][] = [];
  for (const number of numbers) {
    const last = found.at(-1);
    if (last && number === last[1] + 1) last[1] = number;
    else found.push([number, number]);
  }
  return some(found.map(([first, last]) => (first === last ? name(first) : `${name(first)}–${name(last)}`)));
}
