import { Decimal, tenTo } from "../../model/decimal.ts";
import { grouped } from "../../model/grouped.ts";
import { halfWidth } from "../../model/label.ts";
import type { CanonicalRecord } from "../../model/record.ts";
import { sizeOf } from "../arithmetic/quotients.ts";
import { isSlip } from "../arithmetic/slips.ts";
import { sentenceOf } from "../reading/window.ts";
import { type Concept, conceptOf } from "../words/concept.ts";
import { agrees, comparable, looksCopied, significance } from "../words/likeness.ts";
import type { Named } from "../words/named.ts";
import { NOISE, WIDE } from "../words/synonyms.ts";
import { isOfOtherPart } from "./part-of-year.ts";
import { isOfOtherScope } from "./scope.ts";
import type { NamedLine, ToldOfLine } from "./told-lines.ts";

/** A figure told of a line that the sentence names, and the cell of that line that states it too. */
export interface LineTie {
  readonly fact: Named;
  readonly cell: Named;
  readonly agrees: boolean;
  /** The words between the name and the figure say nothing else than the heading of the column. */
  readonly plain: boolean;
}

/** Of more cells that a figure could mean, none is meant. */
const MOST_CELLS = 60;
/** Digits from which two values that agree do not do so by chance. */
const TELLING_DIGITS = 3;
/** Empty words of a label that in a sentence name another time. */
const ELSEWHERE_NOISE: ReadonlySet<string> = new Set(["上年", "去年", "上年度"]);
const KINDS: ReadonlySet<string> = new Set(["level", "average", "rate"]);
/** Words that say how a line stands to others, or that a figure follows, and nothing of what is counted. */
const NEUTRAL = new RegExp(
  [
    ...NOISE.filter((word) => word.length > 1 && !ELSEWHERE_NOISE.has(word)),
    ..."最多 最少 最大 最小 最高 最低 位居 首位 第一 发放 支出 拨付 拨款 下达 兑付 支付 安排 投入 经费 补助 补贴 救助 资助 领取 惠及 受益".split(
      " ",
    ),
    ..."涉及 保障 规模 任务 改造 分别 年末 年底 本年 本年度 今年 当年 截至 累计 我县 我区 我市 本县 本区 本市 共 达 为 是 有 名 仅 计 约 近 的 和 及 与 各 均 则 次 户 人 总 月 份 末 底 金 患者 型".split(
      " ",
    ),
  ]
    .sort((a, b) => b.length - a.length)
    .join("|"),
  "g",
);
/** Figures of another time than that of the sentence, or of some other scope. */
const EARLIER = /上年|去年|同期|上月|年初|往年/;
const ELSEWHERE = new RegExp(`${EARLIER.source}|此前|原|除|不含|扣除|新增|净|[比较]`);
const YEAR = /(?:19|20)\d\d年(?:度|[末底])?/g;
const HAN = /[\u3400-\u9fff]/;

const columnOf = ({ record }: Named): string => `${record.tableId}\u001f${record.column}`;
const headingOf = ({ record }: Named): string => halfWidth(record.columnPath.join("")).replace(/\([^()]*\)|\s/g, "");

/** The cells of a line that a figure can mean by its kind, unit and year. */
function candidates(fact: Named, lines: readonly NamedLine[]): readonly Named[] {
  const all = lines.flatMap(({ cells }) => cells).filter((cell) => comparable(fact, cell) && cell.record.figure.qualifier === null);
  const ofYear = all.filter(({ year }) => year === null || fact.year === null || year === fact.year);
  // 人 and 人次 may mean the same, but where a line has both they do not.
  const exact = ofYear.filter(({ record }) => record.figure.unit?.base === fact.record.figure.unit?.base);
  const fitting = exact.length > 0 ? exact : ofYear;
  const done = fitting.filter(({ side }) => (side === "target") === (fact.side === "target"));
  const found = done.length > 0 ? done : fitting;
  return found.length > MOST_CELLS ? [] : found;
}

