import type { ParsingOptions, WorkBook } from "xlsx";
import { damaged, type Fault, isFault, tooLarge } from "../../containers/fault.ts";
import { openOle } from "../../containers/ole.ts";
import { mainPartOf, type Relationship, relationshipsOf } from "../../containers/opc.ts";
import { readXml } from "../../containers/xml.ts";
import { openArchive } from "../../containers/zip.ts";
import type { Limits } from "../../model/parser.ts";
import { faultIn } from "./biff.ts";
import { opened } from "./built-in-password.ts";
import { mendCodePage } from "./code-page.ts";
import { mendTypes } from "./content-types.ts";
import type { NumberFormats } from "./display.ts";
import { CHINESE_FORMATS, withChineseFormats } from "./formats.ts";
import type { Note } from "./layout.ts";
import { notesOf } from "./notes.ts";
import { paleFormats } from "./pale.ts";
import { withoutBlankCells } from "./sheet-bin.ts";
import { type SheetXml, sheetXml } from "./sheet-xml.ts";

/** A workbook as the library gives it, and what its parts say besides. */
export interface Opened {
  readonly workbook: WorkBook;
  readonly formats: NumberFormats;
  /** In the order of the sheets; only an `.xlsx` has any. */
  readonly xml: readonly ((SheetXml & { readonly notes: readonly Note[] }) | undefined)[];
  /** What the package links to, by the ids that the sheets are known by there: a chart may be a sheet of its own. */
  readonly links: ReadonlyMap<string, Relationship>;
  /** What it holds that is not read (`chart`, `picture` …), and how many. */
  readonly unread: ReadonlyMap<string, number>;
}

/** A part as the library takes it: text one character a byte, anything else as its bytes. */
interface Part {
  readonly name: string;
  readonly data: string;
}
interface BinaryPart {
  readonly name: string;
  readonly content: Buffer;
  readonly type: 1;
}

/** What is used of the library beyond its type declarations, which leave these out or untyped. */
interface Library {
  readonly read: (bytes: Uint8Array | string, options: ParsingOptions) => WorkBook;
  readonly parse_zip: (parts: { readonly files: { readonly [name: string]: Part | BinaryPart } }, options: ParsingOptions) => WorkBook;
  readonly SSF: NumberFormats;
  readonly set_cptable: (tables: unknown) => void;
}

const OPTIONS: ParsingOptions = { dense: true, cellNF: true, cellFormula: true, cellHTML: false, cellText: false, bookVBA: false };

/** Parts that cells, formats and sheets are not made of; macros among them, which are not even unpacked. */
const NEEDLESS =
  /^(?:docprops|customxml|xl\/(?:media|drawings|charts|chartsheets|dialogsheets|macrosheets|embeddings|theme|externallinks|printersettings|pivot\w*|ctrlprops|activex|querytables|tables|slicers?|slicercaches|persons|threadedcomments|richdata|calcchain|comments)\b)|\.bin$/;

/** Among what is not read: values that the file keeps of other files. */
export const LINK = "link to another workbook";

