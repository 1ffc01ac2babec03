import { Decimal, plain, ZERO } from "../model/decimal.ts";
import type { CanonicalRecord } from "../model/record.ts";
import type { Text } from "../model/text.ts";
import { inBase } from "../relations/quantity.ts";
import type { Desk } from "./desk.ts";
import type { WeightTerm } from "./formula.ts";
import { cellFor, cellsFor, isTrouble, type Line, linesOf } from "./resolve.ts";
import { contentOf, type Sheet, type Spot, textOf } from "./sheet.ts";
import { plainText, statedIn } from "./wording.ts";

/** The weight of an indicator that its form does not print. `from`: the scores it was worked out from. `ground`: how. */
export interface Weight {
  readonly value: Decimal;
  readonly from: readonly CanonicalRecord[];
  readonly ground: Text;
}

/** The points of a line's group; `undefined` where its form does not say them. */
export type PointsOf = (line: Line) => Decimal | undefined;

/** A group with points among the labels of a line: how many labels it takes to name it, and the points. */
interface Stated {
  readonly depth: number;
  readonly points: Decimal;
}

/** The innermost group over a line that states its points (年度绩效目标1（80分） / 产出指标（40分）: 40). */
function groupOf({ spot }: Line, { points }: WeightTerm): Stated | undefined {
  const labels = spot.sheet.rows[spot.row]!.labels;
  if (points.op !== "stated" || points.place.in !== "labels") return undefined;
  const { words } = points;
  const stated = labels.map(({ full }) => statedIn(full, words)[0]?.value);
  const depth = stated.slice(0, -1).findLastIndex((value) => value !== undefined);
  // Points behind the indicator's own name are not those of a group.
  return depth < 0 || stated.at(-1) !== undefined ? undefined : { depth: depth + 1, points: stated[depth]! };
}

/** The points of the group that a line stands in, where its labels state them. */
export const groupPoints = (line: Line, term: WeightTerm): Decimal | undefined => groupOf(line, term)?.points;

/** Whether two lines stand in one group, down to the label that states its points. */
function inOneGroup(one: Line, other: Line, term: WeightTerm): boolean {
  const depth = groupOf(one, term)?.depth ?? 0;
  const path = ({ spot }: Line): string =>
    spot.sheet.rows[spot.row]!.labels.slice(0, depth)
      .map(({ full }) => full)
      .join("\n");
  return path(one) === path(other);
}

/** Two scores that agree are the fewest that show what full marks are. */
const FEWEST = 2;

const isLow = ({ sheet, row }: Spot): boolean => sheet.rows[row]!.labels.some(({ full }) => full.includes("成本"));

/** Whether an indicator came to what was aimed at: the same words, or a number on the right side of the target's. */
function reached(desk: Desk, line: Line, { target, result }: WeightTerm): boolean {
  const spots = [cellFor(desk, line, target), cellFor(desk, line, result)] as const;
  const [aim, done] = spots;
  if (isTrouble(aim) || isTrouble(done)) return false;
  const words = plainText(textOf(desk.evidence, aim));
  if (words !== "" && words === plainText(textOf(desk.evidence, done))) return true;
  const [wanted, got] = [contentOf(desk.evidence, aim), contentOf(desk.evidence, done)];
  if (wanted.is !== "figure" || got.is !== "figure") return false;
  const { unit, qualifier } = wanted.record.figure;
  if (unit && got.record.figure.unit && unit.dimension !== got.record.figure.unit.dimension) return false;
  const order = inBase(got.record, 0).comparedTo(inBase(wanted.record, 0));
  switch (qualifier?.kind) {
    case "about":
    case "range":
      return false;
    case "more-than":
      return order > 0;
    case "less-than":
      return order < 0;
    case "at-most":
      return order <= 0;
    case "at-least":
      return order >= 0;
    default:
      return isLow(line.spot) ? order <= 0 : order >= 0;
  }
}

const at = (line: Line, spot: Spot): Line => ({ ...line, along: "rows", spot });
const nameOf = ({ sheet, row }: Spot): string => sheet.rows[row]!.labels.at(-1)?.bare ?? "";
const scoreAt = (desk: Desk, spot: Spot): CanonicalRecord | undefined => {
  const content = contentOf(desk.evidence, spot);
  return content.is === "figure" ? content.record : undefined;
};

/** An indicator with its score, as one of the forms of a rule has it. */
interface Mark {
  readonly line: Line;
  readonly score: Decimal;
  readonly reached: boolean;
}

/** The indicators of all forms of a rule, by document, name and points of their group. */
type Marks = ReadonlyMap<string, readonly Mark[]>;

const keyOf = ({ spot }: Line, points: Decimal): string => `${spot.sheet.table.document}\n${nameOf(spot)}\n${points}`;

function marksOf(desk: Desk, siblings: readonly Sheet[], term: WeightTerm, pointsOf: PointsOf): Marks {
  const found = new Map<string, Mark[]>();
  for (const sheet of siblings) {
    const lines = linesOf(desk, sheet, siblings, term.score, []);
    if (isTrouble(lines)) continue;
    for (const line of lines) {
      const score = scoreAt(desk, line.spot);
      const points = score && nameOf(line.spot) !== "" ? pointsOf(line) : undefined;
      if (!score || !points) continue;
      const mark = { line, score: inBase(score, 0), reached: reached(desk, line, term) };
      const known = found.get(keyOf(line, points));
      if (known) known.push(mark);
      else found.set(keyOf(line, points), [mark]);
    }
  }
  return found;
}

