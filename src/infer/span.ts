/** Coefficients by name, whole numbers modulo the prime; those that are nought are left out. */
export type Row<Name> = Map<Name, number>;

/** What follows from some linear relations: rows in which the last name stands once, by that name. */
export type Span<Name> = Map<Name, Row<Name>>;

/** Products of two coefficients stay whole. */
const PRIME = 67_108_859;
/** Steps of all reductions that are left; a row that is not reduced by then is taken to be new. */
export interface Budget {
  left: number;
}
const ALL_IT_TAKES: Budget = { left: Number.POSITIVE_INFINITY };

const modulo = (value: number): number => ((value % PRIME) + PRIME) % PRIME;

function inverse(value: number): number {
  let result = 1;
  let base = modulo(value);
  for (let power = PRIME - 2; power > 0; power = Math.floor(power / 2)) {
    if (power % 2 === 1) result = (result * base) % PRIME;
    base = (base * base) % PRIME;
  }
  return result;
}

/** Adds so many times a name to a row. */
export function addTo<Name>(row: Row<Name>, name: Name, times: number): void {
  const now = modulo((row.get(name) ?? 0) + times);
  if (now === 0) row.delete(name);
  else row.set(name, now);
}

/** What is left of a row after what follows from the span: nothing, if it does too. */
export function reduced<Name>(span: Span<Name>, row: Row<Name>, budget: Budget = ALL_IT_TAKES): Row<Name> {
  const left = new Map(row);
  const open = [...left.keys()].filter((name) => span.has(name));
  while (open.length > 0 && budget.left > 0) {
    const name = open.pop()!;
    const times = left.get(name);
    if (times === undefined) continue;
    const known = span.get(name)!;
    budget.left -= known.size;
    for (const [other, each] of known) {
      addTo(left, other, -((times * each) % PRIME));
      if (left.has(other) && span.has(other)) open.push(other);
    }
  }
  return left;
}

/** Adds a relation to a span, if it says anything new. */
export function learn<Name>(span: Span<Name>, row: Row<Name>, budget: Budget = ALL_IT_TAKES): void {
  const left = reduced(span, row, budget);
  if (left.size === 0) return;
  const last = [...left.keys()].reduce((one, other) => (other > one ? other : one));
  const by = inverse(left.get(last)!);
  span.set(last, new Map([...left].map(([name, each]) => [name, (each * by) % PRIME])));
}
