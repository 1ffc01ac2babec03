// Accuracy of the formula checks: npm run accuracy:formulas [-- --count 400]. Workbooks of the kinds that offices submit are
// drawn, saved with the results that a spreadsheet program would save, and one fault is put into four of five. A fault counts
// as found where a finding of its code stands on its cell; any other finding of the three codes is a false one.
import { parseArgs } from "node:util";
import { DEFAULT_LIMITS } from "../../src/model/parser.ts";
import { examine, readDocument } from "../../src/pipeline.ts";
import {
  a1,
  calculated,
  cellsOf,
  type Die,
  type Drawn,
  execution,
  matrix,
  newDie,
  type Place,
  priced,
  running,
  SHEETS,
  summary,
  type Workbook,
  written,
} from "./formulas-draw.ts";

const { values } = parseArgs({ options: { count: { type: "string", default: "300" }, show: { type: "boolean", default: false } } });
const CODES = ["stale-formula", "formula-overwritten", "formula-inconsistent"];
const KINDS = ["clean", "stale input", "stale result", "overwritten", "inconsistent", "row left out"] as const;
type Kind = (typeof KINDS)[number];

/** A file with what should be found in it: `code sheet!cell`. */
interface Case {
  readonly kind: Kind;
  readonly bytes: Uint8Array;
  readonly due: readonly string[];
  /** Any one of these is the fault found: a range that all sums of a row share is said once. */
  readonly anyOf: boolean;
}

const LAYOUTS: readonly ((die: Die) => Workbook)[] = [
  (die) => [matrix(die)],
  (die) => [matrix(die)],
  (die) => [execution(die)],
  (die) => [running(die)],
  (die) => [priced(die)],
  summary,
  (die) => [matrix(die), execution(die, 1)],
];

const named = (code: string, { sheet, row, column }: Place): string => `${code} ${SHEETS[sheet]}!${a1(row, column)}`;
type Formula = Extract<Drawn, { readonly is: "formula" }>;
const isFormula = (cell: Drawn): cell is Formula => cell.is === "formula";

/** An amount that someone typed wrong: another size, two digits swapped, a few units off. */
function slipped(value: number, die: Die): number {
  const off = die.pick([1.1, 0.9, 1.01, 0.97, 1.5]);
  const wrong = Math.round(value * off * 100) / 100;
  return wrong === value ? value + 1 : wrong;
}

/** Formulas that read a cell themselves, by trying: a change of the cell changes them while all other formulas stand still. */
function readers(workbook: Workbook, before: (place: Place) => number): readonly (Place & { readonly cell: Drawn })[] {
  const saved = new Map<Drawn, number>(
    cellsOf(workbook).flatMap((each) => (isFormula(each.cell) ? [[each.cell, before(each)] as const] : [])),
  );
  return cellsOf(workbook).filter((each) => {
    if (!isFormula(each.cell)) return false;
    const { format } = each.cell;
    const others = new Map(saved);
    others.delete(each.cell);
    const decimals = /0\.(0+)/.exec(format)?.[1]?.length ?? 0;
    const shown = (value: number): string => (format.includes("%") ? value * 100 : value).toFixed(decimals);
    return shown(calculated(workbook, others)(each)) !== shown(saved.get(each.cell)!);
  });
}

