import type { InferredKind } from "./kind.ts";

/**
 * Words by which the heading of a line names what its figures are, in the languages of the tables most often met. They are a
 * weak prior: a few bits for a formula that the numbers suggest anyway, and nothing against one.
 */
const SAYINGS: readonly (readonly [says: RegExp, kinds: readonly InferredKind[]])[] = [
  [
    /\b(?:(?:sub-?|grand |net )?totals?|sum|overall|altogether|combined|summe|insgesamt|gesamt\w*|zusammen|totaux|ensemble|somme|totale?s?|suma|razem|og[oó][lł]em|celkem|[oö]sszesen|yhteens[aä]|totalt|i alt|ukupno|skupaj|iš viso|kopā|toplam)\b|合\s*计|总\s*计|小\s*计|共\s*计|总和|总额|总数|合\s*計|総\s*計|小\s*計|итого|всего|합계|총계|소계/iu,
    ["sum"],
  ],
  [
    /\b(?:averages?|avg|mean|durchschnitt\w*|mittelwert|moyennes?|medie|promedio|m[eé]dia|keskiarvo|medel\w*|gemiddelde?)\b|平\s*均|средн/iu,
    ["average"],
  ],
  [
    /\b(?:change|changes|chg|chng|growth|increase|decrease|variation|incr|ver[aä]nderung|zuwachs|[eé]volution|croissance|muutos|f[oö]r[aä]ndring|cambio|crecimiento|promjena)\b|增长|增幅|增减|增速|涨幅|同比|环比|变动率|变化率|изменен|прирост/iu,
    ["growth"],
  ],
  [
    /%|‰|\b(?:percent\w*|per ?cent|pct|share|ratio|rate|proportion|anteil|quote|osuus|andel|part|taux|porcentaje|tasa|per capita|per|udio)\b|占比|比例|比重|百分比|率$|率[（(]|人均|доля|процент/iu,
    ["ratio", "product"],
  ],
];

/** Bits that a heading gives to a formula of the kind it names. */
const NAMED = 5;

/** Bits for each kind of formula that the heading of a line names; none for the others. */
export function saidBy(heading: string): ReadonlyMap<InferredKind, number> {
  const bits = new Map<InferredKind, number>();
  if (heading !== "") for (const [says, kinds] of SAYINGS) if (says.test(heading)) for (const kind of kinds) bits.set(kind, NAMED);
  return bits;
}
