import type { Fact, FactKind, Reading } from "../model/fact.ts";
import type { Locator } from "../model/place.ts";
import { type Unit, unitOf } from "../model/unit.ts";
import { type Amount, amounts, type Token } from "./amounts.ts";
import type { Passage, Piece } from "./passages.ts";
import { againstAhead, cleaned, isArrival, isEarlier, type Sense, senseOf } from "./subject.ts";

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
}

/** In half width only these marks end a sentence or a clause: everything above 。 is words. */
const LAST_MARK = "。".charCodeAt(0);
const END_MARKS: ReadonlySet<number> = new Set(Array.from("。!?\n", (mark) => mark.charCodeAt(0)));
const CLAUSE_MARKS: ReadonlySet<number> = new Set(Array.from(",;:。!?、\n", (mark) => mark.charCodeAt(0)));
const [OPENING, CLOSING] = ["(".charCodeAt(0), ")".charCodeAt(0)];
const CLAUSE_OR_BRACKET = /[,;:。!?、\n(]/;
const SENTENCE_MARK = /[。!?\n]/g;
/** A 、 inside the words before a figure joins names; one right after the figure before parts two items. */
const SEGMENTS = /[,，;；:。!?\n()（）]/;
/** Brackets that close again and titles of documents name nothing that is counted. */
const CLOSED_BRACKETS = /\([^()]*\)|《[^《》]*》/g;
const OF_WHICH = /其\s*中|(?:分别|具体)[是为](?=[^,，、;；:。]*[\u3400-\u9fff])/;
/** 收入、支出分别为100万元、80万元: names first, figures after them in the same order. */
const RESPECTIVELY = /^(.*[^\s])分别(?:约?为|是|达到?|完成|实现)?\s*$/;
const NEXT_OF_SEVERAL = /^\s*(?:[、,，]|和|及|与)\s*$/;
const CONTAINS = /(?:含|包括|包含|内有)[^,，;；:。、()（）]*$/;
const CLOSES = /(?:^|[^累统预审估])(?:合计|共计|总计|总共)[^,，]{0,6}$/;
const ENUMERATOR = /(?:^|[;；:,，、\s])\s*([(（]?[一二三四五六七八九十]{1,3}[)）、.．]|[①-⑳]|[一二三四五六七八九十]是)/;
const PER_HEAD = /每(人|户|例)(?:次)?(每年|每月)?(?:[^,，;；。\d]{0,6})$/;
/** Words that say only how much, not of what: such a figure speaks of the one before it. */
const GENERIC =
  /^(?:[补资救]助对象|(?:补助|补偿|报销|支付|发放)(?:支出|金额)|金额|补助|补偿|报销|涉及(?:资金|金额|人数)?|资金|人数|总额|费用|总?人次|惠及|受益|享受(?:人数|人次)?|占比|所占比例|比例|其)?(?:人均|人平|次均|平均)?$/;
const WITHOUT_UNIT = /(?:收入|支出|结余|资金|经费|金额|费用?|补助|余额|总额|合计|缴款|拨款)$/;
const RELATIVE_YEAR = /(?:^|[^比较与同和])(上年度?|去年|上一年度?|下年度?|次年|明年)(?!同期|相比|比)/;
/** What is added to the name of a figure that is no level. */
const LABELS: { readonly [kind in FactKind]?: string } = { change: "增减", growth: "增减率", share: "占比" };
const PEOPLE = /人口|人数|人员|人次|对象/;
const MONEY = /收入|支出|资金|经费|金额|费|补助|财政|缴款|拨款|拨付|配套|投入|投资|到位|结余|元/;
/** What stands further before a figure than this does not name it. */
const LONGEST_GAP = 400;
const LONGEST_TAIL = 24;
const LONGEST_QUOTE = 48;
const LOOK_BACK = 12;
const NEIGHBOURS = 5;

/** What is known half way through a passage. */
interface State {
  sentence: number;
  clause: number;
  depth: number;
  year: string | null;
  /** The year was named in the sentence, or at the head of one before. */
  dated: boolean;
  leadingYear: string | null;
  leading: boolean;
  item: string | null;
  /** Names that 分别 gives to the figures still to come. */
  names: readonly string[];
  sentenceStart: number;
  sentenceEnd: number;
  /** Facts of the sentence so far, the last few; and those of the sentence before. */
  said: Fact[];
  saidBefore: readonly Fact[];
  /** End of the figure before. */
  from: number;
  inPiece: number;
  piece: number;
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
    const subject = cleaned(sense.words.slice(sense.words.lastIndexOf(",", sense.words.length - 2) + 1).replace(/,$/, ""));
    if (subject === "" && ["level", "rate", "standard"].includes(sense.kind)) continue;
    if (sense.change !== null && sense.against === null) sense = { ...sense, against: againstAhead(segments[index - 1] ?? "") };
    return { words, subject, sense };
  }
  return { words, subject: "", sense };
}

