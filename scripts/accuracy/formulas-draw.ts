import * as XLSX from "xlsx";

/** A cell of a drawn workbook; a formula says how it is computed, apart from its text, by the program that saved it. */
export type Drawn =
  | { readonly is: "text"; readonly text: string }
  | { readonly is: "constant"; value: number; readonly format: string }
  | { readonly is: "formula"; text: string; compute: (read: Read) => number; readonly format: string };

/** The value of a cell: sheet, row and column, counted from 0. */
export type Read = (sheet: number, row: number, column: number) => number;

export interface Place {
  readonly sheet: number;
  readonly row: number;
  readonly column: number;
}

/** Sheets of cells by row; what is not there is blank. */
export type Workbook = (Drawn | undefined)[][][];

/** A repeatable die. */
export interface Die {
  readonly below: (limit: number) => number;
  readonly pick: <Item>(items: readonly Item[]) => Item;
  readonly chance: (share: number) => boolean;
}

export function newDie(seed: number): Die {
  let state = seed >>> 0 || 1;
  const next = (): number => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    state >>>= 0;
    return state / 2 ** 32;
  };
  for (let warm = 0; warm < 20; warm += 1) next();
  const below = (limit: number): number => Math.floor(next() * limit);
  return { below, pick: (items) => items[below(items.length)]!, chance: (share) => next() < share };
}

export const text = (words: string): Drawn => ({ is: "text", text: words });
export const constant = (value: number, format: string): Drawn => ({ is: "constant", value, format });
export const formula = (words: string, format: string, compute: (read: Read) => number): Drawn => ({
  is: "formula",
  text: words,
  format,
  compute,
});
export const a1 = (row: number, column: number): string => XLSX.utils.encode_cell({ r: row, c: column });

const NAMES = [
  "东江",
  "西岭",
  "南坪",
  "北关",
  "石桥",
  "青山",
  "白云",
  "长湖",
  "新城",
  "古镇",
  "临河",
  "望岭",
  "沙洲",
  "柳林",
  "大坝",
  "小溪",
  "金沟",
  "银滩",
];
const HEADS = ["个人缴费", "财政补助", "利息收入", "转移收入", "其他收入", "住院支出", "门诊支出", "大病支出", "上解支出", "其他支出"];
interface Frame {
  readonly sheet: (Drawn | undefined)[][];
  readonly put: (row: number, column: number, cell: Drawn) => void;
  readonly top: number;
  readonly left: number;
}

function frame(die: Die, title: string): Frame {
  const sheet: (Drawn | undefined)[][] = [];
  const put = (row: number, column: number, cell: Drawn): void => {
    while (sheet.length <= row) sheet.push([]);
    sheet[row]![column] = cell;
  };
  put(0, 0, text(`${2015 + die.below(9)}年${title}`));
  const top = die.chance(0.6) ? 2 : 1;
  if (top === 2) put(1, 0, text("单位：万元"));
  return { sheet, put, top, left: die.chance(0.5) ? 1 : 0 };
}

const amounts = (die: Die): { readonly format: string; readonly amount: () => number } => {
  const decimals = die.pick([0, 2, 2, 2, 3, 4]);
  const size = die.pick([1_000, 100_000, 10_000_000]);
  return {
    format: decimals === 0 ? die.pick(["General", "#,##0"]) : `${die.pick(["", "#,##"])}0.${"0".repeat(decimals)}`,
    amount: () => (10 ** decimals + die.below(size * 10 ** decimals)) / 10 ** decimals,
  };
};

const sumOf = (read: Read, sheet: number, cells: readonly (readonly [number, number])[]): number =>
  cells.reduce((sum, [row, column]) => sum + read(sheet, row, column), 0);
const range = (from: number, to: number): readonly number[] => Array.from({ length: to - from + 1 }, (_, index) => from + index);

