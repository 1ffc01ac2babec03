import { type Fault, isFault } from "../containers/fault.ts";
import { hasHidden, isFaulty } from "../containers/file-findings.ts";
import { mainPartOf, relationshipsOf } from "../containers/opc.ts";
import { type Archive, openArchive } from "../containers/zip.ts";
import type { Finding } from "../model/finding.ts";
import type { Block, Loss } from "../model/grid.ts";
import type { Limits, Parser, Reading } from "../model/parser.ts";
import { numberingOf } from "./docx/numbering-xml.ts";
import { readingOf } from "./docx/reading.ts";
import { readStory } from "./docx/story.ts";
import type { Story } from "./word/draft.ts";
import { type Numbering, UNNUMBERED } from "./word/numbering.ts";
import { spread } from "./word/table.ts";

/** Documents of Word 2007 and later: its tables as true grids and its paragraphs, in the document's order. */
export const docx: Parser = {
  id: "docx",
  parse: async (path, bytes, limits) => {
    const reading = await read(path, bytes, limits);
    return isFault(reading) ? { blocks: [], findings: [isFaulty(path, reading)], losses: [] } : reading;
  },
};

/** A part that has no other use than its text: whether there is any. */
const MARGINS: { readonly [type: string]: string } = { header: "page header", footer: "page footer" };

async function read(path: string, bytes: Uint8Array, limits: Limits): Promise<Reading | Fault> {
  const archive = await openArchive(bytes, limits);
  if (isFault(archive)) return archive;
  const main = await mainPartOf(archive);
  if (isFault(main)) return main;
  const links = await relationshipsOf(archive, main);
  if (isFault(links)) return links;
  const xml = await archive.read(main);
  if (xml === undefined) return { fault: "damaged", why: { "zh-CN": `缺少部件“${main}”`, en: `part "${main}" is missing` } };
  if (isFault(xml)) return xml;
  const targets = (type: string): string[] =>
    [...links.values()].flatMap((link) => (link.type === type && link.target ? [link.target] : []));
  const numbering = await numberingIn(archive, xml, targets("numbering")[0], targets("styles")[0]);
  const story = readStory(xml, isFault(numbering) ? UNNUMBERED : numbering, limits.cells);
  if (isFault(story)) return story;
  const losses = new Map(story.losses);
  const lose = (what: string): void => {
    losses.set(what, (losses.get(what) ?? 0) + 1);
  };
  if (isFault(numbering)) lose("automatic numbers: their part is damaged");
  for (const [type, what] of Object.entries(MARGINS))
    for (const target of new Set(targets(type))) if (await hasText(archive, target)) lose(what);

  const blocks: Block[] = [];
  let covered = 0;
  for (const item of story.items) {
    if (item.kind === "paragraph") {
      blocks.push({ kind: "paragraph", paragraph: { number: item.number, text: item.text } });
      continue;
    }
    const table = spread(item.rows, limits.cells);
    if (!table) return { fault: "too-large", why: { "zh-CN": `表 ${item.number} 过大`, en: `table ${item.number} is too large` } };
    covered += table.covered;
    const origin = { in: "word", table: item.number } as const;
    blocks.push({ kind: "grid", grid: { document: path, origin, rows: table.rows, ragged: false, firstRow: 1, firstColumn: 1 } });
  }
  const view = await readingOf(archive, main, xml);
  if (isFault(view)) lose("reading view: it could not be made");
  return {
    blocks,
    findings: remarks(path, story, covered),
    losses: Array.from(losses, ([what, count]): Loss => ({ what, count })),
    ...(isFault(view) || view === "" ? {} : { reading: view }),
  };
}

/** The numbering of the document, if anything in it is numbered; reading the styles for nothing would cost more than it is worth. */
async function numberingIn(
  archive: Archive,
  xml: Uint8Array,
  lists: string | undefined,
  styles: string | undefined,
): Promise<Numbering | Fault> {
  const part = lists === undefined ? undefined : await archive.read(lists);
  if (part === undefined) return UNNUMBERED;
  if (isFault(part)) return part;
  const style = styles === undefined ? undefined : await archive.read(styles);
  if (isFault(style)) return style;
  const mentions = (bytes: Uint8Array | undefined): boolean =>
    bytes !== undefined && Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).includes("numPr");
  return mentions(xml) || mentions(style) ? numberingOf(part, style) : UNNUMBERED;
}

async function hasText(archive: Archive, part: string): Promise<boolean> {
  const bytes = await archive.read(part);
  if (bytes === undefined) return false;
  // A damaged header is not read either: better one loss too many than a silence.
  if (isFault(bytes)) return true;
  const story = readStory(bytes, UNNUMBERED, 10_000);
  return isFault(story) || story.items.some((item) => item.kind === "table" || item.text.trim() !== "");
}

/** What a reader of the pages does not see, or sees otherwise. */
function remarks(path: string, { insertions, deletions, hidden }: Story, covered: number): Finding[] {
  const found: Finding[] = [];
  if (insertions + deletions > 0)
    found.push(
      hasHidden(
        path,
        {
          "zh-CN": `文档带有未定稿的修订（插入 ${insertions} 处、删除 ${deletions} 处）；按全部接受读取。`,
          en: `The document carries tracked changes (${insertions} insertion(s), ${deletions} deletion(s)); it was read as if all were accepted.`,
        },
        { "zh-CN": "请接受或拒绝全部修订后报送定稿。", en: "Accept or reject all changes and submit the final document." },
        "tracked changes",
      ),
    );
  if (hidden > 0)
    found.push(
      hasHidden(
        path,
        {
          "zh-CN": `有 ${hidden} 个段落含隐藏文字；隐藏文字不参与核对，整格均为隐藏文字的单元格除外。`,
          en: `${hidden} paragraph(s) hold hidden text; it was left out, but for cells that hold nothing else.`,
        },
        {
          "zh-CN": "请在 Word 中显示隐藏文字，确认其中没有应报送的内容。",
          en: "Show hidden text in Word and make sure nothing in it should have been submitted.",
        },
        "hidden text",
      ),
    );
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
  return found;
}
