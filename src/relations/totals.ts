import { type Decimal, ONE, tenTo, ZERO } from "../model/decimal.ts";
import { SHARE, saysQuotient } from "../model/quotient.ts";
import type { CanonicalRecord } from "../model/record.ts";
import type { Relation } from "../model/relation.ts";
import type { Text } from "../model/text.ts";
import type { Unit } from "../model/unit.ts";
import type { Axis, Formula, Line } from "./axis.ts";
import { attempt, best, promising, type Trial } from "./choose.ts";
import { figure, relate, sum } from "./relate.ts";
import { isTelling, slip } from "./slip.ts";

type Records = ReadonlyMap<string, CanonicalRecord>;

/** What is not added up though nothing was divided: changes in per cent, ranks, prices. */
const NOT_ADDED = /(?:增长|同比|序号|排名|名次|标准|单价)/;

const isQuotient = (line: Line, unit: Unit | null): boolean =>
  (unit?.dimension === "rate" ||
    unit?.dimension === "time" ||
    ((saysQuotient(line.label) || NOT_ADDED.test(line.label)) && unit?.dimension !== "points")) &&
  !SHARE.test(line.label);

/** Lines that a sum may take in: no rates, averages or standards, unless they are scored. */
export const isAddable = (line: Line): boolean => line.scored || !isQuotient(line, line.unit);

/** The figure of a line that a sum may take in on one crossing line: of a scored rate its points, not its per cents. */
function addend(axis: Axis, line: Line, across: Line): CanonicalRecord | undefined {
  const record = axis.at(line, across);
  return record && !record.figure.qualifier && !(line.scored && isQuotient(line, record.figure.unit)) ? record : undefined;
}

/** Lines of one unit, or of none: 60 % beside a plain 7200 is its share, not its fellow. Indicators that are scored add up whatever they count. */
export function sameKind({ unit: a, scored }: Line, { unit: b, scored: other }: Line): boolean {
  if (scored && other) return true;
  if (a === null || b === null) return (a ?? b)?.dimension !== "rate";
  return a.dimension === b.dimension && a.base === b.base;
}

/** Words for the relations of one check. */
export interface Wording {
  readonly family: string;
  readonly why: Text;
  readonly next: Text;
}

const HUNDRED = tenTo(2);

/**
 * A figure without a unit that is no more than the largest of its parts nor less than the smallest: their average or rate, unless
 * a slip made it so. Negative parts can bring a sum among them too: there it takes a total that nothing names.
 */
function isOfTheirSize(value: Decimal, parts: readonly CanonicalRecord[], isNamed: boolean): boolean {
  if (parts.length < 3 || (isNamed && parts.some(({ figure }) => figure.value.lte(0)))) return false;
  const values = parts.map(({ figure }) => figure.value);
  const sum = values.reduce((all, each) => all.plus(each), ZERO);
  const decimals = parts.reduce((most, part) => Math.max(most, part.decimals), 0);
  return values.some((each) => each.lt(value)) && values.some((each) => each.gt(value)) && !isTelling(slip(value, sum, decimals));
}

/**
 * A total that is none: the same persons in every line (30000 pay the one and the other part of a contribution), or a share
 * that is not of the lines' whole (药占比 30.2 % in all, of each hospital its own).
 */
function isNoSum({ figure: { value, unit } }: CanonicalRecord, parts: readonly CanonicalRecord[], isNamed: boolean): boolean {
  if (unit?.dimension === "count") return parts.length > 1 && parts.every((part) => part.figure.value.eq(value));
  if (unit === null) return isOfTheirSize(value, parts, isNamed);
  if (unit?.dimension !== "rate" || value.minus(HUNDRED).abs().lt(ONE)) return false;
  const sum = parts.reduce((all, part) => all.plus(part.figure.value), ZERO);
  return sum.minus(value).abs().gt(ONE);
}

/** Lines that give one figure again (the contract of each payment under it) beside others of their own, of which a total took each figure once. */
function takesOnce(axis: Axis, { figure: { value } }: CanonicalRecord, parts: readonly { line: Line; record: CanonicalRecord }[]): boolean {
  const once = new Map(parts.map((part) => [part.record.figure.value.toString(), part]));
  const again = parts.filter((part) => once.get(part.record.figure.value.toString()) !== part);
  const sum = [...once.values()].reduce((all, { record }) => all.plus(record.figure.value), ZERO);
  if (again.length === 0 || !sum.eq(value)) return false;
  const differs = (a: Line, b: Line, across: Line): boolean => {
    const [x, y] = [axis.at(a, across)?.figure.value, axis.at(b, across)?.figure.value];
    return x !== undefined && y !== undefined && !x.eq(y);
  };
  return again.every(({ line, record }) =>
    axis.across.some((across) => differs(line, once.get(record.figure.value.toString())!.line, across)),
  );
}