function headed({ put, top, left }: Frame, die: Die, heads: readonly string[]): number {
  if (left === 1) put(top, 0, text("序号"));
  put(top, left, text(die.pick(["县区", "单位", "项目"])));
  for (const [index, head] of heads.entries()) put(top, left + 1 + index, text(head));
  return top + 1;
}

/** Items down, amounts across, a total column and a total row; now and then groups with subtotals. */
export function matrix(die: Die, at = 0): (Drawn | undefined)[][] {
  const drawn = frame(die, "基金收支情况表");
  const { put, left, sheet } = drawn;
  const { format, amount } = amounts(die);
  const width = 3 + die.below(5);
  const totalFirst = die.chance(0.4);
  const heads = HEADS.slice(0, width);
  const first = headed(drawn, die, totalFirst ? ["合计", ...heads] : [...heads, "合计"]);
  const parts = totalFirst ? range(left + 2, left + 1 + width) : range(left + 1, left + width);
  const totalColumn = totalFirst ? left + 1 : left + 1 + width;
  const isChain = die.chance(0.3);
  const acrossOf = (row: number): Drawn =>
    formula(
      isChain ? parts.map((column) => a1(row, column)).join("+") : `SUM(${a1(row, parts[0]!)}:${a1(row, parts.at(-1)!)})`,
      format,
      (read) =>
        sumOf(
          read,
          at,
          parts.map((column) => [row, column]),
        ),
    );
  const names = [...NAMES].sort(() => die.below(3) - 1);
  let row = first;
  const subtotals: number[] = [];
  const groups = die.chance(0.3) ? 2 + die.below(2) : 1;
  const items: number[] = [];
  for (let group = 0; group < groups; group += 1) {
    const begin = row;
    for (let item = 3 + die.below(6); item > 0; item -= 1) {
      put(row, left, text(names[(group * 9 + item) % names.length]!));
      for (const column of parts) if (!die.chance(0.03)) put(row, column, constant(amount(), format));
      put(row, totalColumn, acrossOf(row));
      items.push(row);
      row += 1;
    }
    if (groups === 1) break;
    put(row, left, text("小计"));
    for (const column of parts) {
      const [from, to] = [begin, row - 1];
      put(
        row,
        column,
        formula(`SUM(${a1(from, column)}:${a1(to, column)})`, format, (read) =>
          sumOf(
            read,
            at,
            range(from, to).map((r) => [r, column]),
          ),
        ),
      );
    }
    put(row, totalColumn, acrossOf(row));
    subtotals.push(row);
    row += 1;
  }
  put(row, left, text(groups === 1 ? "合计" : "总计"));
  for (const column of parts)
    put(
      row,
      column,
      groups === 1
        ? formula(`SUM(${a1(first, column)}:${a1(row - 1, column)})`, format, (read) =>
            sumOf(
              read,
              at,
              items.map((r) => [r, column]),
            ),
          )
        : formula(subtotals.map((r) => a1(r, column)).join("+"), format, (read) =>
            sumOf(
              read,
              at,
              subtotals.map((r) => [r, column]),
            ),
          ),
    );
  put(row, totalColumn, acrossOf(row));
  return sheet;
}

