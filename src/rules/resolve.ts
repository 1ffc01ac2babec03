import type { Desk } from "./desk.ts";
import type { Label, Name, Path } from "./name.ts";
import { type Axis, contentOf, lineKeys, type Sheet, type Spot, type Strip, sameGrid, TOTALS } from "./sheet.ts";

/** The figure judged, and how its name found it: down the rows of a named column, along the columns of a named row, or alone. */
export interface Line {
  readonly spot: Spot;
  readonly along: Axis | "cell";
  /** Tables of the rule's form: a neighbour of one of them belongs to that one. */
  readonly siblings: readonly Sheet[];
}

/** Why a name cannot be given a cell. `blank`: nothing to compute with on this line. */
export type Trouble =
  | { readonly trouble: "missing"; readonly name: Name }
  | { readonly trouble: "ambiguous"; readonly name: Name }
  | { readonly trouble: "no-table"; readonly name: Name }
  | { readonly trouble: "no-text"; readonly words: string }
  /** A bare figure against 150元: it may be in 元 or in 万元. */
  | { readonly trouble: "no-unit" }
  /** Scores from which the weight of an indicator cannot be told. */
  | { readonly trouble: "no-weight" }
  | { readonly trouble: "blank" };

export const isTrouble = (value: object): value is Trouble => "trouble" in value;

const other = (axis: Axis): Axis => (axis === "rows" ? "columns" : "rows");
const positionOn = (spot: Spot, axis: Axis): number => (axis === "rows" ? spot.row : spot.column);
const stripAt = (spot: Spot, axis: Axis): Strip => spot.sheet[axis][positionOn(spot, axis)]!;
export const moved = (spot: Spot, axis: Axis, to: number): Spot => (axis === "rows" ? { ...spot, row: to } : { ...spot, column: to });

function sharedLevels(a: readonly Label[], b: readonly Label[]): number {
  let shared = 0;
  while (shared < a.length && shared < b.length && a[shared]!.full === b[shared]!.full) shared++;
  return shared;
}

/**
 * One of several lines that bear a name: the one in the same group as the judged figure (most outer labels shared); of
 * columns under one spread heading the one that holds something; else the nearest before it. Tables repeat a heading in
 * each block, and a reader takes it so.
 */
function nearest(
  strips: readonly Strip[],
  candidates: readonly number[],
  from: number,
  holds: (at: number) => boolean,
): number | undefined {
  if (candidates.length <= 1) return candidates[0];
  const home = strips[from]!.labels;
  const shared = candidates.map((at) => sharedLevels(strips[at]!.labels, home));
  const most = Math.max(...shared);
  const best = candidates.filter((_, each) => shared[each] === most);
  if (best.length === 1) return best[0];
  const alike = best.every((at) => sharedLevels(strips[at]!.labels, strips[best[0]!]!.labels) === strips[at]!.labels.length);
  const filled = alike ? best.filter(holds) : [];
  return filled.length === 1 ? filled[0] : best.filter((at) => at <= from).at(-1);
}

/** Where a row × column name lies, seen from a cell of the same table. */
function crossing(desk: Desk, from: Spot, name: Name, row: Path, column: Path): Spot | Trouble {
  const rows = desk.bearing(from.sheet, "rows", row);
  const columns = desk.bearing(from.sheet, "columns", column);
  if (rows.length === 0 || columns.length === 0) return { trouble: "missing", name };
  const filled = (spot: Spot): boolean => contentOf(desk.evidence, spot).is !== "blank";
  const r = nearest(from.sheet.rows, rows, from.row, (at) => columns.some((column) => filled({ ...from, row: at, column })));
  if (r === undefined) return { trouble: "ambiguous", name };
  const c = nearest(from.sheet.columns, columns, from.column, (at) => filled({ ...from, row: r, column: at }));
  return c === undefined ? { trouble: "ambiguous", name } : { sheet: from.sheet, row: r, column: c };
}

/** The axis on which a name that may be of rows or columns is tried first: that of the judged figure's own name. */
const ownAxis = ({ along }: Line): Axis => (along === "columns" ? "rows" : "columns");

function here(desk: Desk, line: Line, name: Name): Spot | Trouble {
  const { spot } = line;
  if (name.row && name.column) return crossing(desk, spot, name, name.row, name.column);
  const first = ownAxis(line);
  for (const axis of [first, other(first)]) {
    const found = desk.bearing(spot.sheet, axis, name.either!);
    if (found.length === 0) continue;
    const at = nearest(
      spot.sheet[axis],
      found,
      positionOn(spot, axis),
      (each) => contentOf(desk.evidence, moved(spot, axis, each)).is !== "blank",
    );
    return at === undefined ? { trouble: "ambiguous", name } : moved(spot, axis, at);
  }
  return { trouble: "missing", name };
}