interface Fit {
  readonly cell: Named;
  /** Pairs of characters of the heading and the title that the sentence has. */
  readonly met: number;
  /** The sentence has most of what the heading says. */
  readonly isSaid: boolean;
}

/** Neighbouring characters of a text, each pair once. */
export const pairsOf = (text: string): readonly string[] => [
  ...new Set(Array.from(text, (_, at) => text.slice(at, at + 2)).filter((pair) => /^[\u3400-\u9fff]{2}$/.test(pair))),
];
/** Part of a heading that a sentence must have. */
const MOST = 0.6;

function fitOf(cell: Named, words: string, said: Concept): Fit {
  const heading = conceptOf(headingOf(cell));
  const own = pairsOf(heading.rest.replace(NEUTRAL, " "));
  return {
    cell,
    met: pairsOf(`${headingOf(cell)} ${halfWidth(cell.record.tableTitle)}`).filter((pair) => words.includes(pair)).length,
    isSaid:
      [...heading.tokens].every((token) => said.tokens.has(token) || WIDE.has(token)) &&
      own.filter((pair) => words.includes(pair)).length >= own.length * MOST,
  };
}

/** The one cell that the words mean: all there is, the one whose column others of the sentence are in, or whose heading is said best. */
function chosen(cells: readonly Named[], words: string, supported: ReadonlySet<string>): Named | undefined {
  const [only] = cells;
  if (cells.length === 1) return only;
  const backed = cells.filter((cell) => supported.has(columnOf(cell)));
  if (backed.length === 1) return backed[0];
  const concept = conceptOf(words);
  const fits = cells.map((cell) => fitOf(cell, words, concept));
  const said = fits.filter(({ isSaid }) => isSaid);
  const most = Math.max(...said.map(({ met }) => met));
  const best = said.filter(({ met }) => met === most);
  return best.length === 1 ? best[0]!.cell : undefined;
}

/** Whether all words around a name up to the figure are those of the column, of the table, or say nothing. */
function isPlain({ words, lead }: Pick<ToldOfLine, "words" | "lead">, cell: Named): boolean {
  if (EARLIER.test(lead) || ELSEWHERE.test(words)) return false;
  const { tableTitle, rowPath, document } = cell.record;
  const context = `${headingOf(cell)} ${halfWidth(tableTitle)} ${rowPath.join(" ")} ${document}`;
  return [/[^,;:。、()]*$/.exec(lead)?.[0] ?? "", words].every((text) => {
    const said = text.replace(YEAR, "");
    const known = new Set<number>();
    for (const { index, 0: word } of said.matchAll(NEUTRAL)) for (let at = index; at < index + word.length; at++) known.add(at);
    for (let at = 0; at < said.length - 1; at++) if (context.includes(said.slice(at, at + 2))) known.add(at).add(at + 1);
    return Array.from(said, (char, at) => known.has(at) || !HAN.test(char)).every((is) => is);
  });
}

/** A value printed in another cell of the same column or line, or to more digits anywhere in the grid. */
function isOtherCell(fact: Named, cell: Named, lines: readonly NamedLine[], cellsOf: ReadonlyMap<string, readonly Named[]>): boolean {
  return (cellsOf.get(cell.grid ?? "") ?? []).some((other) => {
    const isNear = columnOf(other) === columnOf(cell) || lines.some(({ cells }) => cells.includes(other));
    return (
      other !== cell &&
      other.record.figure.unit?.dimension === fact.record.figure.unit?.dimension &&
      agrees(fact.record, other.record) &&
      significance(fact.record, other.record) >= TELLING_DIGITS + (isNear ? 0 : 1)
    );
  });
}

const digitsOf = ({ figure }: CanonicalRecord): string =>
  figure.value
    .abs()
    .toFixed()
    .replace(".", "")
    .replace(/^0+|0+$/g, "");