/** Budget, spending, what is left and the rate of it; the total row has its own rate. */
export function execution(die: Die, at = 0): (Drawn | undefined)[][] {
  const drawn = frame(die, "预算执行情况表");
  const { put, left, sheet } = drawn;
  const { format, amount } = amounts(die);
  const first = headed(drawn, die, ["预算数", "执行数", "结余", "执行率"]);
  const [budget, spent, rest, rate] = range(left + 1, left + 4) as [number, number, number, number];
  const rounded = die.chance(0.4);
  const guarded = die.chance(0.4);
  const last = first + 4 + die.below(8);
  const line = (row: number): void => {
    put(
      row,
      rest,
      formula(`${a1(row, budget)}-${a1(row, spent)}`, format, (read) => read(at, row, budget) - read(at, row, spent)),
    );
    const quotient = `${a1(row, spent)}/${a1(row, budget)}`;
    const words = rounded ? `ROUND(${quotient},4)` : guarded ? `IF(${a1(row, budget)}=0,0,${quotient})` : quotient;
    put(
      row,
      rate,
      formula(words, "0.00%", (read) => {
        const value = read(at, row, spent) / read(at, row, budget);
        return rounded ? Math.round(value * 10_000) / 10_000 : value;
      }),
    );
  };
  for (let row = first; row <= last; row += 1) {
    put(row, left, text(NAMES[row % NAMES.length]!));
    put(row, budget, constant(amount(), format));
    put(row, spent, constant(amount(), format));
    line(row);
  }
  const total = last + 1;
  put(total, left, text("合计"));
  for (const column of [budget, spent])
    put(
      total,
      column,
      formula(`SUM(${a1(first, column)}:${a1(last, column)})`, format, (read) =>
        sumOf(
          read,
          at,
          range(first, last).map((row) => [row, column]),
        ),
      ),
    );
  line(total);
  return sheet;
}

/** A balance that runs on from month to month: the first stands by itself. */
export function running(die: Die, at = 0): (Drawn | undefined)[][] {
  const drawn = frame(die, "基金累计结余表");
  const { put, left, sheet } = drawn;
  const { format, amount } = amounts(die);
  const first = headed(drawn, die, ["收入", "支出", "累计结余"]);
  const [income, outlay, balance] = range(left + 1, left + 3) as [number, number, number];
  put(first, left, text("上年结转"));
  put(first, balance, constant(amount(), format));
  const months = 6 + die.below(7);
  for (let month = 1; month <= months; month += 1) {
    const row = first + month;
    put(row, left, text(`${month}月`));
    put(row, income, constant(amount(), format));
    put(row, outlay, constant(amount(), format));
    put(
      row,
      balance,
      formula(
        `${a1(row - 1, balance)}+${a1(row, income)}-${a1(row, outlay)}`,
        format,
        (read) => read(at, row - 1, balance) + read(at, row, income) - read(at, row, outlay),
      ),
    );
  }
  return sheet;
}

/** Heads, standard and amount, with an average in the total row. */
export function priced(die: Die, at = 0): (Drawn | undefined)[][] {
  const drawn = frame(die, "补助资金测算表");
  const { put, left, sheet } = drawn;
  const first = headed(drawn, die, ["人数（人）", "标准（元）", "金额（元）"]);
  const [heads, standard, sum] = range(left + 1, left + 3) as [number, number, number];
  const last = first + 3 + die.below(9);
  for (let row = first; row <= last; row += 1) {
    put(row, left, text(NAMES[row % NAMES.length]!));
    put(row, heads, constant(50 + die.below(90_000), "#,##0"));
    put(row, standard, constant(die.pick([80, 120, 150, 320, 580]), "General"));
    put(
      row,
      sum,
      formula(`${a1(row, heads)}*${a1(row, standard)}`, "#,##0.00", (read) => read(at, row, heads) * read(at, row, standard)),
    );
  }
  const total = last + 1;
  put(total, left, text("合计"));
  for (const column of [heads, sum])
    put(
      total,
      column,
      formula(`SUM(${a1(first, column)}:${a1(last, column)})`, column === sum ? "#,##0.00" : "#,##0", (read) =>
        sumOf(
          read,
          at,
          range(first, last).map((row) => [row, column]),
        ),
      ),
    );
  if (die.chance(0.5))
    put(
      total,
      standard,
      formula(
        `ROUND(${a1(total, sum)}/${a1(total, heads)},2)`,
        "0.00",
        (read) => Math.round((read(at, total, sum) / read(at, total, heads)) * 100) / 100,
      ),
    );
  return sheet;
}

