import { attachmentPaths } from "../containers/attachment-path.ts";
import { damaged, type Fault, isFault } from "../containers/fault.ts";
import { isFaulty, isUnsupported } from "../containers/file-findings.ts";
import { WORD_95 } from "../containers/kinds.ts";
import { documentsInPool, openOle } from "../containers/ole.ts";
import type { Attachment, Limits, Parser, Reading } from "../model/parser.ts";
import { type Anchored, anchorsOf } from "./doc/anchors.ts";
import { type Bytes, bytesOf } from "./doc/bytes.ts";
import { type Extent, type Header, headerOf } from "./doc/header.ts";
import { listsOf } from "./doc/lists.ts";
import { piecesOf } from "./doc/pieces.ts";
import { runsOf } from "./doc/runs.ts";
import { readStory, type Text } from "./doc/stories.ts";
import { stylesOf } from "./doc/styles.ts";
import { blocksOf, lossesOf, marginNotes, plainView } from "./word/blocks.ts";
import { newDraft } from "./word/draft.ts";
import { type Marked, plain, writeMarked } from "./word/marked.ts";
import { numberingFrom } from "./word/numbering.ts";
import { remarks } from "./word/remarks.ts";

/** Documents of Word 97 to 2003, and of WPS in that format: tables from the document's own description of its rows. */
export const doc: Parser = {
  id: "doc",
  parse: async (path, bytes, limits) => {
    const refuse = (finding: Reading["findings"][number]): Reading => ({ blocks: [], findings: [finding], losses: [] });
    const ole = await openOle(bytes);
    if (isFault(ole)) return refuse(isFaulty(path, ole));
    const stream = ole.read("WordDocument");
    if (!stream) return refuse(isFaulty(path, damaged("缺少 WordDocument 流", "its stream WordDocument is missing")));
    const word = bytesOf(stream);
    const header = headerOf(word);
    if (!header) return refuse(isUnsupported(path, WORD_95));
    if (isFault(header)) return refuse(isFaulty(path, header));
    const table = ole.read(header.tableStream);
    if (!table) return refuse(isFaulty(path, damaged(`缺少 ${header.tableStream} 流`, `its stream ${header.tableStream} is missing`)));
    const embedded = ole.paths.filter((name) => /^ObjectPool\/[^/]+\/[^/]*ObjInfo$/.test(name)).length;
    const pathOf = attachmentPaths(path);
    const attachments = (await documentsInPool(ole)).map(({ name, bytes: inner }): Attachment => ({ path: pathOf(name), bytes: inner }));
    const reading = read(
      path,
      { word, table: bytesOf(table), data: bytesOf(ole.read("Data") ?? new Uint8Array()) },
      header,
      [attachments.length, embedded - attachments.length],
      limits,
    );
    return isFault(reading) ? refuse(isFaulty(path, reading)) : { ...reading, attachments };
  },
};

interface Streams {
  readonly word: Bytes;
  readonly table: Bytes;
  readonly data: Bytes;
}

/** Embedded objects: how many are documents, and how many are not. */
function read(
  path: string,
  { word, table, data }: Streams,
  header: Header,
  [embedded, others]: readonly [number, number],
  limits: Limits,
): Reading | Fault {
  const { extent, stories } = header;
  const pieces = piecesOf(table, extent("pieces"));
  if (isFault(pieces)) return pieces;
  const styles = stylesOf(table, extent("styles"));
  const draft = newDraft(numberingFrom(listsOf(table, extent("lists"), extent("listUses")), styles.numbered));
  const text: Text = {
    word,
    data,
    pieces,
    runs: runsOf("characters", word, table, extent("runPages")),
    paragraphs: runsOf("paragraphs", word, table, extent("paragraphPages")),
    isChinese: header.isChinese,
    styles,
    fonts: fontsOf(table, extent("fonts")),
    lose: draft.lose,
  };
  const anchors = anchorsOf(table, header);
  const words = ([from, to]: readonly [number, number]): readonly Marked[] => withoutLast(readStory(text, from, to, () => undefined));
  const anchored = (character: number, what: Anchored): readonly Marked[] | undefined => {
    const range = anchors[what].get(character);
    return range && words(range);
  };
  const body = readStory(text, stories.body[0], stories.body[1], anchored);
  // Boxes in a group of drawings are anchored by the group alone: their words follow the text.
  const boxes = anchors.loose.map(words).filter((lines) => lines.length > 0);
  if (word.overran() || pieces.at(-1)!.to < stories.body[1])
    return damaged("正文不完整，文件可能被截断", "its text is incomplete: the file may have been cut short");
  writeMarked(body, draft);
  if (boxes.length > 0)
    writeMarked(
      [{ level: 0, ends: "paragraph", joinsNext: false, tokens: boxes.map((lines) => ({ is: "aside", kind: "box", lines })) }],
      draft,
    );
  for (let object = 0; object < others; object += 1) draft.lose("embedded object");
  const margins = readStory(text, stories.margins[0], stories.margins[1], () => undefined);
  const { items, notes, losses } = draft.finish();
  const laid = blocksOf(path, items, limits.cells);
  if (isFault(laid)) return laid;
  const view = plainView(items);
  return {
    blocks: laid.blocks,
    findings: remarks(path, [...notes, ...marginNotes(margins.map((line) => plain([line])))], laid.covered, embedded),
    losses: lossesOf(losses),
    ...(view === "" ? {} : { reading: view }),
  };
}

/** The words of notes and boxes end with a paragraph of their own that nobody wrote. */
function withoutLast(lines: readonly Marked[]): readonly Marked[] {
  const last = lines.at(-1);
  return last && last.tokens.length === 0 && last.level === 0 ? lines.slice(0, -1) : lines;
}

/** Names of fonts, by their number. */
function fontsOf(table: Bytes, { at, length }: Extent): string[] {
  const fonts: string[] = [];
  if (length < 4 || at + length > table.length) return fonts;
  for (let next = at + 4; next < at + length; next += table.u8(next) + 1) {
    const characters = Math.max(0, Math.floor((table.u8(next) - 39) / 2));
    fonts.push(table.text(next + 40, characters).split("\u0000")[0] ?? "");
  }
  return fonts;
}