function sameUnit(a: Unit | null, b: Unit | null): boolean {
  if (a === null || b === null || a.dimension !== b.dimension) return false;
  return a.dimension !== "count" || a.base === b.base || (/^(?:人|名)/.test(a.base) && /^(?:人|名)/.test(b.base));
}

const COMPARED: ReadonlySet<FactKind> = new Set(["change", "growth", "share", "earlier", "aside"]);

/** The subject without 各 and 均, which say that several rose alike. */
const alike = (subject: string): string => subject.replace(/[各均]$/, "");

/** The figure that a change told in a sentence of its own speaks of: the one of the sentence before with the same subject. */
function aboutBefore(sense: Sense, subject: string, unit: Unit | null, before: readonly Fact[]): Fact | undefined {
  if (sense.kind !== "change" && sense.kind !== "growth") return undefined;
  const levels = before.filter(
    ({ reading, record }) =>
      reading?.kind === "level" && reading.depth === 0 && (sense.kind === "growth" || sameUnit(record.figure.unit, unit)),
  );
  if (GENERIC.test(subject)) return levels.length === 1 ? levels[0] : undefined;
  return levels.findLast(({ reading }) => alike(reading!.subject) === alike(subject));
}

/** 支出 alone after a number of patients is what they cost; after an income it is the outlay of the same account. */
const BARE_FLOW = /^(?:支出|收入)$/;
const FLOW = /收入|支出|结余|结存|到位|筹集|预算/;

/** The figure that one without words of its own speaks of: the nearest of the sentence that can be meant. */
function aboutOf(sense: Sense, subject: string, unit: Unit | null, facts: readonly Fact[]): Fact | undefined {
  if (BARE_FLOW.test(subject)) {
    const last = facts.findLast(({ reading }) => reading?.kind === "level");
    return last && !FLOW.test(last.record.indicator) ? last : undefined;
  }
  if (!GENERIC.test(subject)) return undefined;
  // 完成预算60999万元的40.4%，比上年减少1070万元: the base of a share is not what the sentence is about.
  const bases = new Set(facts.map(({ reading }) => reading?.base));
  const said = facts.filter(({ record }) => !bases.has(record.id));
  const nearest = (fits: (fact: Fact, reading: Reading) => boolean): Fact | undefined =>
    said.findLast((fact) => fact.reading !== undefined && fits(fact, fact.reading));
  switch (sense.kind) {
    case "change":
      return nearest(({ record }, { kind }) => !COMPARED.has(kind) && sameUnit(record.figure.unit, unit));
    case "growth":
      return (
        nearest((_, { kind }) => kind === "level" || kind === "average") ??
        nearest(({ record }, { kind }) => kind === "rate" && record.figure.unit?.symbol === "%")
      );
    case "share":
      return nearest((_, { kind }) => kind === "level");
    case "average":
      return nearest(({ record }, { kind }) => kind === "level" && record.figure.unit?.dimension === "money");
    case "level":
      return nearest((_, { kind, subject: own }) => kind === "level" && !GENERIC.test(own));
    default:
      return undefined;
  }
}

