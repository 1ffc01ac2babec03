import { parse } from "csv-parse/sync";
import { decimal } from "../model/decimal.ts";
import type { Locator } from "../model/place.ts";
import { type CanonicalRecord, PATH_SEPARATOR } from "../model/record.ts";
import { unitOf } from "../model/unit.ts";

/** An apostrophe that only keeps a spreadsheet from running the cell. */
const ESCAPED = /^'(?=\s*[=+\-@＝＋－＠]|[\t\r])/u;

const PLAIN = /^-?\d+(?:\.\d+)?$/;

/** What `records.csv` must have for its lines to be read back. */
const NEEDED = ["document", "indicator", "raw", "value", "decimals", "unit", "locator", "document_sha256"] as const;

const isLocator = (value: unknown): value is Locator =>
  typeof value === "object" && value !== null && "document" in value && typeof value.document === "string" && "label" in value;

function locatorOf(text: string): Locator | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isLocator(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/**
 * The figures of a `records.csv` as it was written, without what it does not keep (stored values, formulas). `undefined`
 * where the text is no such file. Lines that cannot be read back are left out.
 */
export function recordsIn(text: string): readonly CanonicalRecord[] | undefined {
  let lines: readonly { readonly [column: string]: string }[];
  try {
    lines = parse(text, { bom: true, columns: true, relax_column_count: true });
  } catch {
    return undefined;
  }
  if (lines.some((line) => NEEDED.some((name) => line[name] === undefined))) return undefined;
  return lines.flatMap((line, index): CanonicalRecord[] => {
    const cell = (name: string): string => (line[name] ?? "").replace(ESCAPED, "");
    const at = locatorOf(cell("locator"));
    if (!at || !PLAIN.test(cell("value"))) return [];
    const path = (name: string): readonly string[] => cell(name).split(PATH_SEPARATOR);
    const decimals = /^\d+$/.test(cell("decimals")) ? Number.parseInt(cell("decimals"), 10) : 0;
    return [
      {
        id: `line ${index + 2}`,
        document: cell("document"),
        documentSha256: cell("document_sha256"),
        sheet: cell("sheet") || null,
        tableId: cell("table_id") || null,
        tableTitle: cell("table_title"),
        period: cell("period") || null,
        entity: cell("entity") || null,
        rowPath: path("row_path"),
        columnPath: path("column_path"),
        indicator: cell("indicator"),
        figure: {
          raw: cell("raw"),
          value: decimal(cell("value")),
          decimals,
          unit: unitOf(cell("unit")) ?? null,
          // Which bound it was is of no account: a figure with one is never carried forward.
          qualifier: cell("qualifier") === "" ? null : { kind: "about" },
        },
        decimals,
        isTotal: cell("is_total") === "true",
        at,
        row: -1,
        column: -1,
        flags: cell("flags").split(";").filter(Boolean),
      },
    ];
  });
}
