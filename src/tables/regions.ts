import { type Area, filled, type Lattice } from "./lattice.ts";
import { sentence } from "./words.ts";

/** Rows that hold more than one line of title or note: what a column of blanks is judged by. */
const isLine = (lattice: Lattice, area: Area, row: number): boolean => {
  let seen = 0;
  for (let column = area.left; column < area.right && seen < 2; column++) if (lattice.kind(row, column) !== "blank") seen++;
  return seen > 1;
};

/**
 * The parts of a sheet that stand apart: side by side with an empty column between (each with labels and figures of its
 * own), in bands with empty rows between. A blank column or row inside a table does not part it.
 */
export function regions(lattice: Lattice): { readonly above: readonly string[]; readonly areas: readonly Area[] } {
  const area = usedArea(lattice);
  const whole = beside(lattice, area);
  if (whole.length > 1) {
    // Lines above both are not the left one's alone.
    let top = area.top;
    const above: string[] = [];
    for (; top < area.bottom && !isLine(lattice, area, top); top++)
      above.push(
        ...lattice
          .across(top, area.left, area.right)
          .filter(filled)
          .map(({ text }) => text),
      );
    return { above, areas: whole.map((part) => ({ ...part, top })) };
  }
  const bands = bandsOf(lattice, area);
  const one = { above: [], areas: [area] };
  if (bands.length < 2) return one;
  const parted: Area[] = [];
  let apart = false;
  for (const band of bands) {
    const parts = beside(lattice, band);
    const last = parted.at(-1);
    if (parts.length > 1) {
      parted.push(...parts);
      apart = true;
    } else if (last && last.left === area.left && last.right === area.right) parted[parted.length - 1] = { ...last, bottom: band.bottom };
    else parted.push({ ...band, left: area.left, right: area.right });
  }
  return apart ? { above: [], areas: parted } : one;
}

/** The grid without empty columns at its sides. */
function usedArea({ kind, height, width }: Lattice): Area {
  let [left, right] = [width, 0];
  for (let row = 0; row < height; row++)
    for (let column = 0; column < width; column++)
      if (kind(row, column) !== "blank") {
        left = Math.min(left, column);
        right = Math.max(right, column + 1);
      }
  return { top: 0, bottom: height, left: Math.min(left, right), right };
}

function bandsOf(lattice: Lattice, area: Area): readonly Area[] {
  const bands: Area[] = [];
  let top = -1;
  for (let row = area.top; row <= area.bottom; row++) {
    const blank = row === area.bottom || lattice.across(row, area.left, area.right).every((piece) => !filled(piece));
    if (!blank && top < 0) top = row;
    else if (blank && top >= 0) {
      bands.push({ ...area, top, bottom: row });
      top = -1;
    }
  }
  return bands;
}

function beside(lattice: Lattice, area: Area): readonly Area[] {
  const lines: number[] = [];
  for (let row = area.top; row < area.bottom; row++) if (isLine(lattice, area, row)) lines.push(row);
  if (lines.length === 0) return [area];
  const used = Array.from({ length: area.right - area.left }, (_, offset) =>
    lines.some((row) => filled(lattice.piece(row, area.left + offset))),
  );
  const parts: { left: number; right: number }[] = [];
  for (const [offset, full] of used.entries()) {
    if (!full) continue;
    const last = parts.at(-1);
    if (last && last.right === area.left + offset) last.right++;
    else parts.push({ left: area.left + offset, right: area.left + offset + 1 });
  }
  if (parts.length < 2) return [area];
  const joined: { left: number; right: number }[] = [];
  for (const part of parts) {
    const last = joined.at(-1);
    if (last && !(standsAlone(lattice, lines, last) && standsAlone(lattice, lines, part))) last.right = part.right;
    else joined.push({ ...part });
  }
  if (joined.length < 2) return [area];
  return joined.map(({ left, right }, order) => ({
    ...area,
    left: order === 0 ? area.left : left,
    right: order === joined.length - 1 ? area.right : right,
  }));
}

/** Has a column of labels with a column of figures to its right. */
function standsAlone(lattice: Lattice, lines: readonly number[], { left, right }: { left: number; right: number }): boolean {
  let labelled = false;
  for (let column = left; column < right; column++) {
    let words = 0;
    let figures = 0;
    for (const row of lines) {
      const kind = lattice.kind(row, column);
      if (kind === "text" && !sentence(lattice.text(row, column))) words++;
      else if (kind === "figure") figures++;
    }
    if (words > 1 && words > figures) labelled = true;
    else if (labelled && figures > 0 && figures >= words) return true;
  }
  return false;
}