const COUNTED: readonly (readonly [what: string, part: RegExp])[] = [
  ["picture", /^xl\/media\//],
  ["chart", /^xl\/charts\/chart\d*\.xml$/],
  ["comment", /^xl\/comments\d*\.bin$/],
  ["embedded object", /^xl\/embeddings\//],
  ["pivot table", /^xl\/pivottables\/pivottable\d*\.(?:xml|bin)$/],
  ["chart sheet", /^xl\/chartsheets\/sheet\d*\.(?:xml|bin)$/],
  ["macro sheet", /^xl\/macrosheets\/sheet\d*\.(?:xml|bin)$/],
  ["dialog sheet", /^xl\/dialogsheets\/sheet\d*\.(?:xml|bin)$/],
  [LINK, /^xl\/externallinks\/externallink\d*\.(?:xml|bin)$/],
];

const NAMESPACES = new Map([
  ["http://schemas.openxmlformats.org/spreadsheetml/2006/main", "x"],
  ["http://purl.oclc.org/ooxml/spreadsheetml/main", "x"],
  ["http://schemas.openxmlformats.org/officeDocument/2006/relationships", "r"],
  ["http://purl.oclc.org/ooxml/officeDocument/relationships", "r"],
]);

// The library's own declarations leave out what `Library` adds to them.
const load = async (): Promise<Library> => (await import("xlsx")) as unknown as Library;

/** Opens an `.xlsx`. Parts are unpacked here, under the limits, and the library sees only those it needs. */
export async function openPackage(bytes: Uint8Array, limits: Limits): Promise<Opened | Fault> {
  const archive = await openArchive(bytes, limits);
  if (isFault(archive)) return archive;
  const main = await mainPartOf(archive);
  if (isFault(main)) return main;
  const links = await relationshipsOf(archive, main);
  if (isFault(links)) return links;
  const files: { [name: string]: Part } = Object.create(null);
  const looked = new Map<string, SheetXml & { readonly notes: readonly Note[] }>();
  for (const name of archive.names) {
    if (NEEDLESS.test(name.toLowerCase())) continue;
    const part = await archive.read(name);
    if (part === undefined) continue;
    if (isFault(part)) return part;
    const data = Buffer.from(part.buffer, part.byteOffset, part.byteLength).toString("latin1");
    if (data.includes("<!DOCTYPE"))
      return damaged("XML 含有文档类型声明，不安全，已拒绝", "its XML declares a document type, which is not safe and was refused");
    files[name] = { name, data };
  }
  mendTypesIn(files, links.values());
  const styles = [...links.values()].find(({ type }) => type === "styles")?.target;
  const style = styles === undefined ? undefined : files[styles];
  const pale = style ? paleFormats(Buffer.from(style.data, "latin1")) : new Set<number>();
  if (style) files[style.name] = { name: style.name, data: withChineseFormats(style.data) };
  const sheets = await sheetParts(archive.read, main);
  if (isFault(sheets)) return sheets;
  for (const id of sheets) {
    const target = links.get(id)?.target;
    const part = target === undefined ? undefined : files[target];
    if (!part) continue;
    const sheet = sheetXml(part.data, pale);
    if (!sheet.whole) return damaged(`工作表部件“${part.name}”不完整`, `worksheet part "${part.name}" is incomplete`);
    looked.set(id, { ...sheet, notes: await notesOf(archive, part.name) });
    files[part.name] = { name: part.name, data: sheet.xml };
  }
  const { parse_zip, SSF } = await load();
  const workbook = attempt(() => parse_zip({ files }, { ...OPTIONS, sheetStubs: true }));
  if (isFault(workbook)) return workbook;
  return { workbook, formats: SSF, xml: sheets.map((id) => looked.get(id)), links, unread: unreadIn(archive.names) };
}

function mendTypesIn(files: { [name: string]: Part }, links: Iterable<Relationship>, others: readonly string[] = []): void {
  const types = files["[Content_Types].xml"];
  const parts = new Set([...Object.keys(files), ...others].map((name) => name.toLowerCase()));
  if (types) files[types.name] = { name: types.name, data: mendTypes(types.data, parts, links) };
}

/** Parts of an `.xlsb` that its cells, formats and sheets are made of. */
const BINARY_PARTS = /^(?:\[content_types\]\.xml|(?:.*\/)?_rels\/.*\.rels|xl\/(?!vbaproject)[^/]+\.bin|xl\/worksheets\/[^/]+\.bin)$/;

/** A part of a binary workbook takes some fifteen times its size when it is read. */
const LARGEST_BINARY = 40_000_000;

/** Opens an `.xlsb`. Its formulas are counted, not read: the library may write shared ones wrongly. */
export async function openBinaryPackage(bytes: Uint8Array, limits: Limits): Promise<Opened | Fault> {
  const archive = await openArchive(bytes, limits);
  if (isFault(archive)) return archive;
  const main = await mainPartOf(archive);
  if (isFault(main)) return main;
  const links = await relationshipsOf(archive, main);
  if (isFault(links)) return links;
  const files: { [name: string]: Part } = Object.create(null);
  const binaries: { [name: string]: BinaryPart } = Object.create(null);
  for (const name of archive.names) {
    if (!BINARY_PARTS.test(name.toLowerCase())) continue;
    const part = await archive.read(name);
    if (part === undefined) continue;
    if (isFault(part)) return part;
    const data = /worksheets\/[^/]+$/i.test(name) ? withoutBlankCells(part) : part;
    if (data.length > LARGEST_BINARY) return tooLarge(`部件“${name}”有 ${data.length} 字节`, `part "${name}" has ${data.length} bytes`);
    const content = Buffer.from(data.buffer, data.byteOffset, data.byteLength);
    if (/\.bin$/i.test(name)) binaries[name] = { name, content, type: 1 };
    else files[name] = { name, data: content.toString("latin1") };
  }
  mendTypesIn(files, links.values(), Object.keys(binaries));
  const { read, parse_zip, SSF } = await load();
  refresh(read, SSF);
  const workbook = attempt(() => parse_zip({ files: { ...files, ...binaries } }, { ...OPTIONS, cellStyles: true }));
  return isFault(workbook) ? workbook : { workbook, formats: SSF, xml: [], links, unread: unreadIn(archive.names) };
}

/** The relationship ids of the sheets, in order. */
async function sheetParts(
  read: (name: string) => Promise<Uint8Array | Fault | undefined>,
  main: string,
): Promise<readonly string[] | Fault> {
  const bytes = await read(main);
  if (bytes === undefined) return damaged(`缺少部件“${main}”`, `part "${main}" is missing`);
  if (isFault(bytes)) return bytes;
  const ids: string[] = [];
  const fault = readXml(bytes, NAMESPACES, {
    open: (name, attribute) => {
      if (name === "x:sheet") ids.push(attribute("r:id") ?? "");
    },
    close: () => {},
    text: () => {},
  });
  return fault ?? ids;
}

function unreadIn(names: readonly string[]): ReadonlyMap<string, number> {
  const counts = COUNTED.map(([what, part]) => [what, names.filter((name) => part.test(name.toLowerCase())).length] as const);
  return new Map(counts.filter(([, count]) => count > 0));
}

/** Any XML workbook makes the library forget the number formats of the workbook before; an `.xls` does not. */
const FRESH = '<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>';

function refresh(read: Library["read"], formats: NumberFormats): void {
  read(FRESH, { type: "string" });
  for (const [id, format] of CHINESE_FORMATS) formats.load(format, id);
}

/** Number formats without those of any workbook read before. */
export async function numberFormats(): Promise<NumberFormats> {
  const { read, SSF } = await load();
  refresh(read, SSF);
  return SSF;
}

/** Opens an `.xls`. Before Excel 97 its stream is called `Book` and its text is in the writer's code page. */
export async function openBinary(bytes: Uint8Array): Promise<Opened | Fault> {
  // The oldest ones stand by themselves, without a container around their stream.
  const ole = bytes[0] === 0x09 ? undefined : await openOle(bytes);
  if (isFault(ole)) return ole;
  const modern = ole?.read("Workbook");
  const locked = modern ?? (ole ? ole.read("Book") : bytes) ?? new Uint8Array();
  const stream = opened(locked) ?? locked.slice();
  const fault = faultIn(stream);
  if (fault) return fault;
  const { read, SSF, set_cptable } = await load();
  if (!modern) set_cptable(await import("xlsx/dist/cpexcel.full.mjs"));
  refresh(read, SSF);
  // The stream alone: the library would open the container a second time.
  const page = modern ? undefined : await mendCodePage(stream);
  const options = { ...OPTIONS, type: "buffer", cellStyles: true, ...(page === undefined ? {} : { codepage: page }) } as const;
  const workbook = attempt(() => read(Buffer.from(stream), options));
  return isFault(workbook) ? workbook : { workbook, formats: SSF, xml: [], links: new Map(), unread: new Map() };
}

/** Rows and columns of the largest sheet that any program makes. */
const ROWS = 1_048_576;
const COLUMNS = 16_384;

/** A cell beyond the edge of a sheet: going through the row up to it would take for ever. */
const isBoundless = ({ Sheets }: WorkBook): boolean =>
  Object.values(Sheets).some((sheet) => {
    const rows: readonly (readonly unknown[])[] = sheet?.["!data"] ?? [];
    // `some` passes over rows that were never set.
    return rows.length > ROWS || rows.some((row) => row.length > COLUMNS);
  });

const UNSOUND = damaged("工作簿结构有误", "the structure of the workbook is not sound");
// biome-ignore lint/suspicious/noControlCharactersInRegex: finding them is the purpose.
const UNPRINTABLE = /[\u0000-\u0008\u000e-\u001f]/;

/** The library throws on damaged files, and where it does is no use to anyone; what it prints on the console even less. */
function attempt(open: () => WorkBook): WorkBook | Fault {
  const { error: loud } = console;
  console.error = () => {};
  try {
    const workbook = open();
    // A name with control characters is no name: the library has read past what the file says.
    return workbook.SheetNames.some((name) => UNPRINTABLE.test(name)) || isBoundless(workbook) ? UNSOUND : workbook;
  } catch (error) {
    const words = error instanceof Error ? error.message : "";
    return /password/i.test(words) ? { fault: "encrypted", why: { "zh-CN": "工作簿有密码", en: "the workbook has a password" } } : UNSOUND;
  } finally {
    console.error = loud;
  }
}
