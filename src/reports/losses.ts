import type { Text } from "../model/text.ts";

/** What a reader met and did not fully understand: its name, and which verdicts are weaker for it (`null`: none). */
export interface LossWords {
  readonly name: Text;
  readonly weakens: Text | null;
}

const say = (zh: string, en: string): Text => ({ "zh-CN": zh, en });
const UNSEEN = say("其中的数字没有读取，也没有核对", "figures in it were not read or checked");
const TOTALS = say(
  "这里没有数值；包括它的合计与关系没有核对",
  "there is no value here; totals and relations that take it in were not checked",
);
const PLACES = say(
  "附近的数字可能归错行或列，涉及它们的结论需复核",
  "figures near it may stand in the wrong row or column: look twice at verdicts on them",
);
const LABELS = say(
  "附近的行名、栏名可能不全，按名称建立的关系可能漏掉",
  "labels near it may be incomplete: relations found by label may be missing",
);

/** By the word that a reader gives a loss (`Loss.what`). */
const WORDS: Readonly<Record<string, LossWords>> = {
  picture: { name: say("图片", "picture"), weakens: UNSEEN },
  chart: {
    name: say("图表", "chart"),
    weakens: say("图上标的数字没有核对；来源单元格照常核对", "figures written on it were not checked; the cells it shows were"),
  },
  comment: { name: say("批注", "comment"), weakens: say("对差异的说明可能写在其中", "a difference may be explained there") },
  "embedded object": { name: say("嵌入对象", "embedded object"), weakens: UNSEEN },
  "pivot table": {
    name: say("数据透视表", "pivot table"),
    weakens: say("按保存的结果读取，没有与来源数据核对", "read as it was saved, not held against its source"),
  },
  "chart sheet": { name: say("图表工作表", "chart sheet"), weakens: UNSEEN },
  "macro sheet": { name: say("宏工作表", "macro sheet"), weakens: null },
  "dialog sheet": { name: say("对话框工作表", "dialog sheet"), weakens: null },
  "link to another workbook": {
    name: say("对其他工作簿的引用", "link to another workbook"),
    weakens: say(
      "引用来的数按上次保存的结果核对，公式没有重算",
      "its values were taken as last saved and their formulas not computed again",
    ),
  },
  "formula without a saved result": { name: say("没有保存结果的公式", "formula without a saved result"), weakens: TOTALS },
  "formula of a binary workbook": {
    name: say("二进制工作簿的公式", "formula of a binary workbook"),
    weakens: say("只核对保存的结果，公式没有重算", "only saved results were checked; formulas were not computed again"),
  },
  "tracked changes": { name: say("修订记录", "tracked changes"), weakens: null },
  "text box": { name: say("文本框", "text box"), weakens: UNSEEN },
  "form control": { name: say("窗体控件", "form control"), weakens: UNSEEN },
  "table inside a cell": { name: say("单元格内的表格", "table inside a cell"), weakens: UNSEEN },
  "field without a saved result": { name: say("没有保存结果的域", "field without a saved result"), weakens: TOTALS },
  "field that does not end": { name: say("不完整的域", "field that does not end"), weakens: LABELS },
  "automatic number that could not be told": {
    name: say("无法推定的自动编号", "automatic number that could not be told"),
    weakens: LABELS,
  },
  "automatic numbers: their part is damaged": {
    name: say("自动编号（定义已损坏）", "automatic numbers whose definitions are damaged"),
    weakens: LABELS,
  },
  "symbol that is not known": { name: say("无法识别的符号", "symbol that is not known"), weakens: LABELS },
  "span that is too wide": { name: say("过宽的合并单元格", "span that is too wide"), weakens: PLACES },
  "table row whose columns cannot be told": {
    name: say("无法确定各列位置的表格行", "table row whose columns cannot be told"),
    weakens: PLACES,
  },
  "phonetic guide": { name: say("拼音注音", "phonetic guide"), weakens: null },
  "equation read as a line of text": {
    name: say("公式（按一行文字读取）", "equation, read as a line of text"),
    weakens: say("式中的数字按文字顺序读取，可能不准", "figures in it were read in the order of the text and may be wrong"),
  },
  "page header": { name: say("页眉", "page header"), weakens: UNSEEN },
  "page footer": { name: say("页脚", "page footer"), weakens: UNSEEN },
  "page header or footer": { name: say("页眉页脚", "page header or footer"), weakens: null },
  "page header or footer: its part is damaged": {
    name: say("页眉页脚（已损坏）", "page header or footer that is damaged"),
    weakens: UNSEEN,
  },
  "reading view: it could not be made": { name: say("正文阅读视图（未能生成）", "reading view, which could not be made"), weakens: null },
  "slanted text, as of a watermark": { name: say("倾斜文字（如水印）", "slanted text, as of a watermark"), weakens: null },
};

const ELEMENT = /^element (.+)$/;

/** A loss in words; one that is not known is shown as the reader called it, and may weaken anything near it. */
export function lossWords(what: string): LossWords {
  const known = WORDS[what];
  if (known) return known;
  const element = ELEMENT.exec(what)?.[1];
  return element === undefined
    ? { name: say(what, what), weakens: PLACES }
    : { name: say(`不认识的元素 ${element}`, `element ${element}, which is not known`), weakens: PLACES };
}