/** The unit of a figure: its own; 元 a head after 每人每年; 万 completed by its words; without one, that of its neighbours. */
function unitOfFigure(own: Unit | null, words: string, tokens: readonly Token[], at: number): Unit | null {
  if (own === null) {
    if (!WITHOUT_UNIT.test(cleaned(words))) return null;
    const symbols = moneyAround(tokens, at);
    const [only] = symbols;
    return symbols.size === 1 && only !== undefined ? (unitOf(only) ?? null) : null;
  }
  if (own.base === "") {
    if (PEOPLE.test(words)) return unitOf(`${own.symbol}人`) ?? own;
    return MONEY.test(words) || moneyAround(tokens, at).size > 0 ? (unitOf(`${own.symbol}元`) ?? own) : own;
  }
  const head = own.dimension === "money" && !own.symbol.includes("/") && words.includes("每") ? PER_HEAD.exec(words) : null;
  return head ? (unitOf(`${own.symbol}/${head[1]}${head[2] ? `/${head[2].slice(1)}` : ""}`) ?? own) : own;
}

/** Units of money printed near a token. */
function moneyAround(tokens: readonly Token[], at: number): ReadonlySet<string> {
  const symbols = new Set<string>();
  for (const token of tokens.slice(Math.max(0, at - NEIGHBOURS), at + NEIGHBOURS))
    if (token.kind === "amount" && token.figure.unit?.dimension === "money") symbols.add(token.figure.unit.symbol);
  return symbols;
}

/** The figures that a passage states, in order. `year` is the year it speaks of where it names none. */
export function statements(source: Source, year: string | null, document: number): readonly Fact[] {
  const { text } = source.passage;
  const tokens = amounts(text);
  const facts: Fact[] = [];
  const state: State = {
    sentence: 0,
    clause: 0,
    depth: 0,
    year,
    dated: false,
    leadingYear: year,
    leading: false,
    item: null,
    names: [],
    sentenceStart: 0,
    sentenceEnd: endOf(text, 0),
    said: [],
    saidBefore: [],
    from: 0,
    inPiece: 0,
    piece: -1,
  };
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
    state.item = null;
    facts.push(fact);
    state.said.push(fact);
    if (state.said.length > LOOK_BACK) state.said.shift();
  }
  return facts;
}

function endOf(text: string, from: number): number {
  SENTENCE_MARK.lastIndex = from;
  return SENTENCE_MARK.test(text) ? SENTENCE_MARK.lastIndex : text.length;
}

