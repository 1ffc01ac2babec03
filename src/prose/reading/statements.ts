import type { Fact, FactKind, Reading } from "../../model/fact.ts";
import type { Locator } from "../../model/place.ts";
import type { Unit } from "../../model/unit.ts";
import { aboutBefore, aboutOf, sameUnit } from "./about.ts";
import { type Amount, amounts, type Token } from "./amounts.ts";
import type { EntityOf } from "./entities.ts";
import type { Passage, Piece } from "./passages.ts";
import { NEXT_OF_SEVERAL, sharedAt } from "./respectively.ts";
import { againstAhead, cleaned, isArrival, isEarlier, type Sense, senseOf } from "./subject.ts";
import { unitOfFigure } from "./unit-of-figure.ts";
import { advance, atStart, CLAUSE_OR_BRACKET, LONGEST_GAP, lastMark, type State, say } from "./walk.ts";

/** A passage with what is known about it. `cell` is the place of the table cell that it is. */
export interface Source {
  readonly passage: Passage;
  readonly headings: readonly string[];
  /** Number of the passage in the submission. */
  readonly number: number;
  readonly side: "target" | "actual" | null;
  /** The paragraph before ends with a colon. */
  readonly announced: boolean;
  readonly cell: { readonly at: Locator; readonly id: string } | null;
  readonly entityOf: EntityOf;
}