function fault(kind: Kind, die: Die): Case | undefined {
  const workbook = die.pick(LAYOUTS)(die);
  const before = calculated(workbook);
  const formulas = cellsOf(workbook).filter(({ cell }) => isFormula(cell));
  // What is saved now stays saved, whatever is changed below.
  formulas.forEach(before);
  switch (kind) {
    case "clean":
      return { kind, bytes: written(workbook, before), due: [], anyOf: false };
    case "stale input": {
      const inputs = cellsOf(workbook).filter(({ cell }) => cell.is === "constant");
      const { cell } = die.pick(inputs);
      if (cell.is !== "constant") return undefined;
      cell.value = slipped(cell.value, die);
      const due = readers(workbook, before).map((place) => named("stale-formula", place));
      return due.length === 0 ? undefined : { kind, bytes: written(workbook, before), due, anyOf: false };
    }
    case "stale result": {
      const place = die.pick(formulas);
      const valueAt = calculated(workbook, new Map([[place.cell, slipped(before(place), die)]]));
      const due = readers(workbook, valueAt).map((each) => named("stale-formula", each));
      return due.length === 0 ? undefined : { kind, bytes: written(workbook, valueAt), due, anyOf: false };
    }
    case "overwritten": {
      // Where nothing beside shows that a formula stood there, nobody can tell.
      const place = die.pick(formulas.filter((each) => twins(formulas, each).length >= 2));
      if (!place) return undefined;
      const { sheet, row, column, cell } = place;
      if (!isFormula(cell)) return undefined;
      workbook[sheet]![row]![column] = { is: "constant", value: slipped(before(place), die), format: cell.format };
      return { kind, bytes: written(workbook, calculated(workbook)), due: [named("formula-overwritten", place)], anyOf: false };
    }
    case "inconsistent": {
      const place = die.pick(formulas.filter((each) => twins(formulas, each).length >= 2));
      if (!place || !isFormula(place.cell)) return undefined;
      return mistaken(workbook, place, place.cell, before)
        ? { kind, bytes: written(workbook, calculated(workbook)), due: [named("formula-inconsistent", place)], anyOf: false }
        : undefined;
    }
    case "row left out":
      return shortened(workbook, formulas);
  }
}

