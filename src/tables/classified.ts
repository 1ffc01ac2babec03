import type { Row, RowRole } from "../model/table.ts";
import { unitInLabel, unitOf } from "../model/unit.ts";
import { type Level, levels } from "./levels.ts";
import type { Amounts } from "./numbering.ts";
import { periodInLabel } from "./period.ts";
import { key, sentence, totalWords } from "./words.ts";

/** A row before it is known what the others make of it. */
export interface Line {
  readonly index: number;
  readonly groups: readonly string[];
  readonly label: string;
  /** The label as it stands, its indentation kept. */
  readonly raw: string;
  /** How many figures it prints. */
  readonly figures: number;
  readonly unlabelled: boolean;
  /** What its unit column says. */
  readonly unit?: string;
  readonly amounts?: Amounts;
  /** Steps in from the codes beside it (201, 20101). */
  readonly depth?: number;
  /** Its number, where numbers stand in a column of their own. */
  readonly serial?: string;
}

/** Rows with their path, role, level, unit and period, which the labels of all of them decide. */
export function classified(lines: readonly Line[]): readonly Row[] {
  const nested = levelsOf(lines);
  const roles = rolesOf(lines, nested);
  const groups = separated(lines, nested);
  return lines.map((line, order) => {
    const words = sentence(line.label) || /\d\s*[%％]$/.test(line.label) ? "" : line.label;
    return {
      index: line.index,
      path: [...groups[order]!, line.label],
      role: roles[order]!,
      level: nested[order]!.level,
      ofWhich: nested[order]!.ofWhich,
      unit: unitInLabel(words) ?? (line.unit === undefined || line.unit === "" ? undefined : unitOf(line.unit)) ?? null,
      period: periodInLabel(words),
    };
  });
}

/** The numbers of a column of their own, written as they would stand before the labels; none where they only count up. */
function serials(lines: readonly Line[]): readonly (string | undefined)[] {
  const written = lines.map(({ serial = "" }) => {
    const number = key(serial).replace(/[、.．]$/, "");
    if (/^\d+$/.test(number)) return { style: "number", text: `${number}、` };
    if (/^[Ⅰ-ⅻ]+$/.test(number)) return { style: "roman", text: `${number}、` };
    if (/^[一二三四五六七八九十]+$/.test(number)) return { style: "han", text: `${number}、` };
    if (/^[(][一二三四五六七八九十\d]+[)]$/.test(number)) return { style: /\d/.test(number) ? "bracketed" : "bracketed-han", text: number };
    return /^\d{1,2}(?:\.\d{1,2})+$/.test(number) ? { style: `decimal${number.split(".").length}`, text: number } : undefined;
  });
  const styles = new Set(written.flatMap((each) => (each ? [each.style] : [])));
  return written.map((each) => (styles.size > 1 ? each?.text : undefined));
}

function levelsOf(lines: readonly Line[]): readonly Level[] {
  const numbers = serials(lines);
  return levels(
    lines.map(({ label, raw, groups, amounts, depth }, order) => {
      const number = numbers[order];
      return {
        label,
        raw,
        group: groups.join("/"),
        ...(amounts ? { amounts } : {}),
        ...(depth === undefined ? {} : { depth }),
        ...(number === undefined ? {} : { number }),
      };
    }),
  );
}

const WHOLE = /总(?:额|数|计|量|收入|支出)(?:[(（].*[)）])?:?$/;

/** What each row is in sums: by its words, its place, and what totals the other rows are. */
function rolesOf(lines: readonly Line[], nested: readonly Level[]): readonly RowRole[] {
  const said = lines.map(({ label }) => totalWords(label));
  const grouped = new Set(lines.map(({ groups }) => groups[0])).size > 1;
  /** 资金总额, 总收入 …, with parts named under it by 其中. */
  const whole = lines.map(({ label }, order) => WHOLE.test(key(label)) && !nested[order]!.ofWhich && (nested[order + 1]?.ofWhich ?? false));
  const wholes = whole.filter(Boolean).length;
  const named = said.filter((words) => words === "named").length;
  const widest = lines.reduce(
    (least, { groups }, order) => (said[order] === "total" ? Math.min(least, groups.length) : least),
    Number.POSITIVE_INFINITY,
  );
  const lastGrand = lines.findLastIndex(({ label }) => /总计$/.test(key(label)));
  const unlabelled = lines.filter((line) => line.unlabelled).length;
  return lines.map((line, order): RowRole => {
    const inner = grouped && line.groups.length > 0;
    const { level } = nested[order]!;
    if (said[order] === "subtotal") return "subtotal";
    if (said[order] === "total") return inner ? "subtotal" : "total";
    if (said[order] === "named") {
      const wider = widest <= line.groups.length || (order < lastGrand && !/总计$/.test(key(line.label)));
      const heads = named > 1 && (nested[order + 1]?.level ?? 0) > level;
      return inner || level > 0 || wider || heads ? "subtotal" : "total";
    }
    if (whole[order]) return wholes > 1 ? "subtotal" : "total";
    const closes = line.unlabelled && unlabelled === 1 && order === lines.length - 1 && line.figures > 0 && lines.length > 2;
    return closes ? "total" : "item";
  });
}

/**
 * The groups of each row. Where one label names several rows, the label they stand under goes before it: the row above them
 * in the nesting, or the first row of their run (金额 人数 人均 | 金额 人数 人均: each 人均 is that of its 金额).
 */
function separated(lines: readonly Line[], nested: readonly Level[]): readonly (readonly string[])[] {
  const groups = lines.map((line) => line.groups);
  if (groups.some(({ length }) => length > 0)) return groups;
  const times = new Map<string, number>();
  for (const { label } of lines) times.set(key(label), (times.get(key(label)) ?? 0) + 1);
  const twice = lines.map(({ label }) => (times.get(key(label)) ?? 0) > 1 && label !== "" && totalWords(label) === undefined);
  if (!twice.includes(true)) return groups;
  const runs = runsOf(lines, twice);
  /** Labels of the rows that the current one stands in, by level. */
  const parents: string[] = [];
  return lines.map(({ label }, order) => {
    const { level } = nested[order]!;
    parents[level] = label;
    const group = twice[order] ? ((level > 0 ? parents[level - 1] : undefined) ?? runs.get(order)) : undefined;
    return group === undefined || group === "" ? [] : [group];
  });
}

/** The label that heads each run of repeated labels, if all runs say the same; a row entered twice makes no such run. */
function runsOf(lines: readonly Line[], twice: readonly boolean[]): ReadonlyMap<number, string> {
  const heads = new Map<number, string>();
  const runs: string[] = [];
  let head = "";
  for (const [order, { label }] of lines.entries()) {
    if (!twice[order]) {
      if (order === 0 || twice[order - 1]) head = label;
      continue;
    }
    if (order > 0 && twice[order - 1]) runs[runs.length - 1] += `\u001f${key(label)}`;
    else runs.push(key(label));
    heads.set(order, head);
  }
  const same = runs.every((run) => run === runs[0]);
  const length = runs[0]?.split("\u001f").length ?? 0;
  return same && runs.length > 1 && (length > 1 || runs.length > 2) ? heads : new Map();
}
