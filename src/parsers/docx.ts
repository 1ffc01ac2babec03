import { type Fault, isFault } from "../containers/fault.ts";
import { isFaulty } from "../containers/file-findings.ts";
import { mainPartOf, relationshipsOf } from "../containers/opc.ts";
import { type Archive, openArchive } from "../containers/zip.ts";
import type { Limits, Parser, Reading } from "../model/parser.ts";
import { embeddedIn } from "./docx/embedded.ts";
import { numberingOf } from "./docx/numbering-xml.ts";
import { readingOf } from "./docx/reading.ts";
import { readNotes, readStory, wordsOf } from "./docx/story.ts";
import { blocksOf, lossesOf, marginNotes } from "./word/blocks.ts";
import type { Story } from "./word/draft.ts";
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
  const lost: string[] = [];
  if (isFault(numbering)) lost.push("automatic numbers: their part is damaged");
  const notesIn = async (type: string): Promise<ReadonlyMap<string, Story>> => {
    const part = await archive.read(targets(type)[0] ?? "");
    const notes = part === undefined || isFault(part) ? part : readNotes(part, limits.cells);
    if (isFault(notes)) lost.push(`${type}: their part is damaged`);
    return notes === undefined || isFault(notes) ? new Map() : notes;
  };
  const asides = { footnotes: await notesIn("footnotes"), endnotes: await notesIn("endnotes"), comments: await notesIn("comments") };
  const story = readStory(xml, isFault(numbering) ? UNNUMBERED : numbering, limits.cells, asides);
  if (isFault(story)) return story;
  const margins: string[] = [];
  for (const target of new Set([...targets("header"), ...targets("footer")])) {
    const part = await archive.read(target);
    const margin = part === undefined || isFault(part) ? part : readStory(part, UNNUMBERED, limits.cells);
    if (isFault(margin)) lost.push("page header or footer: its part is damaged");
    else if (margin) margins.push(wordsOf(margin).join("\n"));
  }
  const attachments = await embeddedIn(archive, path, targets);

  const laid = blocksOf(path, story.items, limits.cells);
  if (isFault(laid)) return laid;
  const view = await readingOf(archive, main, xml);
  if (isFault(view)) lost.push("reading view: it could not be made");
  const losses = new Map(story.losses);
  for (const what of lost) losses.set(what, (losses.get(what) ?? 0) + 1);
  // What was taken out is read as a document of its own.
  for (const { what } of attachments) {
    const left = (losses.get(what) ?? 0) - 1;
    if (left > 0) losses.set(what, left);
    else losses.delete(what);
  }
  return {
    blocks: laid.blocks,
    findings: remarks(path, [...story.notes, ...marginNotes(margins)], laid.covered, attachments.length),
    losses: lossesOf(losses),
    attachments: attachments.map(({ attachment }) => attachment),
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
