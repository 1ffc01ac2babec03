import { type Fault, isFault } from "../../containers/fault.ts";
import { readXml, type XmlHandlers } from "../../containers/xml.ts";
import { isOn, type Level, type List, type Lists, type Numbering, numberingFrom, type Style } from "../word/numbering.ts";
import { WORD } from "./namespaces.ts";

/** The numbering of a document from its parts `numbering.xml` and `styles.xml`. */
export function numberingOf(numbering: Uint8Array, styles: Uint8Array | undefined): Numbering | Fault {
  const lists = readLists(numbering);
  if (isFault(lists)) return lists;
  const byStyle = styles ? readStyles(styles) : new Map<string, Style>();
  return isFault(byStyle) ? byStyle : numberingFrom(lists, byStyle);
}

const whole = (text: string | undefined): number | undefined =>
  text !== undefined && /^\d{1,6}$/.test(text) ? Number.parseInt(text, 10) : undefined;

function read(bytes: Uint8Array, open: XmlHandlers["open"]): Fault | undefined {
  return readXml(bytes, WORD, { open, close: () => {}, text: () => {} });
}

function readLists(bytes: Uint8Array): Lists | Fault {
  const levels = new Map<string, Map<number, Level>>();
  const lists = new Map<string, List>();
  let abstract = new Map<number, Level>();
  let level: Level | undefined;
  let list: List | undefined;
  let override = 0;
  const fault = read(bytes, (name, attribute) => {
    const value = attribute("w:val");
    if (name === "w:abstractNum") {
      abstract = new Map();
      list = undefined;
      levels.set(attribute("w:abstractNumId") ?? "", abstract);
    } else if (name === "w:num") {
      list = { abstract: "", starts: new Map() };
      level = undefined;
      lists.set(attribute("w:numId") ?? "", list);
    } else if (name === "w:lvl") {
      level = { start: 1, format: "decimal", text: "" };
      // A level inside an override describes one list only; its start is what matters of it.
      if (!list) abstract.set(whole(attribute("w:ilvl")) ?? 0, level);
    } else if (name === "w:abstractNumId" && list) list.abstract = value ?? "";
    else if (name === "w:lvlOverride") override = whole(attribute("w:ilvl")) ?? 0;
    else if (name === "w:startOverride" && list) list.starts.set(override, whole(value) ?? 1);
    else if (!level) return;
    else if (name === "w:start") level.start = whole(value) ?? 1;
    else if (name === "w:numFmt") level.format = value ?? "decimal";
    else if (name === "w:lvlText") level.text = value ?? "";
    else if (name === "w:pStyle" && value !== undefined) level.style = value;
    else if (name === "w:isLgl") level.legal = isOn(value);
    else if (name === "w:lvlRestart") level.restart = whole(value) ?? 0;
  });
  return fault ?? { levels, lists };
}

function readStyles(bytes: Uint8Array): Map<string, Style> | Fault {
  const styles = new Map<string, Style>();
  let style: Style = {};
  const fault = read(bytes, (name, attribute) => {
    if (name === "w:style") {
      style = {};
      styles.set(attribute("w:styleId") ?? "", style);
    } else if (name === "w:basedOn") style.base = attribute("w:val") ?? "";
    else if (name === "w:numId") style.list = attribute("w:val") ?? "0";
    else if (name === "w:ilvl") style.level = whole(attribute("w:val")) ?? 0;
  });
  return fault ?? styles;
}