const COUNTED_ONCE = /去重|剔(?:除)?重/;

/** `total = Σ parts`, blanks as zero (and counted); nothing where the total or all parts are blank. */
export function sumFormula(
  axis: Axis,
  total: Line,
  parts: readonly Line[],
  wording: Wording,
  ceiling?: Relation["ceiling"],
  source: Relation["source"] = "vocabulary",
): Formula {
  return {
    total,
    reads: parts,
    on: (across) => {
      const judged = axis.at(total, across);
      if (!judged) return undefined;
      const records = parts.flatMap((line) => {
        const record = addend(axis, line, across);
        return record ? [{ line, record }] : [];
      });
      if (
        records.length === 0 ||
        judged.figure.qualifier ||
        isNoSum(
          judged,
          records.map(({ record }) => record),
          source === "vocabulary",
        ) ||
        takesOnce(axis, judged, records)
      )
        return undefined;
      const figures = records.map(({ line, record }) => figure(record, line.words));
      // Persons counted once though they stand in several lines are fewer than the sum; their money is not.
      const atMost = COUNTED_ONCE.test(total.label) && judged.figure.unit?.dimension === "count";
      return relate({
        kind: atMost ? "bound" : "sum",
        ...(atMost ? { comparison: "at-most" as const } : {}),
        source,
        scope: "table",
        total: judged,
        role: total.words || "合计",
        expression: sum(figures),
        family: `${wording.family} ${axis.table.id} ${axis.direction} ${total.index} ${parts.map(({ index }) => index).join(",")}`,
        why: wording.why,
        next: wording.next,
        blanks: parts.length - figures.length,
        ...(ceiling ? { ceiling } : {}),
      });
    },
  };
}

/** An axis whose totals are looked for. */
export interface Search {
  readonly axis: Axis;
  readonly records: Records;
  readonly wording: Wording;
  /** How far the negative figures of a crossing line can bring a sum down again. */
  readonly drop: ReadonlyMap<Line, Decimal>;
}

export function searchOf(axis: Axis, records: Records, wording: Wording): Search {
  const drop = axis.across.map((across) => {
    let sum = ZERO;
    for (const line of axis.lines) {
      const value = axis.at(line, across)?.figure.value;
      if (value?.isNegative()) sum = sum.minus(value);
    }
    return [across, sum] as const;
  });
  return { axis, records, wording, drop: new Map(drop) };
}

/** What one of a figure's units is in the unit of the total it may be a part of. */
function factor(total: CanonicalRecord, record: CanonicalRecord): Decimal {
  const [to, from] = [total.figure.unit?.power, record.figure.unit?.power];
  return to === undefined || from === undefined ? ONE : tenTo(from - to);
}

const HALF = ONE.div(2);
const halfPlace = ({ decimals }: CanonicalRecord): Decimal => HALF.times(tenTo(-decimals));

/**
 * How many crossing lines agree when parts are taken one after the other from the total outwards, by the number of parts.
 * A crossing line is left once its sum is past what later figures can bring back; a nought agrees with anything and counts for nothing.
 */
function scan({ axis, drop }: Search, total: Line, ordered: readonly Line[]): ReadonlyMap<number, number> {
  const votes = new Map<number, number>();
  for (const across of axis.across) {
    const judged = axis.at(total, across);
    if (!judged || judged.figure.qualifier || judged.figure.value.isZero()) continue;
    const goal = judged.figure.value;
    let running: Decimal = ZERO;
    let slack = halfPlace(judged);
    let terms = 0;
    for (const [index, line] of ordered.entries()) {
      const record = addend(axis, line, across);
      if (record) {
        const unit = factor(judged, record);
        running = running.plus(record.figure.value.times(unit));
        slack = slack.plus(halfPlace(record).times(unit));
        terms += 1;
      }
      const over = running.minus(goal);
      if (terms > 0 && over.abs().lte(slack)) votes.set(index + 1, (votes.get(index + 1) ?? 0) + 1);
      if (over.minus(drop.get(across) ?? ZERO).gt(slack.times(2))) break;
    }
  }
  return votes;
}

/** Totals of two or three lines that need not stand side by side, for a total column whose parts lie among others. */
function scattered(lines: readonly Line[]): readonly (readonly Line[])[] {
  if (lines.length > 12) return [];
  const pairs = lines.flatMap((a, i) => lines.slice(i + 1).map((b) => [a, b]));
  const triples = lines.flatMap((a, i) => lines.slice(i + 1).flatMap((b, j) => lines.slice(i + j + 2).map((c) => [a, b, c])));
  return [...pairs, ...triples];
}

