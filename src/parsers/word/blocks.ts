import { type Fault, tooLarge } from "../../containers/fault.ts";
import type { Block, Loss } from "../../model/grid.ts";
import type { Item, Note, Story } from "./draft.ts";
import { spread } from "./table.ts";

/** Paragraphs and grids in order; `covered` counts cells under merged ones that hold text. At most `most` cells a table. */
export function blocksOf(path: string, items: readonly Item[], most: number): { blocks: Block[]; covered: number } | Fault {
  const blocks: Block[] = [];
  let covered = 0;
  for (const item of items) {
    if (item.kind === "paragraph") {
      blocks.push({ kind: "paragraph", paragraph: { number: item.number, text: item.text } });
      continue;
    }
    const table = spread(item.rows, most);
    if (!table) return tooLarge(`表 ${item.number} 过大`, `table ${item.number} is too large`);
    covered += table.covered;
    const origin = { in: "word", table: item.number } as const;
    blocks.push({ kind: "grid", grid: { document: path, origin, rows: table.rows, ragged: false, firstRow: 1, firstColumn: 1 } });
  }
  return { blocks, covered };
}

export const lossesOf = (losses: Story["losses"]): Loss[] => Array.from(losses, ([what, count]) => ({ what, count }));

/** The paragraphs outside tables as HTML; `""` where there are no words. */
export const plainView = (items: readonly Item[]): string =>
  plainParagraphs(items.flatMap((item) => (item.kind === "paragraph" ? [item.text] : [])));

/** Paragraphs as HTML; `""` where there are no words. */
export function plainParagraphs(texts: readonly string[]): string {
  const escaped = (text: string): string => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
  return texts.map((text) => (text.trim() === "" ? "" : `<p>${escaped(text)}</p>`)).join("");
}

/** Page numbers say nothing; of page headers and footers with words, each is noted once. */
export function marginNotes(texts: readonly string[]): Note[] {
  const worded = texts.map((text) => text.trim()).filter((text) => /\p{L}/u.test(text.replace(PAGE_NUMBER, "")));
  return [...new Set(worded)].map((text) => ({ kind: "margin", text, place: {} }));
}

const PAGE_NUMBER = /第[^第页]{0,8}页|共[^共页]{0,8}页|\bpage\b|\bof\b/giu;
