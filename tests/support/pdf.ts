/** A page: what it draws, in PDF's own operators, and how it is turned. */
export interface PdfPage {
  readonly content: string;
  readonly rotate?: number;
}

/** A line of text at a place, counted from the bottom left; letters of 10 points in Helvetica. */
export const text = (x: number, y: number, words: string): string =>
  `BT /F1 10 Tf ${x} ${y} Td (${words.replace(/[()\\]/g, "\\$&")}) Tj ET\n`;
export const stroke = (x1: number, y1: number, x2: number, y2: number): string => `${x1} ${y1} m ${x2} ${y2} l S\n`;

/** Lines around all cells of a table with these edges. */
export const lattice = (xs: readonly number[], ys: readonly number[]): string =>
  xs.map((x) => stroke(x, ys[0]!, x, ys.at(-1)!)).join("") + ys.map((y) => stroke(xs[0]!, y, xs.at(-1)!, y)).join("");

/** A PDF of pages of 400 by 300 points. */
export function pdfOf(...pages: readonly PdfPage[]): Uint8Array {
  const objects = [
    "<< /Type /Catalog /Pages 2 0 R >>",
    `<< /Type /Pages /Count ${pages.length} /Kids [${pages.map((_, index) => `${4 + index * 2} 0 R`).join(" ")}] >>`,
    "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ...pages.flatMap(({ content, rotate = 0 }, index) => [
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 400 300] /Rotate ${rotate} /Resources << /Font << /F1 3 0 R >> >> /Contents ${5 + index * 2} 0 R >>`,
      `<< /Length ${content.length} >>\nstream\n${content}\nendstream`,
    ]),
  ];
  let file = "%PDF-1.4\n";
  const places = objects.map((object, index) => {
    const at = file.length;
    file += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return at;
  });
  const start = file.length;
  const entries = places.map((at) => `${String(at).padStart(10, "0")} 00000 n \n`).join("");
  file += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${entries}trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${start}\n%%EOF\n`;
  return Buffer.from(file, "latin1");
}