/** The line of another table that speaks of the same thing: same labels, else same last label, else the one total for a total. */
function counterpart(desk: Desk, strip: Strip, sheet: Sheet, axis: Axis): number | undefined {
  if (strip.labels.length === 0) return undefined;
  const found = desk.lines(sheet, axis);
  const [whole, last, place] = lineKeys(strip);
  const one = (positions: readonly number[] = []): number | undefined => (positions.length === 1 ? positions[0] : undefined);
  return one(found.get(whole)) ?? one(found.get(last)) ?? one(found.get(strip.total ? TOTALS : place));
}

/** A cell of another table: by row × column, by the row of the same entity, or the only one its line has. */
function elsewhere(desk: Desk, line: Line, sheet: Sheet, name: Name): Spot | Trouble {
  const start: Spot = { sheet, row: 0, column: 0 };
  if (sheet.rows.length === 0 || sheet.columns.length === 0) return { trouble: "missing", name };
  if (name.row && name.column) {
    const rows = desk.bearing(sheet, "rows", name.row);
    const columns = desk.bearing(sheet, "columns", name.column);
    if (rows.length === 0 || columns.length === 0) return { trouble: "missing", name };
    return only(
      name,
      rows.flatMap((row) => columns.map((column) => ({ sheet, row, column }))),
      desk,
    );
  }
  for (const axis of ["columns", "rows"] as const) {
    const found = desk.bearing(sheet, axis, name.either!);
    if (found.length === 0) continue;
    const across = other(axis);
    const { along, spot } = line;
    const twin =
      along === "cell"
        ? undefined
        : (counterpart(desk, stripAt(spot, "rows"), sheet, across) ?? counterpart(desk, stripAt(spot, along), sheet, across));
    // Only a single figure may be taken for any line's: a row without its like in the other table has nothing there.
    const single = along === "cell" || spot.sheet[along].length === 1;
    if (twin === undefined && !single) return { trouble: "blank" };
    const lines = twin === undefined ? sheet[across].map((_, at) => at) : [twin];
    return only(
      name,
      lines.flatMap((at) => found.map((each) => moved(moved(start, axis, each), across, at))),
      desk,
    );
  }
  return { trouble: "missing", name };
}

/** The one cell among several that holds a figure; where there is just one cell, that one. */
function only(name: Name, spots: readonly Spot[], desk: Desk): Spot | Trouble {
  const figures = spots.length === 1 ? spots : spots.filter((spot) => contentOf(desk.evidence, spot).is === "figure");
  const filled = figures.length > 0 ? figures : spots.filter((spot) => contentOf(desk.evidence, spot).is === "words");
  if (filled.length === 0) return { trouble: "blank" };
  return filled.length === 1 ? filled[0]! : { trouble: "ambiguous", name };
}

/**
 * The table that a table word means for a line: in the same document the nearest with no table of the rule's own form
 * between them (that one would be its owner), else the only one in other documents, of the same period where there are more.
 */
function tableFor(desk: Desk, line: Line, name: Name): Sheet | Trouble {
  if (name.table === null) return line.spot.sheet;
  const home = line.spot.sheet;
  const distance = ({ table }: Sheet): number => (sameGrid(table.grid, home.table.grid) ? 0 : 1);
  const named = desk.named(name.table).filter((sheet) => sheet !== home);
  const inside = named
    .filter(({ table }) => table.document === home.table.document)
    .filter(
      ({ order }) =>
        !line.siblings.some(
          (each) => each !== home && each.order > Math.min(order, home.order) && each.order < Math.max(order, home.order),
        ),
    )
    .sort((a, b) => distance(a) - distance(b) || Math.abs(a.order - home.order) - Math.abs(b.order - home.order) || a.order - b.order);
  if (inside[0]) return inside[0];
  const outside = named.filter(({ table }) => table.document !== home.table.document);
  if (outside.length === 0) return desk.named(name.table).includes(home) ? home : { trouble: "no-table", name };
  if (outside.length === 1) return outside[0]!;
  const period = outside.filter(({ table }) => table.period !== null && table.period === home.table.period);
  return period.length === 1 ? period[0]! : { trouble: "ambiguous", name };
}

/** The one cell that a name means for a line. */
export function cellFor(desk: Desk, line: Line, name: Name): Spot | Trouble {
  const sheet = tableFor(desk, line, name);
  if (isTrouble(sheet)) return sheet;
  return sheet === line.spot.sheet ? here(desk, line, name) : elsewhere(desk, line, sheet, name);
}