/** A 、 inside the words before a figure joins names; one right after the figure before parts two items. */
const SEGMENTS = /[,，;；:。!?\n()（）]/;
/** Brackets that close again and titles of documents name nothing that is counted. */
const CLOSED_BRACKETS = /\([^()]*\)|《[^《》]*》/g;
const OF_WHICH = /(?<![对从在将把])其\s*中|(?:分别|具体)[是为](?=[^,，、;；:。]*[\u3400-\u9fff])/;
/** 收入、支出分别为100万元、80万元: names first, figures after them in the same order. */
const RESPECTIVELY = /^(.*[^\s])分别(?:约?为|是|达到?|完成|实现|占比?)?\s*$/;
const CONTAINS = /(?<!不)(?:含|包括|包含|内有)[^,，;；:。、()（）]*$/;
/** 收入28.7亿元（不含开发区36.4亿元）: what the whole leaves out is no part of it. */
const WITHOUT = /[(（]\s*(?:不含|不包括|不计|未含|未包括|剔除|扣除|除)/;
/** 主要用于食品抽检286万元, 按级次分，中央资金…: parts follow. */
const USED_FOR =
  /(?:主要用于|用于以下|其中用于|分别用于|具体用于|主要包括)[^。;；\d]{0,20}$|按[^,，。;；\d]{2,8}分[,，:：]?[^。;；,，\d]{0,12}$/;
const CLOSES = /(?:^|[^累统预审估])(?:合计|共计|总计|总共)[^,，]{0,6}$/;
const RELATIVE_YEAR = /(?:^|[^比较与同和])(上年度?|去年|上一年度?|下年度?|次年|明年)(?!同期|相比|比)/;
/** 次均费用|较上年同期: where the words of a comparison begin. */
const COMPARING = /(?:较|比|与|同|由|从)[^,，]*$/;
/** What is added to the name of a figure that is no level. */
const LABELS: { readonly [kind in FactKind]?: string } = { change: "增减", growth: "增减率", share: "占比" };
/** What a figure is taken for where nothing else is said of it. */
const PLAIN: ReadonlySet<FactKind> = new Set(["level", "rate"]);
/** What says again how far a figure moved. */
const COMPARED: ReadonlySet<FactKind> = new Set(["change", "growth", "share", "aside"]);
/** 30万元用于…: the words behind a figure that name it. */
const PURPOSE = /^用于/;
const LONGEST_LEAD = 20;
const LONGEST_TAIL = 24;
const LONGEST_QUOTE = 48;

/** The last of words parted by commas that says something, cleaned. */
function lastPart(words: string): string {
  for (let end = words.length; end >= 0; ) {
    const from = words.lastIndexOf(",", end - 1) + 1;
    const part = cleaned(words.slice(from, end));
    if (part !== "" || from === 0) return part;
    end = from - 1;
  }
  return "";
}

/** The last words before the figure that say something; a bare 共计 or 达 sends the reader one mark further back. */
function subjectIn(
  gap: string,
  tail: string,
  unit: Unit | null,
): { readonly words: string; readonly subject: string; readonly sense: Sense } {
  const segments = gap
    .replace(CLOSED_BRACKETS, "")
    .replace(/^\s*、/, ",")
    .split(SEGMENTS);
  let words = "";
  let sense = senseOf("", tail, unit);
  for (let index = segments.length - 1; index >= 0 && index >= segments.length - 4; index--) {
    const segment = segments[index]!.trimStart();
    if (segment.trim() === "") continue;
    words = words === "" ? segment : `${segment},${words}`;
    const told = senseOf(words, tail, unit);
    if (sense.kind === "level" || sense.kind === "rate" || told.kind !== "level") sense = told;
    const subject = lastPart(sense.words);
    if (subject === "" && ["level", "rate", "standard"].includes(sense.kind)) continue;
    if (sense.change !== null && sense.against === null) sense = { ...sense, against: againstAhead(segments[index - 1] ?? "") };
    return { words, subject, sense };
  }
  return { words, subject: "", sense };
}

/** The figures that a passage states, in order. `year` is the year it speaks of where it names none. */
export function statements(source: Source, year: string | null, document: number): readonly Fact[] {
  const { text } = source.passage;
  const tokens = amounts(text);
  const facts: Fact[] = [];
  const state = atStart(text, year);
  let pending: Token[] = [];
  for (const [index, token] of tokens.entries()) {
    if (token.kind !== "amount") {
      pending.push(token);
      continue;
    }
    const depth = advance(state, text, token.start, pending);
    pending = [];
    const fact = statement(token, tokens, index, source, state, depth, document);
    state.depth = depth;
    state.from = token.end;
    if (!fact) continue;
    facts.push(fact);
    say(state, fact);
  }
  return facts;
}

/**
 * The earlier figure that a change may be counted from: the last one told, unless another figure was told behind it. 费用251万元，
 * 比上年285万元减少34万元；购置56万元，比上年增加56万元: the second change is not counted from 285万元.
 */
function comparedIn(said: readonly Fact[], own: string): Fact | undefined {
  const at = said.findLastIndex(({ reading }) => reading?.kind === "earlier");
  const compared = said[at];
  const since = said.slice(at + 1);
  const isTold = ({ reading }: Fact): boolean => COMPARED.has(reading!.kind) || reading!.subject === compared?.reading?.subject;
  return since.every(isTold) && (own === "" || since.length === 0) ? compared : undefined;
}

const pieceAt = (pieces: readonly Piece[], at: number): Piece => pieces.findLast(({ start }) => start <= at) ?? pieces[0]!;

/** One figure with what its sentence says about it; `undefined` where it has neither unit nor name. */
function statement(
  token: Amount,
  tokens: readonly Token[],
  index: number,
  source: Source,
  state: State,
  depth: number,
  document: number,
): Fact | undefined {
  const { passage, side, cell } = source;
  const gap = passage.text.slice(Math.max(state.from, state.sentenceStart, token.start - LONGEST_GAP), token.start);
  const rest = passage.text.slice(token.end, token.end + LONGEST_TAIL);
  const stop = rest.search(/[,，;；:。!?、\n()（）\d]/);
  const tail = (stop < 0 ? rest : rest.slice(0, stop)).trim();
  const bare = subjectIn(gap, tail, token.figure.unit);
  const unit = unitOfFigure(token.figure.unit, bare.words, tokens, index);
  if (unit === null) return undefined;
  const { words, subject: alone, sense: alike } = unit === token.figure.unit ? bare : subjectIn(gap, tail, unit);
  const goesOn = NEXT_OF_SEVERAL.test(gap);
  const shared = goesOn && state.shared ? state.shared : sharedAt(words, alike, passage.text, tokens, index, state.said);
  const [spokenOf, ...others] = shared?.about ?? [];
  state.shared = shared && { ...shared, about: others };
  const told = shared && spokenOf ? shared.sense : alike;
  const several = RESPECTIVELY.exec(words.slice(words.lastIndexOf(",") + 1))?.[1]?.split(/[、和及与]/);
  const given = several && several.length > 1 ? cleaned(several[0]!) : goesOn ? state.names[0] : undefined;
  state.names = several && several.length > 1 ? several.slice(1).map(cleaned) : given === undefined ? [] : state.names.slice(1);
  const before = state.said.at(-1);
  // 30万元用于编制；29万元用于审计: what stands before the second figure is told of the first.
  const isAhead = PURPOSE.test(tail) && before !== undefined && PURPOSE.test(gap.trimStart()) && /[,，、;；]\s*$/.test(gap);
  const own = spokenOf ? "" : isAhead ? cleaned(tail).slice(0, LONGEST_TAIL / 2) : (given ?? alone);
  // 三类项目合计152个、15638.5万元: both are totals.
  const closes = (told.kind === "level" && CLOSES.test(words)) || (before?.reading?.closes === true && goesOn);
  const sameClause = before !== undefined && !CLAUSE_OR_BRACKET.test(gap);
  // 占总支出100万元的20%: the figure before is the base, and the one before that is what is measured.
  // 占全国173种和已查明162种的86.7%和56.17%: two shares of two bases; neither is told by what stands before it.
  const isOneBase =
    before !== undefined &&
    !/[和与及][^,，、;；:。]*$/.test(passage.text.slice(Math.max(state.sentenceStart, state.from - LONGEST_LEAD), state.from));
  const based = told.kind === "rate" && /^\s*的\s*$/.test(gap) && before?.reading?.kind === "level" && isOneBase ? before : undefined;
  const isBefore = ["level", "average", "rate", "standard"].includes(told.kind) && isEarlier(words, rest);
  const sense: Sense = based ? { ...told, kind: "share", against: based.reading!.subject } : isBefore ? { ...told, kind: "earlier" } : told;
  const compared = comparedIn(state.said, own);
  const arrives = sameClause && compared === before && isArrival(words) ? compared : undefined;
  // 提高10%部分627.02万元, 定额资助75元的有4284人: the figure before is part of the name of this one.
  const naming = sameClause && sense.kind === "level" && !arrives && (own === "" || before.reading!.kind === "aside") ? before : undefined;
  const subject = arrives
    ? arrives.reading!.subject
    : naming
      ? `${naming.reading!.subject}${naming.record.figure.raw.trim()}${own}`
      : own === "" && !closes && sense.kind === "level"
        ? cleaned(tail).slice(0, LONGEST_TAIL / 2)
        : own === "" && (closes || sense.kind === "standard")
          ? sense.kind === "standard"
            ? "标准"
            : "合计"
          : own;
  const inSentence =
    closes || (subject === "") !== (own === "")
      ? undefined
      : aboutOf(sense, subject, unit, based ? state.said.slice(0, -1) : state.said, depth);
  const recent = sense.change === null ? state.said : [...state.saidBefore, ...state.said];
  // 其中，公务用车运行维护费比预算无增减，比上年增加1.05万元: a sentence that has come so far has a subject of its own, told or not.
  const isBare = own !== "" || state.said.length > 0 || token.start - state.sentenceStart <= LONGEST_LEAD;
  // …增加123万元，增长11%: both speak of one figure, and under one name.
  const twin = sense.kind === "growth" && own === "" && before?.reading?.kind === "change" ? before : undefined;
  const about =
    spokenOf ??
    (twin && inSentence && !sameUnit(twin.record.figure.unit, inSentence.record.figure.unit) ? undefined : inSentence) ??
    recent.find(({ record }) => record.id === twin?.reading?.about) ??
    (isBare && !twin ? aboutBefore(sense, subject, unit, recent) : undefined);
  // 次均费用较上年的5236元增加182元: what is compared names the change.
  const comparison = about === undefined && subject === "" && sense.change !== null ? compared : undefined;
  if (subject === "" && about === undefined && twin === undefined && comparison === undefined) return undefined;
  const piece = pieceAt(passage.pieces, token.start);
  if (piece.start !== state.piece) {
    state.piece = piece.start;
    state.inPiece = 0;
  }
  state.inPiece++;
  const relative = RELATIVE_YEAR.exec(words)?.[1];
  const year =
    state.year === null || !relative || sense.change !== null
      ? state.year
      : `${Number.parseInt(state.year, 10) + (/^[下次明]/.test(relative) ? 1 : -1)}`;
  const lent = (about ?? twin)?.record.rowPath[0] ?? comparison?.reading?.subject.replace(COMPARING, "") ?? "";
  const rowPath = [lent, subject].filter((name, index, all) => name !== "" && all.indexOf(name) === index);
  const indicator = rowPath.join("/");
  const label = `${indicator}${LABELS[sense.kind] ?? ""}`;
  const segment = lastMark(gap.trimEnd());
  const from = Math.max(piece.start, token.end - LONGEST_QUOTE, token.start - gap.length + segment + 1);
  const quote = passage.raw.slice(from, token.end).trim();
  const end = passage.pieces.find(({ start }) => start > token.start)?.start ?? passage.raw.length;
  const raw = passage.raw.slice(token.start, Math.min(token.end, end)).trim();
  const { paragraph } = piece;
  const reading: Reading = {
    kind: sense.kind,
    subject,
    tail,
    headings: source.headings,
    passage: source.number,
    chapter: passage.chapter,
    about: about?.record.id ?? null,
    opens: OF_WHICH.test(gap)
      ? "of-which"
      : CONTAINS.test(gap) || USED_FOR.test(gap)
        ? "contains"
        : depth > state.depth && !WITHOUT.test(gap)
          ? "bracket"
          : naming?.reading?.kind === "aside"
            ? naming.reading.opens
            : null,
    depth,
    closes,
    item: state.item,
    base: based?.record.id ?? (sense.change !== null && compared && compared !== about ? compared.record.id : null),
    announced: source.announced,
    against: sense.against,
    dated: state.dated,
    side,
  };
  return {
    record: {
      id: cell ? `${cell.id}n${state.inPiece}` : `d${document}p${paragraph.number}n${state.inPiece}`,
      document: passage.document.path,
      documentSha256: passage.document.sha256,
      sheet: cell?.at.sheet ?? null,
      tableId: null,
      tableTitle: "",
      period: year === null ? null : `${year}年`,
      entity: source.entityOf(indicator, passage.text, state.sentenceStart, token.start),
      rowPath,
      columnPath: [],
      indicator,
      figure: { ...token.figure, raw, unit },
      decimals: token.figure.decimals,
      isTotal: false,
      at: cell
        ? { ...cell.at, quote, label: label || quote }
        : {
            document: passage.document.path,
            paragraph: paragraph.number,
            ...(paragraph.line === undefined ? {} : { line: paragraph.line }),
            quote,
            label: label || quote,
          },
      row: -1,
      column: -1,
      flags: [side, PLAIN.has(sense.kind) ? null : sense.kind, sense.change, token.figure.unit === null ? "unit-inferred" : null].filter(
        (flag) => flag !== null,
      ),
    },
    sentence: state.sentence,
    clause: state.clause,
    text: passage.raw.slice(state.sentenceStart, state.sentenceEnd),
    start: token.start - state.sentenceStart,
    end: token.end - state.sentenceStart,
    change: sense.change,
    reading,
  };
}
