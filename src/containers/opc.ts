import { damaged, type Fault, isFault } from "./fault.ts";
import { readXml } from "./xml.ts";
import type { Archive } from "./zip.ts";

/** A link from one part of an Office package to another. `type` is the last word of its type (`worksheet`, `styles` …). */
export interface Relationship {
  readonly type: string;
  /** Name of the part it leads to; `undefined` where it leads out of the file. Nothing outside is ever opened. */
  readonly target: string | undefined;
}

const NAMESPACES = new Map([
  ["http://schemas.openxmlformats.org/package/2006/relationships", "rel"],
  ["http://purl.oclc.org/ooxml/package/relationships", "rel"],
]);

/** The links of a part (`""` for those of the package itself) by their id; empty where it has none. */
export async function relationshipsOf(archive: Archive, part: string): Promise<ReadonlyMap<string, Relationship> | Fault> {
  const folder = part.slice(0, part.lastIndexOf("/") + 1);
  const bytes = await archive.read(`${folder}_rels/${part.slice(folder.length)}.rels`);
  const links = new Map<string, Relationship>();
  if (bytes === undefined) return links;
  if (isFault(bytes)) return bytes;
  const fault = readXml(bytes, NAMESPACES, {
    open: (name, attribute) => {
      const id = attribute("Id");
      if (name !== "rel:Relationship" || id === undefined) return;
      const type = (attribute("Type") ?? "").split("/").at(-1) ?? "";
      const target = attribute("TargetMode") === "External" ? undefined : resolve(folder, attribute("Target") ?? "");
      links.set(id, { type, target });
    },
    close: () => {},
    text: () => {},
  });
  return fault ?? links;
}

/** The part a package is about: `word/document.xml`, `xl/workbook.xml`, whatever it is called. */
export async function mainPartOf(archive: Archive): Promise<string | Fault> {
  const links = await relationshipsOf(archive, "");
  if (isFault(links)) return links;
  const main = [...links.values()].find(({ type }) => type === "officeDocument")?.target;
  return main ?? damaged("找不到主文档部件", "it does not say which of its parts is the document");
}

/** A target as written (`../media/a.png`, `/xl/styles.xml`) as the name of a part. */
function resolve(folder: string, target: string): string {
  const steps = target.startsWith("/") ? [] : folder.split("/").filter((step) => step !== "");
  for (const step of target.split("/")) {
    if (step === "..") steps.pop();
    else if (step !== "" && step !== ".") steps.push(step);
  }
  return steps.join("/");
}
