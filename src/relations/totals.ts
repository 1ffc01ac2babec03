import { type Decimal, tenTo, ZERO } from "../model/decimal.ts";
import type { CanonicalRecord } from "../model/record.ts";
import type { Expression, Relation } from "../model/relation.ts";
import type { Text } from "../model/text.ts";
import type { Unit } from "../model/unit.ts";
import { type Axis, type Formula, isTotalLabel, type Line } from "./axis.ts";
import { attempt, best, promising, type Trial } from "./choose.ts";
import { figure, relate, sum } from "./relate.ts";

type Records = ReadonlyMap<string, CanonicalRecord>;

const DERIVED = /(?:人均|人平|次均|户均|平均|每人|率|比例|增幅|增长|同比|序号|排名|名次|标准|单价)/;
const SHARE = /(?:结构|比重|占比|构成)/;

const isQuotient = (line: Line, unit: Unit | null): boolean =>
  (unit?.dimension === "rate" || unit?.dimension === "time" || (DERIVED.test(line.label) && unit?.dimension !== "points")) &&
  !SHARE.test(line.label);

/** Lines that a sum may take in: no rates, averages or standards, unless they are scored. */
export const isAddable = (line: Line): boolean => line.scored || !isQuotient(line, line.unit);

/** The figure of a line that a sum may take in on one crossing line: of a scored rate its points, not its per cents. */
function addend(axis: Axis, line: Line, across: Line): CanonicalRecord | undefined {
  const record = axis.at(line, across);
  return record && !record.figure.qualifier && !(line.scored && isQuotient(line, record.figure.unit)) ? record : undefined;
}

/** Lines of one unit, or of none: 60 % beside a plain 7200 is its share, not its fellow. */
function sameKind({ unit: a }: Line, { unit: b }: Line): boolean {
  if (a === null || b === null) return (a ?? b)?.dimension !== "rate";
  return a.dimension === b.dimension && a.base === b.base;
}

/** Words for the relations of one check. */
export interface Wording {
  readonly family: string;
  readonly why: Text;
  readonly next: Text;
}

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
      const figures = parts.flatMap((line): Expression[] => {
        const record = addend(axis, line, across);
        return record ? [figure(record, line.words)] : [];
      });
      if (figures.length === 0 || judged.figure.qualifier) return undefined;
      return relate({
        kind: "sum",
        source,
        scope: "table",
        total: judged,
        role: total.words || "合计",
        expression: sum(...figures),
        family: `${wording.family} ${axis.table.id} ${axis.direction} ${total.index} ${parts.map(({ index }) => index).join(",")}`,
        why: wording.why,
        next: wording.next,
        blanks: parts.length - figures.length,
        ...(ceiling ? { ceiling } : {}),
      });
    },
  };
}

/** How many crossing lines agree when parts are taken one after the other from the total outwards. */
function scan(axis: Axis, total: Line, ordered: readonly Line[]): ReadonlyMap<number, number> {
  const votes = new Map<number, number>();
  for (const across of axis.across) {
    const judged = axis.at(total, across);
    if (!judged || judged.figure.qualifier) continue;
    const goal = judged.figure.value;
    const half = tenTo(-judged.decimals).div(2);
    let running: Decimal = ZERO;
    let terms = 0;
    ordered.forEach((line, index) => {
      const record = addend(axis, line, across);
      if (record) {
        running = running.plus(record.figure.value);
        terms += 1;
      }
      if (
        terms > 0 &&
        running
          .minus(goal)
          .abs()
          .lte(half.times(terms + 1))
      )
        votes.set(index + 1, (votes.get(index + 1) ?? 0) + 1);
    });
  }
  return votes;
}

/** Ranges that begin beside the total: those the figures vote for, most votes first, and the whole. */
function ranges(axis: Axis, total: Line, ordered: readonly Line[], least: number): readonly (readonly Line[])[] {
  const voted = [...scan(axis, total, ordered)]
    .filter(([length]) => length >= least)
    .sort(([a, votesA], [b, votesB]) => votesB - votesA || b - a)
    .slice(0, 3)
    .map(([length]) => ordered.slice(0, length));
  return ordered.length >= least ? [...voted, ordered] : voted;
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

/** Whether a line may be a part of the total. */
const fitsUnder = (total: Line, line: Line): boolean => line.index !== total.index && isAddable(line) && sameKind(line, total);

/** The open lines before and after a total that it may take in. */
function beside(total: Line, open: readonly Line[]): { readonly above: readonly Line[]; readonly below: readonly Line[] } {
  const fitting = open.filter((line) => fitsUnder(total, line));
  return { above: fitting.filter(({ index }) => index < total.index), below: fitting.filter(({ index }) => index > total.index) };
}

/** The lines of the lowest level, where others stand deeper: a grand total adds up the classes, not what is in them. */
function outermost(lines: readonly Line[]): readonly (readonly Line[])[] {
  const top = Math.min(...lines.map(({ level }) => level));
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

/**
 * What adds up to one total line. `open` are the lines that no other total has taken in, in order of place.
 * `sure`: the label or the layout says that it is a total, so it is judged even where nothing agrees.
 */
export function totalOf(
  axis: Axis,
  total: Line,
  open: readonly Line[],
  scope: readonly Line[] | undefined,
  records: Records,
  wording: Wording,
): Trial | undefined {
  const fits = (line: Line): boolean => fitsUnder(total, line);
  const { above, below } = beside(total, open);
  const inScope = scope?.filter(fits) ?? [];
  const candidates: (readonly Line[])[] = [];
  if (inScope.length >= 2) candidates.push(inScope);
  candidates.push(...[above, below].flatMap(outermost));
  candidates.push(...ranges(axis, total, [...above].reverse(), 2), ...ranges(axis, total, below, 2));
  const trials = candidates.map((parts) => attempt(sumFormula(axis, total, inOrder(parts), wording), axis, records));
  const found = best(trials.filter(({ holds, results }) => holds > 0 && results.length > 0));
  if (found && found.weight > 0) return found;
  const far = scattered([...above, ...below].sort((a, b) => a.index - b.index)).map((parts) => sumFormula(axis, total, parts, wording));
  const apart = best(promising(far, axis, records).filter(({ holds, fails }) => holds >= FEWEST_SCATTERED && holds > 4 * fails));
  if (apart && apart.weight > 0) return apart;
  return found ?? trials.find(({ results }) => results.length > 0);
}

export const inOrder = (lines: readonly Line[]): readonly Line[] => [...lines].sort((a, b) => a.index - b.index);

/** Whether a line is called a total or was recognised as one by its place. */
export const isTotal = (line: Line): boolean => line.role !== "item" || isTotalLabel(line.label);
