import type { Unit } from "../model/unit.ts";
import { unitInLabel, unitOf } from "../model/unit.ts";
import { periodInTitle } from "./period.ts";
import { printed } from "./printed.ts";
import { key, noteWords, preambleWords, signatureWords } from "./words.ts";

/** What stands above a table: its name, unit and period. */
export interface Caption {
  readonly title: string;
  readonly unit: Unit | null;
  readonly period: string | null;
  /** The line above says only that the table before goes on (续表). */
  readonly continued: boolean;
}

const TABLE_WORDS =
  /(?:表|一览|明细|统计|情况|比较|对比|说明|清单|概况|汇总|目录|指标)(?:[（(][^（()）]*[)）])?$|^(?:table|schedule|statement|summary)\b/i;
const CONTINUED = /^[（(]?续表?\d*[)）]?$/;
const STATED_UNIT = /单位[:：]?\s*[(（]?\s*[^\s()（）,，;；]{1,8}/;

/** The unit that lines above a table state: 单位：万元, （元） at the end of a title. */
export function unitIn(lines: readonly string[]): Unit | null {
  for (const line of lines) {
    if (!STATED_UNIT.test(line)) continue;
    const unit = unitInLabel(line);
    if (unit) return unit;
  }
  for (const line of lines) {
    const whole = unitOf(line.replace(/^[(（](.*)[)）]$/, "$1"));
    const unit = whole ?? unitInLabel(line);
    if (unit) return unit;
  }
  return null;
}

/** The caption that a run of lines makes; later lines stand nearer to the table. */
export function caption(lines: readonly string[]): Caption {
  const titles = lines.filter((line) => !preambleWords(line) && !noteWords(line) && !signatureWords(line) && !CONTINUED.test(key(line)));
  const title = [...titles].reverse().find((line) => TABLE_WORDS.test(printed(line))) ?? titles.at(-1) ?? "";
  const periods = [title, ...lines.filter((line) => line !== title)].map(periodInTitle);
  return {
    title: printed(title),
    unit: unitIn(lines),
    period: periods.find((period) => period !== null) ?? null,
    continued: title === "" && lines.some((line) => CONTINUED.test(key(line))),
  };
}

/** The caption in the paragraphs before a table: the nearest that is neither a sentence nor a line to fill in. */
export function captionBefore(paragraphs: readonly string[]): Caption {
  const lines: string[] = [];
  for (const paragraph of [...paragraphs].reverse()) {
    const text = printed(paragraph);
    if (text === "") continue;
    if (lines.length >= 6) break;
    if (text.length > 70 || /[。；;]/.test(text)) break;
    lines.unshift(text);
    if (!preambleWords(text) && !signatureWords(text) && !/[:：]$/.test(text)) break;
  }
  const found = caption(lines.filter((line) => !/[:：]$/.test(line)));
  return { ...found, unit: unitIn(lines) };
}
