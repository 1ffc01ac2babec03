import type { Check, Evidence } from "../model/check.ts";
import type { Finding } from "../model/finding.ts";
import { grouped } from "../model/grouped.ts";
import type { CanonicalRecord } from "../model/record.ts";
import type { Text } from "../model/text.ts";
import { observed } from "../relations/observation.ts";

const next = { "zh-CN": "请改为普通数字后再合计。", en: "Write it as a plain number before it is added up." };

/** Blanks or full-width marks between digits: a person reads a number, a spreadsheet does not. */
const ODD = /\d[\s\u3000]+\d|[０-９]|\d[．，]\d/;

function oddly(record: CanonicalRecord, isSheet: boolean): Finding {
  const { raw } = record.figure;
  return observed({
    code: "text-number",
    severity: isSheet ? "warning" : "info",
    about: record,
    message: {
      "zh-CN": `“${record.at.label}”写作“${raw.trim()}”，含空格或全角字符，电子表格不会把它当作数字合计；本次按 ${record.figure.value} 核对。`,
      en: `${record.at.label} is written “${raw.trim()}” with blanks or full-width marks, which a spreadsheet does not add up; it was read as ${record.figure.value}.`,
    },
    next,
  });
}

/** So many figures, and such a share of those with thousands, make their way of writing the custom of a table. */
const CUSTOM = { figures: 4, share: 0.8 } as const;

const hasThousands = ({ figure }: CanonicalRecord): boolean => figure.value.abs().gte(1000);

/** One note for several figures, at the first of them. */
const noted = (records: readonly CanonicalRecord[], message: (first: CanonicalRecord) => Text): Finding =>
  observed({ code: "text-number", severity: "info", about: records[0]!, others: records.slice(1), message: message(records[0]!), next });

const asCustom = (records: readonly CanonicalRecord[]): Finding =>
  noted(records, ({ at, figure }) => ({
    "zh-CN": `表中 ${records.length} 个数字以空格或全角字符分隔（首个在“${at.label}”，写作“${figure.raw.trim()}”），电子表格不会把它们当作数字合计；本次按去掉分隔符后的数核对。`,
    en: `Figures of the table parted by blanks or full-width marks: ${records.length} (the first is ${at.label}, written “${figure.raw.trim()}”); a spreadsheet does not add them up. They were read without the marks.`,
  }));

const asText = (records: readonly CanonicalRecord[]): Finding =>
  noted(records, ({ at, columnPath }) => ({
    "zh-CN": `“${columnPath.join("/")}”栏有 ${records.length} 个数字以文本形式存储（首个在“${at.label}”），Excel 求和时会漏掉。`,
    en: `In column ${columnPath.join("/")}, figures stored as text: ${records.length} (the first is ${at.label}); Excel leaves them out of sums.`,
  }));

/** Numbers that a spreadsheet would not add: stored as text, or written with blanks or full-width marks inside. */
export const textNumber: Check = {
  id: "text-number",
  title: { "zh-CN": "文本型数字", en: "Numbers as text" },
  why: { "zh-CN": "以文本存储的数字不会被电子表格合计。", en: "A number stored as text is left out of a spreadsheet's sums." },
  next,
  *observe({ records, tables }: Evidence) {
    const sheets = new Set(tables.filter(({ grid }) => grid.origin.in === "sheet" || grid.origin.in === "csv").map(({ id }) => id));
    const figures = [...records.values()].filter(({ tableId }) => tableId !== null);
    for (const [id, members] of grouped(figures, ({ tableId }) => tableId!)) {
      const odd = members.filter(({ figure }) => ODD.test(figure.raw.trim()));
      const parted = odd.filter(hasThousands).length;
      if (parted >= CUSTOM.figures && parted >= CUSTOM.share * members.filter(hasThousands).length) yield asCustom(odd);
      else for (const record of odd) yield oddly(record, sheets.has(id));
    }
    const stored = figures.filter(
      ({ flags, figure }) =>
        flags.includes("text-number") && !figure.qualifier && figure.unit?.symbol !== "%" && /^[\d.,+-]+$/.test(figure.raw.trim()),
    );
    for (const column of grouped(stored, ({ tableId, column: index }) => `${tableId} ${index}`).values()) yield asText(column);
  },
};
