import type { Evidence } from "../model/check.ts";
import { halfWidth } from "../model/label.ts";

/** The words of each document by its path, in half width and without blanks: what a form prints of its own rules. */
export const textsOf = (evidence: Evidence): ReadonlyMap<string, string> => evidence.derived(read);

function read({ documents }: Evidence): ReadonlyMap<string, string> {
  return new Map(
    documents.map(({ path, blocks }) => [
      path,
      blocks
        .map((block) =>
          block.kind === "paragraph"
            ? block.paragraph.text
            : block.grid.rows
                .flat()
                .map(({ text }) => text)
                .join("\n"),
        )
        .map((text) => halfWidth(text).replace(/[^\S\n]+/g, ""))
        .join("\n"),
    ]),
  );
}
