/** Strings are left alone; references stand in brackets, their sheet before a point. */
const TOKEN = /"(?:[^"]|"")*"|\[([^\]]*)\]|;|~/g;
/** A part of a reference: an optional sheet (quoted or not), a point, a cell, a column or a row. */
const END = /^(?:\$?('(?:[^']|'')*'|[^.'#]+))?\.(\$?[A-Z]{0,3}\$?\d*)$/i;

/**
 * An OpenDocument formula (`of:=SUM([.B2:.B4];1)`) as a spreadsheet writes it: `SUM(B2:B4,1)`. `undefined` where it speaks
 * another language than OpenFormula or refers to what cannot be written so.
 */
export function plainFormula(written: string): string | undefined {
  const [, language = "of", body] = /^(?:(\w+):)?=(.*)$/s.exec(written) ?? [];
  if (body === undefined || !/^(?:of|oooc|msoxl)$/.test(language)) return undefined;
  if (language === "msoxl") return body;
  let isSound = true;
  const plain = body.replace(TOKEN, (token, inside?: string) => {
    if (token === ";" || token === "~") return ",";
    if (inside === undefined) return token;
    const reference = referenceOf(inside);
    isSound &&= reference !== undefined;
    return reference ?? token;
  });
  return isSound ? plain : undefined;
}

function referenceOf(inside: string): string | undefined {
  const ends = inside.split(/:(?=\$?(?:'(?:[^']|'')*'|[^.':]*)\.)/).map((end) => END.exec(end));
  const [first, last] = ends;
  if (!first || ends.length > 2 || (ends.length === 2 && !last)) return undefined;
  const [, sheet, cell] = first;
  // The second end may repeat the sheet; a range over several sheets cannot be written so.
  if (last?.[1] !== undefined && last[1] !== sheet) return undefined;
  return `${sheet === undefined ? "" : `${sheet}!`}${cell}${last ? `:${last[2]}` : ""}`;
}