const sameCell = (a: Spot, b: Spot): boolean => a.sheet === b.sheet && a.row === b.row && a.column === b.column;
const items = (strips: readonly Strip[]): readonly number[] => strips.flatMap(({ item }, at) => (item ? [at] : []));

/** The cells of a whole column (or row): its item lines only. */
const throughout = (sheet: Sheet, axis: Axis, positions: readonly number[]): readonly Spot[] =>
  positions.flatMap((at) =>
    items(sheet[other(axis)]).map((across) => moved(moved({ sheet, row: 0, column: 0 }, axis, at), other(axis), across)),
  );

/** Lines of the judged figure's own group, where it stands in one: of 预算数 and 决算数 side by side, those of 预算数. */
function inGroup(strips: readonly Strip[], found: readonly number[], home: Strip): readonly number[] {
  const shared = found.map((at) => sharedLevels(strips[at]!.labels, home.labels));
  const most = Math.max(...shared);
  return found.filter((_, each) => shared[each] === most);
}

/**
 * The cells that a name means inside sum(…), count(…) …: those of the judged figure's line that bear the name; of a name
 * of the other axis, or of another table, its whole column (or row), item lines only. `row × column`: all crossings.
 * Never the judged figure itself.
 */
export function cellsFor(desk: Desk, line: Line, name: Name): readonly Spot[] | Trouble {
  const sheet = tableFor(desk, line, name);
  if (isTrouble(sheet)) return sheet;
  const { spot } = line;
  const home = sheet === spot.sheet;
  const kept = (spots: readonly Spot[]): readonly Spot[] | Trouble =>
    spots.length === 0 ? { trouble: "missing", name } : spots.filter((each) => !sameCell(each, spot));
  if (name.row && name.column) {
    const found = desk.bearing(sheet, "columns", name.column);
    // 总分 × 自评得分 adds up 自评得分, not 审核得分 beside it.
    const columns = home && found.includes(spot.column) ? [spot.column] : found;
    return kept(desk.bearing(sheet, "rows", name.row).flatMap((row) => columns.map((column) => ({ sheet, row, column }))));
  }
  const first = home ? ownAxis(line) : "columns";
  for (const axis of [first, other(first)]) {
    const found = desk.bearing(sheet, axis, name.either!);
    if (found.length === 0) continue;
    const across = other(axis);
    if (name.other) {
      const fellows = throughout(sheet, axis, found).filter((each) => !home || positionOn(each, across) !== positionOn(spot, across));
      return kept(home ? fellows.filter((each) => sameGroup(stripAt(each, across), stripAt(spot, across))) : fellows);
    }
    if (!home || line.along === "cell" || axis !== first) return kept(throughout(sheet, axis, found));
    const figures = found.filter((at) => axis === "rows" || sheet.columns[at]!.item);
    return kept(inGroup(sheet[axis], figures, stripAt(spot, axis)).map((at) => moved(spot, axis, at)));
  }
  return { trouble: "missing", name };
}

/** Lines under one outermost label; where a table has no groups, all its lines. */
const sameGroup = (a: Strip, b: Strip): boolean => a.labels.length < 2 || b.labels.length < 2 || a.labels[0]!.full === b.labels[0]!.full;

/** The judged figures of a rule in one table of its form. */
export function linesOf(
  desk: Desk,
  sheet: Sheet,
  siblings: readonly Sheet[],
  judged: Name,
  helpers: readonly Name[],
): readonly Line[] | Trouble {
  const line =
    (along: Line["along"]) =>
    (row: number, column: number): Line => ({ spot: { sheet, row, column }, along, siblings });
  if (judged.row && judged.column) {
    const columns = desk.bearing(sheet, "columns", judged.column);
    const lines = desk.bearing(sheet, "rows", judged.row).flatMap((row) => columns.map((column) => line("cell")(row, column)));
    return lines.length > 0 ? lines : { trouble: "missing", name: judged };
  }
  const own = helpers.flatMap(({ table, either }) => (table === null && either ? [either] : []));
  const count = (axis: Axis): number => own.filter((path) => desk.bearing(sheet, axis, path).length > 0).length;
  const columns = desk.bearing(sheet, "columns", judged.either!);
  const rows = desk.bearing(sheet, "rows", judged.either!);
  if (columns.length === 0 && rows.length === 0) return { trouble: "missing", name: judged };
  const down = columns.length > 0 && (rows.length === 0 || count("columns") >= count("rows"));
  if (down) return columns.flatMap((column) => sheet.rows.map((_, row) => line("rows")(row, column)));
  const figures = sheet.columns.flatMap(({ item }, at) => (item ? [at] : []));
  return rows.flatMap((row) => figures.map((column) => line("columns")(row, column)));
}
