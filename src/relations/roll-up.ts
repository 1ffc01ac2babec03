import type { Decimal } from "../model/decimal.ts";
import type { CanonicalRecord } from "../model/record.ts";
import type { Text } from "../model/text.ts";
import { type Axis, type Formula, isTotalLabel, type Line } from "./axis.ts";
import { attempt, isHeld, type Trial } from "./choose.ts";
import { beginningLate, districtsMissingOne } from "./missing-row.ts";
import { figure, relate, sum } from "./relate.ts";
import { isTelling, slip } from "./slip.ts";
import { inOrder, isAddable, isTotal, sameKind, searchOf, sumFormula, takesAll, totalOf, type Wording } from "./totals.ts";
import { unmarkedGroups } from "./unmarked-groups.ts";
import { SAYS_TOTAL } from "./vocabulary.ts";

type Records = ReadonlyMap<string, CanonicalRecord>;

const OF_WHICH = /^其中:?/;
/** 本年收入合计 closes the list before it as 合计 does, though there may be others in its table. */
const CLOSES = /.(?:合计|总计|小计|共计)(?:\([^)]*\))?$/;

/** The lines that follow a line and stand under it: deeper ones, and 其中 lines. */
function below(lines: readonly Line[], at: number): readonly Line[] {
  const parent = lines[at]!;
  const under: Line[] = [];
  for (let next = at + 1; next < lines.length; next += 1) {
    const line = lines[next]!;
    if (line.level <= parent.level && !(line.ofWhich && !parent.ofWhich && line.level >= parent.level)) break;
    under.push(line);
  }
  if (under.length === 0) return [];
  const top = under.reduce((least, { level }) => Math.min(least, level), Number.POSITIVE_INFINITY);
  const direct = under.filter(({ level }) => level === top);
  // Of-which lines among numbered children tell of the child before them, not of the parent.
  return direct.every(({ ofWhich }) => ofWhich) ? direct : direct.filter(({ ofWhich }) => !ofWhich);
}

/** Whole ≥ sum of its 其中 parts, where they need not be all of it. */
function boundFormula(axis: Axis, whole: Line, parts: readonly Line[], why: Text, next: Text): Formula {
  return {
    total: whole,
    reads: parts,
    on: (across) => {
      const judged = axis.at(whole, across);
      const members = parts.flatMap((line) => {
        const record = axis.at(line, across);
        return record ? [{ line, record }] : [];
      });
      if (
        !judged ||
        members.length === 0 ||
        judged.figure.qualifier ||
        members.some(({ record: { figure: f } }) => f.qualifier || f.value.isNegative())
      )
        return undefined;
      return relate({
        kind: "bound",
        source: "vocabulary",
        scope: "table",
        comparison: "at-least",
        total: judged,
        role: whole.words,
        expression: sum(members.map(({ line, record }) => figure(record, line.words))),
        family: `of-which ${axis.table.id} ${axis.direction} ${whole.index}`,
        why,
        next,
      });
    },
  };
}

const OF_WHICH_WHY: Text = { "zh-CN": "其中各项不能大于总项。", en: "The parts named under 其中 cannot be more than the whole." };
const OF_WHICH_NEXT: Text = { "zh-CN": "请核对总项与其中各项。", en: "Check the whole and the parts named under it." };

/** Lines before the nearest one that 其中 may speak of: 实有人数, 空编数, 其中：在编人员. */
const BEFORE = 3;

const groupOf = ({ path }: Line): readonly string[] => path.slice(0, -1).filter((label) => !OF_WHICH.test(label));

/** The line that 其中 speaks of first: the one before it, or the total of the group that ends there (实有人数: 小计, 行政, 事业; 其中：退休人员). */
function wholeBefore(axis: Axis, before: Line, part: Line): Line | undefined {
  const group = groupOf(before);
  if (group.length === 0 || group.every((label, depth) => part.path[depth] === label)) return before;
  return axis.lines.find((line) => isTotal(line) && line.index < part.index && groupOf(line).join("/") === group.join("/"));
}

/** What is named under 其中 is no more than the line or group before it; where it mostly is, than one before that. */
function limits(axis: Axis, before: Line, parts: readonly Line[], records: Records): readonly Trial[] {
  const whole = wholeBefore(axis, before, parts[0]!);
  const at = axis.lines.indexOf(before);
  const bound = (line: Line): Trial => attempt(boundFormula(axis, line, parts, OF_WHICH_WHY, OF_WHICH_NEXT), axis, records);
  const own = whole && bound(whole);
  if (own && (own.fails === 0 || (own.holds > 0 && own.fails <= own.holds))) return [own];
  const earlier = axis.lines.slice(Math.max(0, at - BEFORE), at).reverse();
  const other = earlier
    .filter((line) => !isTotal(line) && isAddable(line) && sameKind(line, parts[0]!))
    .map(bound)
    .find(({ holds, fails }) => holds > 0 && fails === 0);
  return [other ?? own ?? []].flat();
}

