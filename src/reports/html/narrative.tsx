import type { Block, Document } from "../../model/grid.ts";
import { placeOf } from "../../model/grid.ts";
import { looksOf } from "./looks.ts";
import type { Marking } from "./mark.tsx";
import { MarkedText } from "./marked-text.tsx";
import { grouped, say, T } from "./say.tsx";
import { GridTitle } from "./tables.tsx";
import { paragraphAnchor, textKey } from "./view.ts";

/** Paragraphs shown in full; beyond them only those that hold a figure. */
const MOST_PARAGRAPHS = 4000;

function TableHere({ block, marking }: { readonly block: Block & { readonly kind: "grid" }; readonly marking: Marking }) {
  const { grid } = block;
  const top = JSON.stringify(placeOf({ ...grid, rows: [] }, 0, 0));
  const shown = marking.view.grids.find((view) => view.grid === grid || JSON.stringify(placeOf({ ...view.grid, rows: [] }, 0, 0)) === top);
  if (!shown) return null;
  return (
    <p class="table-here">
      <a href={`#${shown.id}`}>
        〔<GridTitle of={shown} />〕
      </a>
    </p>
  );
}

function Reading({
  document,
  index,
  marking,
  sparing,
}: {
  readonly document: Document;
  readonly index: number;
  readonly marking: Marking;
  readonly sparing: boolean;
}) {
  const look = looksOf(document.reading);
  let left = 0;
  const parts = document.blocks.map((block) => {
    if (block.kind === "grid") return <TableHere block={block} marking={marking} />;
    const { text, number } = block.paragraph;
    if (text.trim() === "") return null;
    const told = marking.view.told.get(textKey({ document: document.path, paragraph: number })) ?? [];
    if (sparing && told.length === 0) {
      left++;
      return null;
    }
    return (
      <p id={paragraphAnchor(index, number)} class={look(text)}>
        <MarkedText text={text} told={told} marking={marking} />
      </p>
    );
  });
  return (
    <section class="document">
      <h3 class="file">{document.path}</h3>
      <div class="reading" lang="zh-CN">
        {parts}
      </div>
      {left === 0 ? null : (
        <p class="left-out">
          <T
            of={say(
              `另有 ${grouped(left)} 段不含数字的文字未在此显示。`,
              `${grouped(left)} paragraphs without figures are not shown here.`,
            )}
          />
        </p>
      )}
    </section>
  );
}

/** The running text in its order, with the figures read from it marked and the tables named where they stand. */
export function Narrative({ marking }: { readonly marking: Marking }) {
  const { documents } = marking.view.examination;
  const count = ({ blocks }: Document): number =>
    blocks.filter((block) => block.kind === "paragraph" && block.paragraph.text.trim() !== "").length;
  if (documents.every((document) => count(document) === 0)) return null;
  let paragraphs = 0;
  return (
    <section id="narrative" aria-labelledby="narrative-t">
      <h2 id="narrative-t">
        <T of={say("正文", "The text")} />
      </h2>
      {documents.map((document, index) => {
        const own = count(document);
        if (own === 0) return null;
        paragraphs += own;
        return <Reading document={document} index={index} marking={marking} sparing={paragraphs > MOST_PARAGRAPHS} />;
      })}
    </section>
  );
}
