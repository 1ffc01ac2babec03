import { attachmentPaths } from "../../containers/attachment-path.ts";
import { isFault } from "../../containers/fault.ts";
import { isFaulty } from "../../containers/file-findings.ts";
import { embeddedDocument } from "../../containers/ole.ts";
import type { Archive } from "../../containers/zip.ts";
import type { Attachment } from "../../model/parser.ts";

/** Links to packages, to objects of older programs, and to documents whose text stands in this one; what each counts as. */
const EMBEDDED: { readonly [type: string]: string } = {
  package: "embedded object",
  oleObject: "embedded object",
  aFChunk: "embedded document",
};

/** A document inside another, and what its place in the outer one was counted as. */
export interface Embedded {
  readonly attachment: Attachment;
  readonly what: string;
}

/**
 * The documents embedded in a package: workbooks, documents. Other objects (equations, drawings) hold no figures of their
 * own. `targets` gives the parts that links of a type lead to.
 */
export async function embeddedIn(archive: Archive, path: string, targets: (type: string) => readonly string[]): Promise<Embedded[]> {
  const pathOf = attachmentPaths(path);
  const found: Embedded[] = [];
  for (const [type, what] of Object.entries(EMBEDDED))
    for (const name of new Set(targets(type))) {
      const bytes = await archive.read(name);
      if (bytes === undefined) continue;
      if (isFault(bytes)) {
        const own = pathOf(name);
        found.push({ attachment: { path: own, finding: isFaulty(own, bytes) }, what });
        continue;
      }
      const content = /\.bin$/i.test(name) ? await embeddedDocument(bytes) : bytes;
      if (content) found.push({ attachment: { path: pathOf(name), bytes: content }, what });
    }
  return found;
}