/** Three lines must agree before parts that do not stand beside their total are believed. */
const FEWEST_SCATTERED = 3;

/** The open lines before and after a total that it may take in. */
interface Sides {
  readonly above: readonly Line[];
  readonly below: readonly Line[];
}

function beside(total: Line, open: readonly Line[]): Sides {
  const fitting = open.filter((line) => line.index !== total.index && sameKind(line, total));
  return { above: fitting.filter(({ index }) => index < total.index), below: fitting.filter(({ index }) => index > total.index) };
}

/** The lines of the lowest level, where others stand deeper: a grand total adds up the classes, not what is in them. */
function outermost(lines: readonly Line[]): readonly (readonly Line[])[] {
  const top = lines.reduce((least, { level }) => Math.min(least, level), Number.POSITIVE_INFINITY);
  const outer = lines.filter(({ level }) => level === top);
  return outer.length >= 2 && outer.length < lines.length ? [outer] : [];
}

/** Whether a total takes in every open line on one of its sides, or every one of its own group. */
export function takesAll(total: Line, open: readonly Line[], { formula: { reads } }: Trial): boolean {
  const taken = new Set(reads);
  const { above, below } = beside(total, open);
  const group = total.path.slice(0, -1).join("\u001f");
  const own = above.filter(({ path }) => path.slice(0, -1).join("\u001f") === group);
  return [above, below, ...(group === "" ? [] : [own])].some((side) => side.length === taken.size && side.every((line) => taken.has(line)));
}

/** Lists of lines that a total may add up, each with whether the figures let it agree anywhere. */
interface Candidate {
  readonly parts: readonly Line[];
  readonly mayAgree: boolean;
}

/** What may add up to a total: its group, the outermost lines and the ranges the figures vote for on each side, each side as a whole. */
function candidates(search: Search, total: Line, scope: readonly Line[], { above, below }: Sides): readonly Candidate[] {
  const whole = (parts: readonly Line[]): readonly Candidate[] =>
    parts.length < 2 ? [] : [{ parts, mayAgree: scan(search, total, parts).has(parts.length) }];
  const outwards = (ordered: readonly Line[]): readonly Candidate[] => {
    const votes = scan(search, total, ordered);
    const voted = [...votes]
      .filter(([length]) => length >= 2 && length < ordered.length)
      .sort(([a, votesA], [b, votesB]) => votesB - votesA || b - a)
      .slice(0, 3)
      .map(([length]) => ({ parts: ordered.slice(0, length), mayAgree: true }));
    // Where none agrees it is the whole side that is reported.
    return ordered.length < 2 ? voted : [{ parts: ordered, mayAgree: votes.has(ordered.length) }, ...voted];
  };
  return [
    ...whole(scope.filter((line) => line.index !== total.index && sameKind(line, total))),
    ...[above, below].flatMap(outermost).flatMap(whole),
    ...outwards([...above].reverse()),
    ...outwards(below),
  ];
}

/** What adds up to one total line. `open` are the lines that no other total has taken in, `scope` those of them that stand under its own heading. */
export function totalOf(search: Search, total: Line, open: readonly Line[], scope: readonly Line[]): Trial | undefined {
  const { axis, records, wording } = search;
  const sides = beside(total, open);
  const { above, below } = sides;
  const tried = candidates(search, total, scope, sides);
  const attemptAt = ({ parts }: Candidate): Trial => attempt(sumFormula(axis, total, inOrder(parts), wording), axis, records);
  const found = best(
    tried
      .filter(({ mayAgree }) => mayAgree)
      .map(attemptAt)
      .filter(({ holds }) => holds > 0),
  );
  if (found && found.weight > 0) return found;
  const far = scattered([...above, ...below].sort((a, b) => a.index - b.index)).map((parts) => sumFormula(axis, total, parts, wording));
  const apart = best(promising(far, axis, records).filter(({ holds, fails }) => holds >= FEWEST_SCATTERED && holds > 4 * fails));
  if (apart && apart.weight > 0) return apart;
  if (found) return found;
  for (const candidate of tried) {
    const trial = attemptAt(candidate);
    if (trial.results.length > 0) return trial;
  }
  return undefined;
}

export const inOrder = (lines: readonly Line[]): readonly Line[] => [...lines].sort((a, b) => a.index - b.index);

/** Whether the table takes a line for a total: by its name or its place, unless it closes a list that began in a table before. */
export const isTotal = (line: Line): boolean => line.role !== "item";
