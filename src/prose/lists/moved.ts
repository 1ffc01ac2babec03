import { type Decimal, ZERO } from "../../model/decimal.ts";
import type { Fact } from "../../model/fact.ts";
import { sizeOf } from "../arithmetic/quotients.ts";
import type { List } from "../arithmetic/sums.ts";
import { areComplements, isFullSet } from "./complements.ts";

/** The change of a whole with those of all its parts: 职工1200万人，比上年增加50万人，其中在职…增加30万人，退休…增加20万人. */
export interface MovedReading {
  readonly whole: Fact;
  readonly parts: readonly Fact[];
}

const isChange = ({ reading, record }: Fact): boolean =>
  reading?.kind === "change" && record.figure.qualifier === null && record.figure.unit !== null && record.figure.unit.dimension !== "rate";

const moved = ({ record, change }: Fact): Decimal => (change === "decrease" ? sizeOf(record).neg() : sizeOf(record));

/**
 * Changes of wholes whose parts add up and tell a change each, in the same unit and against the same. What fell more than its parts
 * may have had one more a year ago, unless they are all there is.
 */
export function movedLists(facts: readonly Fact[], lists: readonly List[]): readonly MovedReading[] {
  const changes = new Map<string, Fact[]>();
  for (const fact of facts.filter(isChange)) {
    const about = fact.reading!.about ?? "";
    changes.set(about, [...(changes.get(about) ?? []), fact]);
  }
  return lists.flatMap(({ whole, parts, stated, closes }): MovedReading[] => {
    const told = [whole, ...parts].map(({ record }) => changes.get(record.id) ?? []);
    if (!stated || !closes || parts.length < 2 || told.some(({ length }) => length !== 1)) return [];
    const [first, ...others] = told.flat();
    const isAlike = (other: Fact): boolean =>
      other.record.figure.unit!.base === first!.record.figure.unit!.base && other.reading!.against === first!.reading!.against;
    const together = others.reduce((sum, each) => sum.plus(moved(each)), ZERO);
    const isAll = areComplements(parts) || isFullSet(parts) || moved(first!).gte(together);
    return isAll && others.every(isAlike) ? [{ whole: first!, parts: others }] : [];
  });
}
