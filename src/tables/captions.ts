import type { Unit } from "../model/unit.ts";
import { periodInTitle } from "./period.ts";
import { printed } from "./printed.ts";
import { unitsIn } from "./units.ts";
import { continuedWords, noteWords, preambleWords, signatureWords } from "./words.ts";

/** What stands above a table: its name, unit and period. */
export interface Caption {
  readonly title: string;
  /** None, one, or several that its columns share: 单位：人、万元. */
  readonly units: readonly Unit[];
  readonly period: string | null;
  /** The line above says only that the table before goes on (续表). */
  readonly continued: boolean;
}

const TABLE_WORDS =
  /(?:表|一览|明细|统计|情况|比较|对比|说明|清单|概况|汇总|目录|指标)(?:[（(][^（()）]*[)）])?$|^(?:table|schedule|statement|summary)\b/i;

/** The caption that a run of lines makes; later lines stand nearer to the table. */
export function caption(lines: readonly string[]): Caption {
  const titles = lines.filter((line) => !preambleWords(line) && !noteWords(line) && !signatureWords(line) && !continuedWords(line));
  const title = [...titles].reverse().find((line) => TABLE_WORDS.test(printed(line))) ?? titles.at(-1) ?? "";
  const periods = [title, ...lines.filter((line) => line !== title)].map(periodInTitle);
  return {
    title: printed(title),
    units: unitsIn(lines),
    period: periods.find((period) => period !== null) ?? null,
    continued: title === "" && lines.some(continuedWords),
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
  return { ...found, units: unitsIn(lines) };
}
