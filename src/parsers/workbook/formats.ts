/**
 * Number formats that a workbook names by number only, each program showing them its own way: as Chinese Excel does, for
 * that is what submitter and auditor see. The library's own are American.
 */
export const CHINESE_FORMATS: ReadonlyMap<number, string> = new Map([
  [5, '"¥"#,##0;"¥"-#,##0'],
  [6, '"¥"#,##0;[Red]"¥"-#,##0'],
  [7, '"¥"#,##0.00;"¥"-#,##0.00'],
  [8, '"¥"#,##0.00;[Red]"¥"-#,##0.00'],
  [14, "yyyy/m/d"],
  [22, "yyyy/m/d h:mm"],
  [27, 'yyyy"年"m"月"'],
  [28, 'm"月"d"日"'],
  [29, 'm"月"d"日"'],
  [30, "m-d-yy"],
  [31, 'yyyy"年"m"月"d"日"'],
  [32, 'h"时"mm"分"'],
  [33, 'h"时"mm"分"ss"秒"'],
  [36, 'yyyy"年"m"月"'],
  [37, "#,##0;-#,##0"],
  [38, "#,##0;[Red]-#,##0"],
  [39, "#,##0.00;-#,##0.00"],
  [40, "#,##0.00;[Red]-#,##0.00"],
  [41, '_ * #,##0_ ;_ * -#,##0_ ;_ * "-"_ ;_ @_ '],
  [42, '_ "¥"* #,##0_ ;_ "¥"* -#,##0_ ;_ "¥"* "-"_ ;_ @_ '],
  [43, '_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * "-"??_ ;_ @_ '],
  [44, '_ "¥"* #,##0.00_ ;_ "¥"* -#,##0.00_ ;_ "¥"* "-"??_ ;_ @_ '],
  [50, 'yyyy"年"m"月"'],
  [51, 'm"月"d"日"'],
  [52, 'yyyy"年"m"月"'],
  [53, 'm"月"d"日"'],
  [54, 'm"月"d"日"'],
  [57, 'yyyy"年"m"月"'],
  [58, 'm"月"d"日"'],
]);

/** The style part with these formats spelt out, but for numbers the workbook defines itself. One character a byte. */
export function withChineseFormats(styles: string): string {
  const own = new Set(Array.from(styles.matchAll(/<(?:\w+:)?numFmt\s[^<>]*\bnumFmtId="(\d+)"/g), ([, id]) => id));
  const added = [...CHINESE_FORMATS].filter(([id]) => !own.has(String(id)));
  const list = /<((?:\w+:)?)numFmts(?:\s[^<>]*[^/<>])?>/.exec(styles);
  const root = /<((?:\w+:)?)styleSheet(?:\s[^<>]*)?>/.exec(styles);
  const prefix = (list ?? root)?.[1] ?? "";
  const lines = added.map(([id, code]) => `<${prefix}numFmt numFmtId="${id}" formatCode="${escaped(code)}"/>`).join("");
  if (list) return insert(styles, list.index + list[0].length, lines);
  if (root) return insert(styles, root.index + root[0].length, `<${prefix}numFmts count="${added.length}">${lines}</${prefix}numFmts>`);
  return styles;
}

const insert = (text: string, at: number, words: string): string => text.slice(0, at) + words + text.slice(at);

/** As an attribute value, one character a byte of UTF-8. */
const escaped = (code: string): string => Buffer.from(code.replaceAll('"', "&quot;"), "utf8").toString("latin1");
