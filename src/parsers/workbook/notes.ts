import { isFault } from "../../containers/fault.ts";
import { relationshipsOf } from "../../containers/opc.ts";
import { readXml } from "../../containers/xml.ts";
import type { Archive } from "../../containers/zip.ts";
import type { Note } from "./layout.ts";

const NAMESPACES = new Map([
  ["http://schemas.openxmlformats.org/spreadsheetml/2006/main", "x"],
  ["http://purl.oclc.org/ooxml/spreadsheetml/main", "x"],
]);

/** What Excel writes before a comment of today's kind, for programs that know only the old kind. */
const FOREWORD = /^\[[^\]]{2,40}\]\s[\s\S]*?\n\s*(?:Comment|注释|批注|评论)[:：]\s*/;

/** The comments of one worksheet part; none where there are none, or where they are damaged. */
export async function notesOf(archive: Archive, sheet: string): Promise<readonly Note[]> {
  const links = await relationshipsOf(archive, sheet);
  const target = isFault(links) ? undefined : [...links.values()].find(({ type }) => type === "comments")?.target;
  const part = target === undefined ? undefined : await archive.read(target);
  if (part === undefined || isFault(part)) return [];
  const notes: Note[] = [];
  let at: string | undefined;
  let text = "";
  let isText = false;
  const fault = readXml(part, NAMESPACES, {
    open: (name, attribute) => {
      if (name === "x:comment") [at, text] = [attribute("ref"), ""];
      isText = name === "x:t";
    },
    close: (name) => {
      isText = false;
      const words = text.replace(FOREWORD, "").trim();
      if (name === "x:comment" && at !== undefined && words !== "") notes.push({ at, text: words });
    },
    text: (words) => {
      if (isText) text += words;
    },
  });
  return fault ? [] : notes;
}