/** 其中：城镇, 乡村, 其中：男性, 女性: each 其中 begins a breakdown of its own. */
function breakdowns(parts: readonly Line[]): readonly (readonly Line[])[] {
  const found: Line[][] = [];
  for (const part of parts) {
    if (found.length === 0 || OF_WHICH.test(part.label)) found.push([part]);
    else found.at(-1)!.push(part);
  }
  return found;
}

/** Part of a whole that its parts may be more by and still be meant as such: further off, the list of them ended before. */
const OVER = 1.25;

const isFar = ({ results }: Trial): boolean =>
  results.some(({ verdict, reported, expected }) => verdict.is === "differs" && reported !== null && expected?.gt(reported.times(OVER)));

/** The bound on a breakdown: on all its lines, or where they come to far more than the whole, on the one that 其中 names. */
function limitsOf(axis: Axis, before: Line, parts: readonly Line[], records: Records): readonly Trial[] {
  const all = limits(axis, before, parts, records);
  return parts.length > 1 && all.some(isFar) ? limits(axis, before, parts.slice(0, 1), records) : all;
}

/** Lines beneath a total's own group heading (财政到位资金额 → 合计, 中央, 省级 …). */
function scopeOf(line: Line, open: readonly Line[]): readonly Line[] {
  const group = line.path.slice(0, -1).filter((label) => !OF_WHICH.test(label));
  if (group.length === 0) return [];
  return open.filter(({ index, path }) => index !== line.index && group.every((label, depth) => path[depth] === label));
}

/** Whether the figures show a sum, or the words leave no doubt that there should be one. `isAll`: nothing beside the total is left out. */
const believed = (trial: Trial, sure: boolean, isAll: () => boolean = () => false): boolean => {
  if (trial.results.length === 0) return false;
  if (trial.weight > 0 && trial.holds > 0) return true;
  // A total that agrees nowhere on several lines was misread more likely than miscounted each time. One that agrees on a
  // line of small numbers says less in digits than the large amount it misses by, but it says which lines it adds up.
  return sure && trial.fails === 1 && (trial.holds === 0 || isAll());
};

/** Single children that must equal their parents before the custom is believed, and how many of them for each that does not. */
const FEWEST_ONLY = 2;
const ONLY_FOR_EACH = 3;

/** Parents that list one child alone, as functional codes do (205 / 20508 / 2050803): where nearly all equal it, all should. */
function onlyChildren(grouped: readonly { readonly parts: readonly Line[]; readonly trial: Trial }[]): boolean {
  const only = grouped.filter(({ parts }) => parts.length === 1 && !parts[0]!.ofWhich);
  const count = (of: (trial: Trial) => number): number => only.reduce((total, { trial }) => total + of(trial), 0);
  const holds = count(({ holds: each }) => each);
  return holds >= FEWEST_ONLY && holds >= ONLY_FOR_EACH * count(({ fails }) => fails);
}

/** A whole that misses its parts by what a typical slip of one of them leaves (sign, swapped digits, decimal point) was meant to be their sum. */
const slipped = ({ results: [only, ...more] }: Trial, records: Records): boolean => {
  const total = only && records.get(only.relation.total);
  if (!total || more.length > 0 || only.expected === null) return false;
  const missed = total.figure.value.minus(only.expected);
  const marked = ({ figure: { value }, decimals }: CanonicalRecord, right: Decimal): boolean => isTelling(slip(value, right, decimals));
  return only.figures.some(({ record: id }) => {
    const record = records.get(id);
    return record !== undefined && marked(record, id === total.id ? only.expected! : record.figure.value.plus(missed));
  });
};

/** The open lines are one plain list: no groups, no other totals among them. A total label then has one meaning. */
const isPlainList = (parts: readonly Line[], total: Line): boolean =>
  parts.length >= 2 &&
  parts.every((line) => !isTotal(line) && !line.ofWhich && line.level === parts[0]!.level) &&
  parts.every(({ index }) => index < total.index === parts[0]!.index < total.index);

/** Rows that come to twice or three times their total tell each amount again on every level (类、款、项), though nothing shows the levels. */
const isTold = ({ results }: Trial): boolean =>
  results.some(
    ({ reported, expected }) =>
      reported?.isZero() === false && expected !== null && [2, 3].some((times) => expected.eq(reported.times(times))),
  );

/** Digits by which groups must show themselves before a total that misses the sum of their heads is held against it. */
const SHOWN = 6;

/**
 * A total that its lines come to far more than, where figures show groups among them that nothing marks: the groups and, of their
 * heads and the lines in none, the total. `undefined` where there are no groups; nothing in it where the heads do not tell.
 */
function inGroups(axis: Axis, { formula: { total, reads } }: Trial, records: Records, wording: Wording): readonly Trial[] | undefined {
  const groups = unmarkedGroups(axis, inOrder(reads));
  if (groups.length === 0) return undefined;
  const inside = new Set(groups.flatMap(({ parts }) => parts));
  const heads = reads.filter((line) => !inside.has(line));
  if (heads.length < 2) return [];
  const trials = groups.map(({ head, parts }) => attempt(sumFormula(axis, head, parts, wording), axis, records));
  const whole = attempt(sumFormula(axis, total, heads, wording), axis, records);
  const shown = trials.reduce((digits, { weight }) => digits + weight, 0);
  const isTold = whole.holds > 0 ? whole.weight > 0 : shown >= SHOWN && whole.fails === 1 && !isFar(whole);
  return isTold ? [...trials, whole] : [];
}