/** 303.38万元 for 303380元: the same digits, to those of the shorter, and another size. */
function isMoved(a: CanonicalRecord, b: CanonicalRecord): boolean {
  const [short, long] = [digitsOf(a), digitsOf(b)].sort((one, other) => one.length - other.length) as [string, string];
  if (short.length < TELLING_DIGITS || sizeOf(a).eq(sizeOf(b))) return false;
  return new Decimal(`${long.slice(0, short.length)}.${long.slice(short.length)}0`).toDecimalPlaces(0).eq(short);
}

function isCopiedWrongly({ record: a }: Named, { record: b }: Named): boolean {
  const expected = sizeOf(b).div(tenTo(a.figure.unit?.power ?? 0));
  return looksCopied(a, b) || isMoved(a, b) || isSlip(a.figure.value, expected.toDecimalPlaces(a.decimals), a.decimals);
}

/** The tables whose lines a sentence names before a figure, and the cells of the one line that it is told of, if it is one. */
interface SpokenOf {
  readonly tables: ReadonlySet<string>;
  readonly cells: ReadonlySet<Named>;
}

/** What sentences tell of lines of tables. */
export interface LineReading {
  readonly ties: readonly LineTie[];
  /** Figures told of the whole in no other words than the headings, that differ from it by more than a slip. */
  readonly doubtful: readonly { readonly fact: Named; readonly cell: Named }[];
  readonly spoken: ReadonlyMap<Named, SpokenOf>;
}

const TOGETHER = /合计|共计|总计/;

/** A figure told of one line, with the cells of the line that it can mean. */
interface Candidate {
  readonly told: ToldOfLine;
  readonly lines: readonly NamedLine[];
  readonly cells: readonly Named[];
  readonly agreeing: readonly Named[];
}

/** What the other figures of a sentence say: columns in which one of another line agrees, tables whose totals one agrees with, lines of which others agree. */
interface Support {
  readonly columns: ReadonlySet<string>;
  readonly totals: ReadonlySet<string | null>;
  /** Lines of which two figures agree. */
  readonly lines: ReadonlySet<readonly NamedLine[]>;
}

function supportOf(sentence: readonly Candidate[]): Support {
  const alone = sentence.flatMap(({ told, agreeing: [one, two] }) =>
    one && !two && significance(told.fact.record, one.record) >= TELLING_DIGITS ? [{ one, whole: told.whole }] : [],
  );
  return {
    columns: new Set(alone.map(({ one }) => columnOf(one))),
    totals: new Set(alone.flatMap(({ one, whole }) => (whole ? [one.record.tableId] : []))),
    lines: new Set(
      sentence
        .filter(({ lines }) => sentence.filter((each) => each.lines === lines && each.agreeing.length > 0).length > 1)
        .map(({ lines }) => lines),
    ),
  };
}

/** Digits of a figure that is another but for a slip, whatever else its sentence says, if it has words of the heading. */
const SURE_DIGITS = 5;
const isSaidOf = (words: string, cell: Named): boolean => {
  const { met, isSaid } = fitOf(cell, words, conceptOf(words));
  return isSaid && met > 0;
};

/** How far off its cell a figure may be where only the company it keeps tells that it is the same: a figure of another scope is further off. */
const NEAR_WHOLE = 0.1;
const NEAR_LINE = 0.5;

function isNear({ record: a }: Named, { record: b }: Named, share: number): boolean {
  const [one, other] = [sizeOf(a), sizeOf(b)];
  return one.minus(other).abs().lte(other.abs().times(share));
}

