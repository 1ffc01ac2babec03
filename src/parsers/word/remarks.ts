import { hasHidden } from "../../containers/file-findings.ts";
import type { Finding } from "../../model/finding.ts";
import { placeText } from "../../model/place.ts";
import type { Language, Text } from "../../model/text.ts";
import type { Note, NoteKind } from "./draft.ts";

/** So many are quoted, and so much of each; the rest is counted. */
const QUOTED = 5;
const LONGEST = 40;

interface Remark {
  readonly kinds: readonly NoteKind[];
  /** Tells the findings of one file apart. */
  readonly id: string;
  readonly says: (count: number, of: (kind: NoteKind) => number) => Text;
  readonly next: Text;
}

const REMARKS: readonly Remark[] = [
  {
    kinds: ["inserted", "deleted"],
    id: "tracked changes",
    says: (_, of) => ({
      "zh-CN": `文档带有未定稿的修订（插入 ${of("inserted")} 处、删除 ${of("deleted")} 处）；按全部接受读取`,
      en: `The document carries tracked changes (${of("inserted")} insertion(s), ${of("deleted")} deletion(s)); it was read as if all were accepted`,
    }),
    next: { "zh-CN": "请接受或拒绝全部修订后报送定稿。", en: "Accept or reject all changes and submit the final document." },
  },
  {
    kinds: ["hidden"],
    id: "hidden text",
    says: (count) => ({
      "zh-CN": `有 ${count} 个段落含隐藏文字；隐藏文字不参与核对，整格均为隐藏文字的单元格除外`,
      en: `${count} paragraph(s) hold hidden text; it was left out, but for cells that hold nothing else`,
    }),
    next: {
      "zh-CN": "请在 Word 中显示隐藏文字，确认其中没有应报送的内容。",
      en: "Show hidden text in Word and make sure nothing in it should have been submitted.",
    },
  },
  {
    kinds: ["white"],
    id: "white text",
    says: (count) => ({
      "zh-CN": `有 ${count} 个段落含白色文字，页面上看不到；已照常读取并参与核对`,
      en: `${count} paragraph(s) hold white text, which the page does not show; it was read and checked like any other`,
    }),
    next: {
      "zh-CN": "请选中这些位置查看，确认这些文字是否应当保留。",
      en: "Select these places to see the text, and decide whether it belongs there.",
    },
  },
  {
    kinds: ["comment"],
    id: "comments",
    says: (count) => ({
      "zh-CN": `文档带有 ${count} 条批注；批注不参与核对`,
      en: `The document carries ${count} comment(s), which were not checked`,
    }),
    next: { "zh-CN": "请处理并删除批注后报送定稿。", en: "Settle and remove the comments, and submit the final document." },
  },
  {
    kinds: ["footnote"],
    id: "notes",
    says: (count) => ({
      "zh-CN": `文档有 ${count} 条脚注或尾注；已作为所在段落之后的正文读取`,
      en: `The document has ${count} footnote(s) or endnote(s); each was read as text after the paragraph that it belongs to`,
    }),
    next: { "zh-CN": "请一并核对脚注和尾注中的数字。", en: "Look at the figures in the notes as well." },
  },
  {
    kinds: ["margin"],
    id: "page margins",
    says: (count) => ({
      "zh-CN": `文档有 ${count} 处带文字的页眉或页脚；页眉页脚不参与核对`,
      en: `The document has ${count} page header(s) or footer(s) with words, which were not checked`,
    }),
    next: {
      "zh-CN": "请查看页眉页脚，确认其中没有需要核对的数字。",
      en: "Look at them and make sure they hold no figure that needs checking.",
    },
  },
];

const WHICH: { readonly [kind in NoteKind]?: Text } = {
  inserted: { "zh-CN": "插入", en: "inserted " },
  deleted: { "zh-CN": "删除", en: "deleted " },
};

/**
 * What a reader of the pages does not see, or sees otherwise. `covered`: cells under merged ones that hold text;
 * `embedded`: documents inside this one.
 */
export function remarks(path: string, notes: readonly Note[], covered: number, embedded: number): Finding[] {
  const found: Finding[] = [];
  for (const { kinds, id, says, next } of REMARKS) {
    const these = notes.filter(({ kind }) => kinds.includes(kind));
    if (these.length === 0) continue;
    const said = says(these.length, (wanted) => these.filter(({ kind }) => kind === wanted).length);
    const message = {
      "zh-CN": `${said["zh-CN"]}${quotes(these, "zh-CN")}。`,
      en: `${said.en}${quotes(these, "en")}.`,
    };
    found.push(hasHidden(path, message, next, id));
  }
  if (covered > 0)
    found.push(
      hasHidden(
        path,
        {
          "zh-CN": `有 ${covered} 个被合并的单元格仍带有文字，页面上看不到。`,
          en: `${covered} cell(s) under merged ones still hold text that the page does not show.`,
        },
        {
          "zh-CN": "请拆分合并单元格查看，确认这些文字是否应当保留。",
          en: "Split the merged cells and decide whether that text belongs there.",
        },
        "covered text",
      ),
    );
  if (embedded > 0)
    found.push(
      hasHidden(
        path,
        {
          "zh-CN": `文档内嵌 ${embedded} 个文件，页面上只见其中一部分；各作为一份材料另行读取。`,
          en: `The document holds ${embedded} embedded file(s), of which the page shows a part; each was read as a document of its own.`,
        },
        {
          "zh-CN": "请核对内嵌文件与页面所示是否一致。",
          en: "Make sure that what the page shows of them is what they hold.",
        },
        "embedded files",
      ),
    );
  return found;
}

/** The first of them, with their places. Changes of nothing but marks have no words to quote. */
function quotes(notes: readonly Note[], language: Language): string {
  const zh = language === "zh-CN";
  const worded = notes.filter(({ text }) => text.trim() !== "");
  if (worded.length === 0) return "";
  const list = worded.slice(0, QUOTED).map(({ kind, text, place }) => {
    const words = text.trim().replace(/\s+/g, " ");
    const short = words.length > LONGEST ? `${words.slice(0, LONGEST)}…` : words;
    const at = placeText({ document: "", ...place }, language);
    const where = at === "" ? "" : zh ? `（${at}）` : ` (${at})`;
    return `${WHICH[kind]?.[language] ?? ""}${zh ? `“${short}”` : `"${short}"`}${where}`;
  });
  const more = worded.length > QUOTED ? (zh ? "等" : " and others") : "";
  return zh ? `：${list.join("、")}${more}` : `: ${list.join(", ")}${more}`;
}
