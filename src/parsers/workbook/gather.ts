import type { Finding } from "../../model/finding.ts";
import type { Block, Loss, Paragraph } from "../../model/grid.ts";
import type { Reading } from "../../model/parser.ts";
import { address, layOut, type SheetContent } from "./layout.ts";
import { hiddenIn, notesIn, tooManyCells, uncalculatedIn } from "./remarks.ts";

/** How a sheet is hidden: not at all, from the tabs, or so that no menu shows it. */
export type Hidden = 0 | 1 | 2;

/** Puts the sheets of one workbook together: a grid a sheet, hidden ones too, and remarks on what a reader does not see. */
export interface Gathering {
  readonly add: (content: SheetContent, hidden: Hidden) => void;
  readonly say: (finding: Finding) => void;
  readonly lose: (what: string, count?: number) => void;
  readonly write: (paragraph: Paragraph) => void;
  readonly reading: () => Reading;
}

/** `most`: cells that all sheets together may have, blank ones between others too. */
export function newGathering(most: number): Gathering {
  const blocks: Block[] = [];
  const findings: Finding[] = [];
  const losses = new Map<string, number>();
  let left = most;
  return {
    add: (content, hidden) => {
      const sheet = layOut(content, left);
      if (!sheet) {
        findings.push(tooManyCells(content.path, content.name, most));
        return;
      }
      left -= sheet.cells;
      for (const grid of sheet.grids) blocks.push({ kind: "grid", grid });
      const finding = sheet.grids.length > 0 ? hiddenIn(content.path, content.name, hidden, sheet) : undefined;
      if (finding) findings.push(finding);
      const open = Array.from(content.filled, ([row, line]) =>
        Array.from(line, ([column, { not }]) => (not === "uncalculated" ? address(row, column) : undefined)),
      )
        .flat()
        .filter((at) => at !== undefined);
      if (open.length > 0) findings.push(uncalculatedIn(content.path, content.name, open));
      if (sheet.notes.length > 0) findings.push(notesIn(content.path, content.name, sheet.notes));
    },
    say: (finding) => {
      findings.push(finding);
    },
    lose: (what, count = 1) => {
      if (count > 0) losses.set(what, (losses.get(what) ?? 0) + count);
    },
    write: (paragraph) => {
      blocks.push({ kind: "paragraph", paragraph });
    },
    reading: () => ({ blocks, findings, losses: Array.from(losses, ([what, count]): Loss => ({ what, count })) }),
  };
}