/** The same indicator on the other forms of the document, where its group has as many points. */
function sisters(desk: Desk, line: Line, term: WeightTerm, pointsOf: PointsOf): readonly Mark[] {
  const points = pointsOf(line);
  if (!points) return [];
  const marks = desk.once(term, () => marksOf(desk, line.siblings, term, pointsOf));
  return (marks.get(keyOf(line, points)) ?? []).filter((each) => each.line.spot.sheet !== line.spot.sheet);
}

interface Fellow {
  readonly line: Line;
  readonly score: CanonicalRecord;
}

/** The other indicators of the group with their scores; `undefined` where one has none. */
function fellowsOf(desk: Desk, line: Line, term: WeightTerm): readonly Fellow[] | undefined {
  const all = cellsFor(desk, line, { ...term.score, other: true });
  if (isTrouble(all)) return undefined;
  const spots = all.filter((spot) => inOneGroup(line, at(line, spot), term));
  const found = spots.flatMap((spot) => {
    const score = scoreAt(desk, spot);
    return score ? [{ line: at(line, spot), score }] : [];
  });
  return found.length === spots.length ? found : undefined;
}

/** Whether some form of the document gave the same indicator more, for a target reached too: then this score is not full marks. */
const isBeaten = (desk: Desk, { line, score }: Fellow, term: WeightTerm, pointsOf: PointsOf): boolean =>
  sisters(desk, line, term, pointsOf).some((each) => each.reached && each.score.greaterThan(inBase(score, 0)));

/**
 * What the group's points leave: only where every other indicator reached its target and all of them got the same score,
 * which then must be full marks; one that missed it counts with the weight `known` for it, if there is one.
 */
function left(
  desk: Desk,
  line: Line,
  term: WeightTerm,
  pointsOf: PointsOf,
  known: (fellow: Line) => Weight | undefined,
): Weight | undefined {
  const points = pointsOf(line);
  const fellows = fellowsOf(desk, line, term);
  const own = scoreAt(desk, line.spot);
  if (!points || !fellows || !own) return undefined;
  // Points printed at one indicator are not those of the group.
  if (!fellows.every((each) => pointsOf(each.line)?.eq(points))) return undefined;
  const full = fellows.filter((each) => reached(desk, each.line, term));
  const missed = fellows.filter((each) => !full.includes(each));
  const [first] = full;
  if (!first || full.length < FEWEST) return undefined;
  const mark = inBase(first.score, 0);
  if (full.some((each) => !inBase(each.score, 0).eq(mark) || isBeaten(desk, each, term, pointsOf))) return undefined;
  const others = missed.flatMap((each) => known(each.line) ?? []);
  if (others.length < missed.length) return undefined;
  const value = points.minus(mark.times(full.length)).minus(others.reduce((total, each) => total.plus(each.value), ZERO));
  if (!value.greaterThan(0) || value.lessThan(inBase(own, 0))) return undefined;
  const [zh, en] = missed
    .map((each, index) => [nameOf(each.line.spot), plain(others[index]!.value)] as const)
    .reduce((told, [name, weight]) => [`${told[0]}，“${name}”权重 ${weight} 分`, `${told[1]}, ${name} has the weight ${weight}`] as const, [
      "",
      "",
    ] as const);
  return {
    value,
    from: full.map(({ score }) => score),
    ground: {
      "zh-CN": `本组 ${plain(points)} 分，其余已完成目标的 ${full.length} 项各得满分 ${plain(mark)} 分${zh}，余下权重 ${plain(value)} 分`,
      en: `of the group's ${plain(points)} points the ${full.length} others that reached their targets took ${plain(mark)} each${en}: ${plain(value)} are left`,
    },
  };
}

/** The weight that the other forms of the document leave for the same indicator, where they agree. */
function fromSisters(desk: Desk, line: Line, term: WeightTerm, pointsOf: PointsOf): Weight | undefined {
  const found = sisters(desk, line, term, pointsOf).flatMap(
    (each) => desk.once(each, () => left(desk, each.line, term, pointsOf, () => undefined)) ?? [],
  );
  const [first] = found;
  if (!first || found.some(({ value }) => !value.eq(first.value))) return undefined;
  const { ground } = first;
  return {
    ...first,
    ground: {
      "zh-CN": `同一文件另一张表的同名指标：${ground["zh-CN"]}`,
      en: `the same indicator on another form of the document: ${ground.en}`,
    },
  };
}

/** The weight of an indicator, from its own form or its sister forms; `undefined` where scores alone cannot tell it. */
export function weightOf(desk: Desk, line: Line, term: WeightTerm, pointsOf: PointsOf): Weight | undefined {
  const sister = fromSisters(desk, line, term, pointsOf);
  const own = left(desk, line, term, pointsOf, (fellow) => fromSisters(desk, fellow, term, pointsOf));
  if (own && sister && !own.value.eq(sister.value)) return undefined;
  const score = scoreAt(desk, line.spot);
  const weight = own ?? sister;
  return weight && score && new Decimal(weight.value).lessThan(inBase(score, 0)) ? undefined : weight;
}