/** Digits that must agree, less half of those that do not, before a line without a total's name is taken for one. */
const ENOUGH = 2.5;

/**
 * Every total of an axis with what adds up to it: parents over their children first, then totals from the inside out.
 * Lines taken into one total are not offered to the next.
 */
export function rollUp(axis: Axis, records: Records, wording: Wording): readonly Trial[] {
  const trials: Trial[] = [];
  const open = new Set(axis.lines.filter(isAddable));
  const judged = new Set<Line>();
  const crossing: Axis = { ...axis, across: axis.across.filter(isAddable) };
  const take = (trial: Trial): void => {
    trials.push(trial);
    judged.add(trial.formula.total);
    for (const line of trial.formula.reads) open.delete(line);
  };

  const parents = axis.lines.map((line, at) => ({ line, parts: below(axis.lines, at) })).filter(({ parts }) => parts.length > 0);
  const grouped = parents
    .map(({ line, parts }) => ({ line, parts, trial: attempt(sumFormula(crossing, line, parts, wording), crossing, records) }))
    .sort((a, b) => b.line.level - a.line.level || a.line.index - b.line.index);
  const custom = grouped.some(({ trial }) => trial.holds > 0 && trial.weight > 0);
  const equal = onlyChildren(grouped);
  for (const { line, parts, trial } of grouped) {
    for (const part of parts) if (part.ofWhich) open.delete(part);
    const partial = parts.some(({ ofWhich }) => ofWhich);
    const exhaustive =
      parts.length > 1 && (believed(trial, !partial && (custom || SAYS_TOTAL.test(line.label))) || slipped(trial, records));
    if (exhaustive) take(trial);
    else if (parts.length === 1 && !partial && equal)
      take(attempt(sumFormula(crossing, line, parts, wording, "warning"), crossing, records));
    else if (partial) for (const some of breakdowns(parts)) trials.push(...limitsOf(crossing, line, some, records));
  }

  for (const [at, line] of axis.lines.entries()) {
    const listed = judged.has(line) || !SAYS_TOTAL.test(line.label) ? [] : beginningLate(axis.lines, at).filter((part) => open.has(part));
    if (listed.length > 0) take(attempt(sumFormula(crossing, line, listed, lacking(wording), "warning"), crossing, records));
  }

  const search = searchOf(crossing, records, wording);
  const totals = axis.lines
    .filter((line) => isTotal(line) && isAddable(line) && !judged.has(line))
    .sort((a, b) => b.path.length - a.path.length || a.index - b.index);
  for (const total of totals) {
    const free = inOrder([...open]);
    const trial = totalOf(search, total, free, scopeOf(total, free));
    const sure = isTotalLabel(total.label) || total.role === "total";
    if (!trial) continue;
    const told = sure && trial.holds === 0 && isFar(trial) ? inGroups(crossing, trial, records, wording) : undefined;
    if (told) for (const each of told) take(each);
    else if (trial.holds === 0 && isTold(trial)) continue;
    else if (believed(trial, sure, () => takesAll(total, free, trial))) take(trial);
    else if ((sure || (CLOSES.test(total.label) && trial.fails === 1)) && trial.holds === 0 && isPlainList(trial.formula.reads, total))
      take(attempt(sumFormula(crossing, total, trial.formula.reads, wording, "warning"), crossing, records));
  }
  if (totals.length === 0 && trials.length === 0) {
    const lines = inOrder([...open]);
    const found = unnamed(crossing, lines, records, wording);
    const lacks = found ? [] : districtsMissingOne(crossing, lines);
    if (found) take(found);
    else if (lacks.length > 0) take(attempt(sumFormula(crossing, lines[0]!, lacks, lacking(wording), "warning"), crossing, records));
  }
  return trials.filter(({ results }) => results.some((each) => isHeld(each) || each.verdict.is === "differs"));
}

/** Words for a sum of which the list shows that a row is missing. */
const lacking = (wording: Wording): Wording => ({
  ...wording,
  next: {
    "zh-CN": "所列各行像是漏了一行：请补齐漏列的行，再核对合计。",
    en: "A row seems to be missing from the list: add it, then check the total.",
  },
});

/** The first or the last line as the sum of all others, where the figures alone show it (a city above its districts). */
function unnamed(axis: Axis, lines: readonly Line[], records: Records, wording: Wording): Trial | undefined {
  if (lines.length < 4) return undefined;
  const candidates = [lines[0]!, lines.at(-1)!].map((total) =>
    attempt(
      sumFormula(
        axis,
        total,
        lines.filter((line) => line !== total),
        wording,
        undefined,
        "inferred",
      ),
      axis,
      records,
    ),
  );
  return candidates.find(({ holds, fails, weight }) => holds > 0 && holds >= fails && weight >= ENOUGH);
}
