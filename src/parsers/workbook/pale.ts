import { readXml } from "../../containers/xml.ts";

const NAMESPACES = new Map([
  ["http://schemas.openxmlformats.org/spreadsheetml/2006/main", "x"],
  ["http://purl.oclc.org/ooxml/spreadsheetml/main", "x"],
]);
const WHITE = "ffffff";
/** White by the palette, and the first colour of a theme, which is the ground of the window. */
const WHITE_INDEXES: ReadonlySet<string> = new Set(["1", "9"]);

/** A colour as six digits; `undefined` where only the program knows it. */
function colorOf(attribute: (name: string) => string | undefined): string | undefined {
  const rgb = attribute("rgb")?.toLowerCase();
  if (rgb !== undefined) return rgb.slice(-6);
  const tint = Number(attribute("tint") ?? "0");
  if (attribute("theme") === "0" && tint === 0) return WHITE;
  return WHITE_INDEXES.has(attribute("indexed") ?? "") ? WHITE : undefined;
}

/** The cell formats of a style part, by number, that write text in the colour of the ground. */
export function paleFormats(styles: Uint8Array): ReadonlySet<number> {
  const fonts: (string | undefined)[] = [];
  const fills: (string | undefined)[] = [];
  const pale = new Set<number>();
  let section = "";
  let formats = 0;
  const fault = readXml(styles, NAMESPACES, {
    open: (name, attribute) => {
      if (["x:fonts", "x:fills", "x:cellXfs", "x:dxfs", "x:cellStyleXfs"].includes(name)) section = name;
      if (section === "x:fonts") {
        if (name === "x:font") fonts.push(undefined);
        if (name === "x:color") fonts[fonts.length - 1] = colorOf(attribute);
      }
      if (section === "x:fills") {
        if (name === "x:fill") fills.push("unknown");
        if (name === "x:patternFill" && (attribute("patternType") ?? "none") === "none") fills[fills.length - 1] = WHITE;
        if (name === "x:patternFill" && attribute("patternType") === "solid") fills[fills.length - 1] = "solid";
        if (name === "x:fgColor" && fills.at(-1) === "solid") fills[fills.length - 1] = colorOf(attribute);
      }
      if (section === "x:cellXfs" && name === "x:xf") {
        const font = fonts[Number(attribute("fontId") ?? "0")];
        if (font !== undefined && font === fills[Number(attribute("fillId") ?? "0")]) pale.add(formats);
        formats += 1;
      }
    },
    close: () => {},
    text: () => {},
  });
  // What colours a damaged part meant, nobody knows; that it is damaged is found where it is read.
  return fault ? new Set() : pale;
}

const CELL = /<(?:\w+:)?c\s([^<>]*)>/g;

/** The cells (`B7`) of a worksheet part in one of these formats. */
export function cellsIn(xml: string, formats: ReadonlySet<number>): ReadonlySet<string> {
  const found = new Set<string>();
  if (formats.size === 0) return found;
  for (const [, attributes = ""] of xml.matchAll(CELL)) {
    const format = /(?:^|\s)s="(\d+)"/.exec(attributes)?.[1];
    const at = /(?:^|\s)r="([A-Z]+\d+)"/.exec(attributes)?.[1];
    if (at !== undefined && format !== undefined && formats.has(Number(format))) found.add(at);
  }
  return found;
}
