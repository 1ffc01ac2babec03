import type { FileReceipt, IgnoredFile } from "../model/event.ts";
import type { Limits } from "../model/parser.ts";
import type { Location } from "./disk.ts";
import { documentOf, type Taken } from "./examine-apart.ts";
import { ignoredName } from "./intake.ts";
import type { ReadJob } from "./job.ts";
import { notTakenOut, refusedDocument } from "./refused-document.ts";
import type { Workers } from "./workers.ts";

/** A document with what the log says of it. */
export interface Opened extends Pick<Taken, "document" | "fault"> {
  /** Of a file inside another. */
  readonly receipt?: FileReceipt;
  /** Files inside it that are left aside. */
  readonly ignored?: readonly IgnoredFile[];
}

/**
 * The document of a file, then those of the files inside it, and inside them: each is read in its turn like one that
 * arrived by itself. What is too much of them, or lies too deep, is refused by name.
 */
export async function documentsOf(
  file: FileReceipt & { readonly location: Location },
  limits: Limits,
  workers: Workers,
  began: () => void,
): Promise<readonly Opened[]> {
  const opened: Opened[] = [];
  let left = { files: limits.entries, bytes: limits.attachedBytes };
  const take = async (receipt: FileReceipt & Pick<ReadJob, "from">, depth: number): Promise<void> => {
    const { document, fault, attachments = [] } = await documentOf(receipt, limits, workers, depth === 0 ? began : () => {});
    const ignored: IgnoredFile[] = [];
    const { path, bytes, sha256 } = receipt;
    const here = depth === 0 ? {} : { receipt: { path, bytes, sha256 } };
    opened.push({ document, ignored, ...here, ...(fault === undefined ? {} : { fault }) });
    for (const inside of attachments) {
      const why = ignoredName(inside.path.slice(inside.path.lastIndexOf("/") + 1));
      if (why) {
        ignored.push({ path: inside.path, why });
        continue;
      }
      if ("finding" in inside) {
        opened.push({ document: notTakenOut(inside.path, inside.finding) });
        continue;
      }
      const size = inside.bytes.length;
      left = { files: left.files - 1, bytes: left.bytes - size };
      const receiptInside = { path: inside.path, bytes: size, sha256: inside.sha256 };
      if (depth < limits.depth && left.files >= 0 && left.bytes >= 0)
        await take({ ...receiptInside, from: { bytes: inside.bytes } }, depth + 1);
      else {
        const detail = depth < limits.depth ? "" : `> ${limits.depth}`;
        const refused = refusedDocument(
          { path: inside.path, reason: depth < limits.depth ? "too-large" : "too-deep", detail },
          size,
          inside.sha256,
        );
        opened.push({ document: refused, receipt: receiptInside });
      }
    }
  };
  await take({ ...file, from: { location: file.location } }, 0);
  return opened;
}