/** Finds the figures of one line after another in a sentence, and those that ought to be the same and are not. */
function* tiesOfSentence(sentence: readonly Candidate[], reader: Reader): Iterable<LineTie> {
  const { columns, totals, lines: known } = supportOf(sentence);
  const taken = new Map<readonly NamedLine[], Set<string>>();
  const vouched = new Map<readonly NamedLine[], string>();
  for (const { told, lines, cells, agreeing } of sentence) {
    const { fact, own, words, lead, gap, whole } = told;
    const used = taken.get(lines) ?? new Set<string>();
    taken.set(lines, used);
    const free = cells.filter((cell) => !used.has(columnOf(cell)));
    if (!whole && (own || free.length > 0)) reader.speak(fact, lines);
    const meant = chosen(free, words, columns);
    const isTold = (cell: Named): boolean => cell === meant || significance(fact.record, cell.record) >= TELLING_DIGITS;
    const same = meant && agreeing.includes(meant) ? meant : agreeing.find((cell) => free.includes(cell) && isTold(cell));
    if (same ?? meant) used.add(columnOf((same ?? meant)!));
    if (same) {
      // What stands before a figure that agrees is said of this line.
      vouched.set(lines, lead);
      yield { fact, cell: same, agrees: true, plain: true };
    }
    if (same || !meant || agreeing.length > 0 || meant.record.figure.unit === null || fact.record.figure.qualifier) continue;
    const said = vouched.get(lines) === lead ? { words: gap, lead: "" } : told;
    if (isOfOtherPart(fact, meant, reader.usual) || isOfOtherScope(fact, meant)) continue;
    const plain = isPlain(said, meant);
    const slipped = isCopiedWrongly(fact, meant);
    const long = slipped && significance(fact.record, meant.record) > TELLING_DIGITS;
    const isWrong = whole
      ? (plain && (long || (totals.has(meant.record.tableId) && isNear(fact, meant, NEAR_WHOLE)))) ||
        (looksCopied(fact.record, meant.record) && significance(fact.record, meant.record) >= SURE_DIGITS && isSaidOf(words, meant))
      : plain
        ? slipped ||
          ((known.has(lines) || columns.has(columnOf(meant))) && isNear(fact, meant, NEAR_LINE)) ||
          isOtherCell(fact, meant, lines, reader.cellsOf)
        : long;
    if (isWrong) yield { fact, cell: meant, agrees: false, plain };
    else if (whole && plain) reader.doubt(fact, meant);
  }
}

interface Reader {
  readonly usual: ReadonlyMap<string, string>;
  readonly cellsOf: ReadonlyMap<string, readonly Named[]>;
  readonly speak: (fact: Named, lines: readonly NamedLine[]) => void;
  readonly doubt: (fact: Named, cell: Named) => void;
}

/** Figures told of lines, held against those lines. `usual`: the part of the year that each report is about. */
export function readLines(told: readonly ToldOfLine[], ofTables: readonly Named[], usual: ReadonlyMap<string, string>): LineReading {
  const spoken = new Map<Named, SpokenOf>();
  const speak = (fact: Named, lines: readonly NamedLine[], cells = lines.flatMap((line) => line.cells)): void => {
    spoken.set(fact, { tables: new Set(lines.map(({ table }) => table)), cells: new Set(cells) });
  };
  const doubtful: { readonly fact: Named; readonly cell: Named }[] = [];
  const doubt = (fact: Named, cell: Named): void => void doubtful.push({ fact, cell });
  const reader: Reader = { usual, speak, doubt, cellsOf: grouped(ofTables, ({ grid }) => grid ?? undefined) };
  const ties: LineTie[] = [];
  for (const sentence of grouped(told, ({ fact }) => sentenceOf(fact.fact!)).values()) {
    const read = sentence.flatMap((each): readonly Candidate[] => {
      const { fact, named, whole, words } = each;
      const isGroup = named[0]!.every((line) => line.cells.every((cell) => cell.record.isTotal));
      if (named.length > 1 || (!whole && !isGroup && TOGETHER.test(words))) {
        speak(fact, named.flat(), []);
        return [];
      }
      const lines = named[0]!;
      const isFigure = KINDS.has(fact.kind) && fact.record.figure.qualifier?.kind !== "range";
      const cells = isFigure ? candidates(fact, lines) : [];
      return [{ told: each, lines, cells, agreeing: cells.filter((cell) => agrees(fact.record, cell.record)) }];
    });
    ties.push(...tiesOfSentence(read, reader));
  }
  return { ties, doubtful, spoken };
}