/** A list and, on a sheet of its own, what it comes to by kind. */
export function summary(die: Die): Workbook {
  const { format, amount } = amounts(die);
  const kinds = ["住院", "门诊", "大病", "生育"].slice(0, 3 + die.below(2));
  const list: (Drawn | undefined)[][] = [[text("明细表")], [text("单位"), text("类别"), text("金额")]];
  const last = 10 + die.below(20);
  for (let row = 2; row <= last; row += 1)
    list.push([text(NAMES[row % NAMES.length]!), text(kinds[row % kinds.length]!), constant(amount(), format)]);
  const sums: (Drawn | undefined)[][] = [[text("汇总表")], [text("类别"), text("金额"), text("占比")]];
  const total = 2 + kinds.length;
  for (const [index, kind] of kinds.entries()) {
    const row = 2 + index;
    sums.push([
      text(kind),
      formula(`SUMIF(明细!$B$3:$B$${last + 1},A${row + 1},明细!$C$3:$C$${last + 1})`, format, (read) =>
        range(2, last)
          .filter((each) => kinds[each % kinds.length] === kind)
          .reduce((sum, each) => sum + read(0, each, 2), 0),
      ),
      formula(`B${row + 1}/B$${total + 1}`, "0.0%", (read) => read(1, row, 1) / read(1, total, 1)),
    ]);
  }
  sums.push([
    text("合计"),
    formula(`SUM(B3:B${total})`, format, (read) =>
      sumOf(
        read,
        1,
        range(2, total - 1).map((row) => [row, 1]),
      ),
    ),
    formula(`SUM(C3:C${total})`, "0.0%", (read) =>
      sumOf(
        read,
        1,
        range(2, total - 1).map((row) => [row, 2]),
      ),
    ),
  ]);
  return [list, sums];
}

export const SHEETS = ["明细", "汇总", "附表"];
/** Every value, as a program computes it in binary fractions; `saved` stands where it was computed before and not since. */
export function calculated(workbook: Workbook, saved: ReadonlyMap<Drawn, number> = new Map()): (place: Place) => number {
  const known = new Map<Drawn, number>(saved);
  const read: Read = (sheet, row, column) => {
    const cell = workbook[sheet]?.[row]?.[column];
    if (!cell || cell.is === "text") return 0;
    if (cell.is === "constant") return cell.value;
    const value = known.get(cell) ?? cell.compute(read);
    known.set(cell, value);
    return value;
  };
  return ({ sheet, row, column }) => read(sheet, row, column);
}

/** Every cell with what stands in it. */
export const cellsOf = (workbook: Workbook): readonly (Place & { readonly cell: Drawn })[] =>
  workbook.flatMap((rows, sheet) =>
    rows.flatMap((cells, row) => cells.flatMap((cell, column) => (cell ? [{ sheet, row, column, cell }] : []))),
  );

/** The workbook as a file, its formulas with the results given. */
export function written(workbook: Workbook, valueAt: (place: Place) => number): Uint8Array {
  const book = XLSX.utils.book_new();
  for (const [sheet, rows] of workbook.entries()) {
    const made: XLSX.WorkSheet = {};
    let right = 0;
    for (const [row, cells] of rows.entries())
      for (const [column, cell] of cells.entries()) {
        if (!cell) continue;
        right = Math.max(right, column);
        if (cell.is === "text") made[a1(row, column)] = { t: "s", v: cell.text };
        else {
          const value = cell.is === "constant" ? cell.value : valueAt({ sheet, row, column });
          made[a1(row, column)] = { t: "n", v: value, z: cell.format, ...(cell.is === "formula" ? { f: cell.text } : {}) };
        }
      }
    made["!ref"] = XLSX.utils.encode_range({ s: { r: 0, c: 0 }, e: { r: rows.length - 1, c: right } });
    XLSX.utils.book_append_sheet(book, made, SHEETS[sheet]);
  }
  return XLSX.write(book, { type: "buffer", bookType: "xlsx" });
}
