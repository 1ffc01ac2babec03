/** What stands in a group that begins with a certain word. */
export type Destination =
  | "text"
  /** Not read: definitions, or another form of what is read. */
  | "skip"
  /** For programs that know no Unicode; what stands in it for those that do is read. */
  | "instead"
  | "fonts"
  | "colours"
  | "field"
  | "code"
  | "result"
  | "form"
  | "choice"
  | "label"
  | "footnote"
  | "comment"
  | "box"
  | "margin"
  | "picture"
  | "object"
  | "rowProperties";

/** Groups by their first word. A group marked as one that older programs may skip is skipped unless it is listed here. */
export const DESTINATIONS: { readonly [word: string]: Destination } = {
  fonttbl: "fonts",
  colortbl: "colours",
  field: "field",
  fldinst: "code",
  fldrslt: "result",
  formfield: "form",
  ffl: "choice",
  ffname: "skip",
  ffdeftext: "skip",
  ffformat: "skip",
  ffhelptext: "skip",
  ffstattext: "skip",
  ffentrymcr: "skip",
  ffexitmcr: "skip",
  listtext: "label",
  pntext: "label",
  footnote: "footnote",
  annotation: "comment",
  shptxt: "box",
  header: "margin",
  headerl: "margin",
  headerr: "margin",
  headerf: "margin",
  footer: "margin",
  footerl: "margin",
  footerr: "margin",
  footerf: "margin",
  pict: "picture",
  object: "object",
  nesttableprops: "rowProperties",
  shpinst: "text",
  shppict: "text",
  result: "text",
  ud: "text",
  stylesheet: "skip",
  info: "skip",
  nonesttables: "skip",
  nonshppict: "skip",
  shprslt: "skip",
  sp: "skip",
  upr: "instead",
  objdata: "skip",
  objclass: "skip",
  xe: "skip",
  tc: "skip",
  rxe: "skip",
};

/** Control words that stand for a character. */
export const CHARACTERS: { readonly [word: string]: string } = {
  tab: "\t",
  line: "\n",
  emdash: "—",
  endash: "–",
  emspace: "\u2003",
  enspace: "\u2002",
  qmspace: "\u2005",
  bullet: "•",
  lquote: "‘",
  rquote: "’",
  ldblquote: "“",
  rdblquote: "”",
  "~": "\u00a0",
  _: "-",
};

/** Encodings by code page. */
const BY_PAGE: { readonly [page: number]: string } = {
  936: "gbk",
  950: "big5",
  932: "shift_jis",
  949: "euc-kr",
  874: "windows-874",
  1250: "windows-1250",
  1251: "windows-1251",
  1253: "windows-1253",
  1254: "windows-1254",
  1255: "windows-1255",
  1256: "windows-1256",
  1257: "windows-1257",
  1258: "windows-1258",
  54936: "gb18030",
  65001: "utf-8",
};
/** Code pages by the character set of a font. The Western set is not listed: careless programs give it to Chinese fonts too. */
const PAGES: { readonly [set: number]: number } = {
  128: 932,
  129: 949,
  134: 936,
  136: 950,
  161: 1253,
  162: 1254,
  163: 1258,
  177: 1255,
  178: 1256,
  186: 1257,
  204: 1251,
  222: 874,
  238: 1250,
};

/** The name of an encoding; `undefined` for Western text. */
export const encodingOf = (page: number | undefined): string | undefined => (page === undefined ? undefined : BY_PAGE[page]);
export const pageOf = (set: number): number | undefined => PAGES[set];