/** Formulas beside a cell, next to it or next to that, that a copy of its own would make. */
function twins(formulas: readonly (Place & { readonly cell: Drawn })[], place: Place & { readonly cell: Drawn }): readonly Place[] {
  if (!isFormula(place.cell)) return [];
  const relative = ({ row, column }: Place, words: string): string =>
    words.replace(/(\$?)([A-Z]+)(\$?)(\d+)/g, (_, fixedColumn: string, letters: string, fixedRow: string, digits: string) => {
      const at = [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
      return `${fixedColumn}${fixedColumn ? at : at - column},${fixedRow}${fixedRow ? digits : Number(digits) - 1 - row}`;
    });
  const own = relative(place, place.cell.text);
  return formulas.filter((each) => {
    const far = Math.abs(each.row - place.row) + Math.abs(each.column - place.column);
    const isInLine = each.sheet === place.sheet && (each.row === place.row || each.column === place.column);
    return isInLine && far > 0 && far <= 3 && isFormula(each.cell) && relative(each, each.cell.text) === own;
  });
}

/** Makes a formula read one row or column less, or one beside: what a slip of the mouse does. True if its result shows it. */
function mistaken(workbook: Workbook, place: Place, cell: Formula, before: (place: Place) => number): boolean {
  const range = /^SUM\(([A-Z]+)(\d+):([A-Z]+)(\d+)\)$/.exec(cell.text);
  const was = before(place);
  const read = calculated(workbook);
  if (range) {
    const [, left = "", top = "", right = "", bottom = ""] = range;
    if (left === right) {
      const lost = read({ sheet: place.sheet, row: Number(bottom) - 1, column: column(left) });
      if (Number(bottom) - Number(top) < 2 || lost === 0) return false;
      cell.text = `SUM(${left}${top}:${right}${Number(bottom) - 1})`;
      cell.compute = () => was - lost;
    } else {
      const lost = read({ sheet: place.sheet, row: place.row, column: column(right) });
      if (column(right) - column(left) < 2 || lost === 0) return false;
      cell.text = `SUM(${left}${top}:${a1(Number(bottom) - 1, column(right) - 1)})`;
      cell.compute = () => was - lost;
    }
    return true;
  }
  const operation = /^([A-Z]+)(\d+)([-+*/])([A-Z]+)(\d+)$/.exec(cell.text);
  if (!operation) return false;
  const [, a = "", , operator = "", b = "", row = ""] = operation;
  const [first, second] = [
    read({ sheet: place.sheet, row: Number(row) - 1, column: column(a) }),
    read({ sheet: place.sheet, row: Number(row) - 2, column: column(b) }),
  ];
  if (second === 0 || workbook[place.sheet]?.[Number(row) - 2]?.[column(b)]?.is !== "constant") return false;
  cell.text = `${a}${row}${operator}${b}${Number(row) - 1}`;
  const result = operator === "-" ? first - second : operator === "+" ? first + second : operator === "*" ? first * second : first / second;
  cell.compute = () => result;
  return Math.abs(result - was) > Math.abs(was) * 0.01;
}

const column = (letters: string): number => [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;

/** All sums of a total row end one row too early, as when a row was added below the last. */
function shortened(workbook: Workbook, formulas: readonly (Place & { readonly cell: Drawn })[]): Case | undefined {
  const sums = formulas.filter(
    ({ cell, row }) => isFormula(cell) && new RegExp(`^SUM\\((?<line>[A-Z]+)\\d+:\\k<line>${row}\\)$`).test(cell.text),
  );
  const [some] = sums;
  const line = sums.filter(({ sheet, row }) => some && sheet === some.sheet && row === some.row);
  if (!some || line.length === 0) return undefined;
  for (const { cell, row, column: at, sheet } of line) {
    if (!isFormula(cell)) continue;
    const [, first = "0"] = /^SUM\([A-Z]+(\d+):/.exec(cell.text) ?? [];
    if (row - Number(first) < 2) return undefined;
    cell.text = cell.text.replace(/\d+\)$/, `${row - 1})`);
    cell.compute = (read) =>
      Array.from({ length: row - Number(first) }, (_, index) => read(sheet, Number(first) - 1 + index, at)).reduce(
        (sum, value) => sum + value,
        0,
      );
  }
  return {
    kind: "row left out",
    bytes: written(workbook, calculated(workbook)),
    due: line.map((place) => named("formula-inconsistent", place)),
    anyOf: true,
  };
}

interface Score {
  files: number;
  due: number;
  found: number;
  wrong: number;
}

const scores = new Map<string, Score>(KINDS.map((kind) => [kind, { files: 0, due: 0, found: 0, wrong: 0 }]));
let done = 0;
for (let seed = 1; done < Number(values.count); seed += 1) {
  const kind = KINDS[seed % KINDS.length]!;
  const made = fault(kind, newDie(seed * 7919));
  if (!made) continue;
  done += 1;
  const document = await readDocument(`${seed}.xlsx`, "0".repeat(64), made.bytes, DEFAULT_LIMITS);
  const { findings } = examine(`${seed}`, [document], []);
  const said = findings
    .filter(({ code, severity }) => CODES.includes(code) && severity !== "info")
    .map(({ code, at }) => `${code} ${at.sheet}!${at.a1}`);
  const score = scores.get(kind)!;
  score.files += 1;
  const hits = made.due.filter((each) => said.includes(each));
  const wrong = said.filter((each) => !made.due.includes(each));
  score.due += made.anyOf ? 1 : made.due.length;
  score.found += made.anyOf ? Math.min(1, hits.length) : hits.length;
  score.wrong += wrong.length;
  if (values.show && (wrong.length > 0 || hits.length < (made.anyOf ? 1 : made.due.length)))
    console.log(`${seed} ${kind}: due ${made.due.join(", ")} | said ${said.join(", ")}`);
}
const all: Score = { files: 0, due: 0, found: 0, wrong: 0 };
for (const [kind, score] of [...scores, ["all", all] as const]) {
  if (kind !== "all") for (const key of ["files", "due", "found", "wrong"] as const) all[key] += score[key];
  const { files, due, found, wrong } = score;
  const share = (part: number, whole: number): string => (whole === 0 ? "–" : `${((100 * part) / whole).toFixed(1)} %`);
  console.log(
    `${kind.padEnd(14)} ${String(files).padStart(4)} files  ${String(due).padStart(4)} faults  recall ${share(found, due).padStart(7)}  precision ${share(found, found + wrong).padStart(7)}  false ${wrong}`,
  );
}