/** Moves the state to the figure at `to`: sentences and clauses that ended, years and item numbers met. Returns the depth of brackets there. */
function advance(state: State, text: string, to: number, pending: readonly Token[]): number {
  let { depth } = state;
  let passed = 0;
  const leave = (when: number): void => {
    for (; passed < pending.length && pending[passed]!.start < when; passed++) {
      const token = pending[passed]!;
      if (token.kind === "mark") state.item = token.item ?? state.item;
      if (token.kind !== "when" || token.year === null) continue;
      const before = text.slice(Math.max(state.sentenceStart, token.start - LOOK_BACK), token.start).trimEnd();
      // 较2016年增加: the other side of a comparison, not the time of what is told.
      if (/(?:[比较与同]|沿用|参照|对照)$/.test(before)) continue;
      state.year = token.year;
      state.dated = true;
      if (!token.whole || !/^\s*(?:截[至止]到?|到|至|于|在|自|从)?$/.test(before)) continue;
      state.leadingYear = token.year;
      state.leading = true;
    }
  };
  for (let at = state.from; at < to; at++) {
    const mark = text.charCodeAt(at);
    if (mark > LAST_MARK) continue;
    if (mark === OPENING) depth++;
    else if (mark === CLOSING) depth = Math.max(0, depth - 1);
    else if (END_MARKS.has(mark)) {
      leave(at);
      state.sentence++;
      state.clause = 0;
      state.sentenceStart = at + 1;
      if (state.said.length > 0) state.saidBefore = state.said;
      state.said = [];
      state.names = [];
      state.item = null;
      state.year = state.leadingYear;
      state.dated = state.leading;
      // A bracket may hold whole sentences, but a list does not go on after one.
      depth = 0;
    } else if (CLAUSE_MARKS.has(mark)) state.clause++;
  }
  if (state.sentenceStart >= state.sentenceEnd) state.sentenceEnd = endOf(text, state.sentenceStart);
  leave(to);
  const lead = text.slice(Math.max(state.from, state.sentenceStart, to - LONGEST_GAP), to);
  const enumerator = ENUMERATOR.exec(lead.slice(Math.max(lead.lastIndexOf(";"), lead.lastIndexOf("；"), -1) + 1));
  if (enumerator) state.item = enumerator[1]!;
  return depth;
}

/** The place of the last mark in the words before a figure, but for one right at their end. */
function lastMark(words: string): number {
  for (let at = words.length - 2; at >= 0; at--) {
    const mark = words.charCodeAt(at);
    if (mark <= LAST_MARK && (mark === OPENING || CLAUSE_MARKS.has(mark))) return at;
  }
  return -1;
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
  const { words, subject: alone, sense: told } = unit === token.figure.unit ? bare : subjectIn(gap, tail, unit);
  const several = RESPECTIVELY.exec(words.slice(words.lastIndexOf(",") + 1))?.[1]?.split(/[、和及与]/);
  const given = several && several.length > 1 ? cleaned(several[0]!) : NEXT_OF_SEVERAL.test(gap) ? state.names[0] : undefined;
  state.names = several && several.length > 1 ? several.slice(1).map(cleaned) : given === undefined ? [] : state.names.slice(1);
  const own = given ?? alone;
  const closes = CLOSES.test(words);
  const before = state.said.at(-1);
  const sameClause = before !== undefined && !CLAUSE_OR_BRACKET.test(gap);
  // 占总支出100万元的20%: the figure before is the base, and the one before that is what is measured.
  const based = told.kind === "rate" && /^\s*的\s*$/.test(gap) && before?.reading?.kind === "level" ? before : undefined;
  const isBefore = ["level", "average", "rate", "standard"].includes(told.kind) && isEarlier(words, rest);
  const sense: Sense = based ? { ...told, kind: "share", against: based.reading!.subject } : isBefore ? { ...told, kind: "earlier" } : told;
  const compared = state.said.findLast(({ reading }) => reading?.kind === "earlier");
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
    closes || (subject === "") !== (own === "") ? undefined : aboutOf(sense, subject, unit, based ? state.said.slice(0, -1) : state.said);
  const recent = sense.change === null ? state.said : [...state.saidBefore, ...state.said];
  // …增加123万元，增长11%: both speak of one figure, and under one name.
  const twin = sense.kind === "growth" && own === "" && before?.reading?.kind === "change" ? before : undefined;
  const about = inSentence ?? recent.find(({ record }) => record.id === twin?.reading?.about) ?? aboutBefore(sense, subject, unit, recent);
  if (subject === "" && about === undefined && twin === undefined) return undefined;
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
  const rowPath = [(about ?? twin)?.record.rowPath[0] ?? "", subject].filter(
    (name, index, all) => name !== "" && all.indexOf(name) === index,
  );
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
      : CONTAINS.test(gap)
        ? "contains"
        : depth > state.depth
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
      entity: null,
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
      flags: [...(side === null ? [] : [side]), ...(token.figure.unit === null ? ["unit-inferred"] : [])],
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
