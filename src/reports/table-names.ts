import type { Examination } from "../model/examination.ts";
import type { Finding } from "../model/finding.ts";
import type { Grid } from "../model/grid.ts";
import { grouped } from "../model/grouped.ts";
import { normaliseLabel } from "../model/label.ts";
import type { Place } from "../model/place.ts";
import type { Table } from "../model/table.ts";
import type { Text } from "../model/text.ts";
import { cellOf, originKey, placeKey } from "./cells.ts";

/** Lines of a form that say whose form it is, the most telling first. */
const WHOSE = [/^项目名称$/, /^项目(?:实施)?单位$/, /^(?:填报|预算|实施)?单位(?:名称)?$/, /^(?:主管)?部门(?:名称)?$/];
const LONGEST = 60;

const squeezed = (text: string): string => normaliseLabel(text).replace(/\s+/g, "");

/** 表N as its place names it; the sheet, or nothing for a file that is one table. */
function ordinal({ grid: { origin } }: Table): Text | undefined {
  if (origin.in === "csv") return undefined;
  if (origin.in === "sheet") return { "zh-CN": `工作表“${origin.sheet}”`, en: `sheet ${origin.sheet}` };
  return { "zh-CN": `表${origin.table}`, en: `table ${origin.table}` };
}

/** What the forms of a grid answer to each of `WHOSE`; `""` where they do not. */
function answersOf(tables: readonly Table[]): readonly string[] {
  const answers = WHOSE.map(() => "");
  for (const { form, grid, rows, columns } of tables) {
    if (!form) continue;
    const values = columns.filter(({ role }) => role === "text" || role === "figure");
    for (const row of rows) {
      const asked = WHOSE.findIndex((label) => label.test(squeezed(row.path.at(-1) ?? "")));
      const answer = values.map(({ index }) => grid.rows[row.index]?.[index]?.text.trim() ?? "").find((text) => text !== "");
      if (asked >= 0 && answers[asked] === "" && answer !== undefined && answer.length <= LONGEST) answers[asked] = answer;
    }
  }
  return answers;
}

/** Names of grids with one title: what the first line answers that only this one answers so; else the answer and the ordinal. */
function distinctions(sisters: readonly (readonly [Grid, readonly Table[]])[]): ReadonlyMap<Grid, readonly (string | Text)[]> {
  const all = sisters.map(([, tables]) => answersOf(tables));
  return new Map(
    sisters.map(([grid, [first]], own) => {
      const answers = all[own]!;
      const alone = (asked: number): boolean =>
        answers[asked] !== "" && all.every((other, index) => index === own || squeezed(other[asked]!) !== squeezed(answers[asked]!));
      const unique = answers.findIndex((_, asked) => alone(asked));
      if (unique >= 0) return [grid, [answers[unique]!]];
      const answer = answers.find((text) => text !== "");
      const number = first && ordinal(first);
      return [grid, [...(answer === undefined ? [] : [answer]), ...(number === undefined ? [] : [number])]];
    }),
  );
}

const joined = (parts: readonly (string | Text)[]): Text | undefined => {
  const given = parts.filter((part) => part !== "");
  if (given.length === 0) return undefined;
  const inLanguage = (language: keyof Text): string => given.map((part) => (typeof part === "string" ? part : part[language])).join(" · ");
  return { "zh-CN": inLanguage("zh-CN"), en: inLanguage("en") };
};

/**
 * What the table of a finding is called: its title and, where several grids of the submission have that title, what tells
 * this one from its sisters (the project or the unit its form names, else its number). Of a finding in running text it is
 * the first table that the text was compared with. `undefined` where no table has to do with it.
 */
export function tableNames({ tables }: Pick<Examination, "tables">): (finding: Finding) => Text | undefined {
  const byGrid = grouped(tables, ({ grid: { document, origin, firstRow, firstColumn } }) =>
    [originKey(document, origin), firstRow, firstColumn].join("\u001f"),
  );
  const grids = [...byGrid.values()].map((group) => [group[0]!.grid, group] as const);
  const titleOf = (group: readonly Table[]): string => group.find(({ title }) => title !== "")?.title ?? "";
  const names = new Map<Grid, Text | undefined>();
  for (const sisters of grouped(grids, ([, group]) => squeezed(titleOf(group))).values()) {
    const distinct = sisters.length > 1 ? distinctions(sisters) : undefined;
    for (const [grid, group] of sisters) {
      const title = titleOf(group);
      const own = title === "" ? ordinal(group[0]!) : undefined;
      names.set(grid, joined([title, ...(distinct?.get(grid) ?? (own ? [own] : []))]));
    }
  }
  const byOrigin = grouped(grids, ([{ document, origin }]) => originKey(document, origin));
  const nameAt = (place: Place): Text | undefined => {
    if (place.paragraph !== undefined) return undefined;
    const home = byOrigin.get(placeKey(place))?.find(([grid]) => cellOf(grid, place) !== undefined);
    return home && names.get(home[0]);
  };
  return (finding) => {
    const places = [finding.at, ...finding.evidence.map(({ locator }) => locator)];
    for (const place of places) {
      const name = nameAt(place);
      if (name) return name;
    }
    return undefined;
  };
}
