import { type Fault, isFault } from "../containers/fault.ts";
import { isFaulty } from "../containers/file-findings.ts";
import { mainPartOf, relationshipsOf } from "../containers/opc.ts";
import { type Archive, openArchive } from "../containers/zip.ts";
import type { Limits, Parser, Reading } from "../model/parser.ts";
import { numberingOf } from "./docx/numbering-xml.ts";
import { readingOf } from "./docx/reading.ts";
import { readStory } from "./docx/story.ts";
import { blocksOf, lossesOf } from "./word/blocks.ts";
import { type Numbering, UNNUMBERED } from "./word/numbering.ts";
import { remarks } from "./word/remarks.ts";

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

  const laid = blocksOf(path, story.items, limits.cells);
  if (isFault(laid)) return laid;
  const view = await readingOf(archive, main, xml);
  if (isFault(view)) lose("reading view: it could not be made");
  return {
    blocks: laid.blocks,
    findings: remarks(path, story.notes, laid.covered),
    losses: lossesOf(losses),
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
