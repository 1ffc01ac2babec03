import { normaliseLabel } from "../../model/label.ts";
import type { CanonicalRecord } from "../../model/record.ts";

/** What a figure is called in a formula or a sentence: its own words in the text, its row and column in a table. */
export function nameOf(record: CanonicalRecord): string {
  if (record.tableId === null) return record.at.label;
  const name = [record.rowPath.at(-1) ?? "", record.columnPath.join("/")].map(normaliseLabel).filter((part) => part !== "");
  return name.length > 0 ? name.join(" × ") : record.at.label;
}
