import type { Fact } from "../../model/fact.ts";
import type { Token } from "./amounts.ts";
import type { Shared } from "./respectively.ts";

/** In half width only these marks end a sentence or a clause: everything above 。 is words. */
const LAST_MARK = "。".charCodeAt(0);
const END_MARKS: ReadonlySet<number> = new Set(Array.from("。!?\n", (mark) => mark.charCodeAt(0)));
const CLAUSE_MARKS: ReadonlySet<number> = new Set(Array.from(",;:。!?、\n", (mark) => mark.charCodeAt(0)));
const [OPENING, CLOSING] = ["(".charCodeAt(0), ")".charCodeAt(0)];
export const CLAUSE_OR_BRACKET = /[,;:。!?、\n(]/;
const SENTENCE_MARK = /[。!?\n]/g;
const ENUMERATOR = /(?:^|[;；:,，、\s])\s*([(（]?[一二三四五六七八九十]{1,3}[)）、.．]|[①-⑳]|[一二三四五六七八九十]是)/;
/** What stands further before a figure than this does not name it. */
export const LONGEST_GAP = 400;
const LOOK_BACK = 12;

/** What is known half way through a passage. */
export interface State {
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
  /** What 分别 says of figures told before, and of which of them it is still to say it. */
  shared: Shared | undefined;
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

/** Before the first word of a passage. */
export const atStart = (text: string, year: string | null): State => ({
  sentence: 0,
  clause: 0,
  depth: 0,
  year,
  dated: false,
  leadingYear: year,
  leading: false,
  item: null,
  names: [],
  shared: undefined,
  sentenceStart: 0,
  sentenceEnd: endOf(text, 0),
  said: [],
  saidBefore: [],
  from: 0,
  inPiece: 0,
  piece: -1,
});

function endOf(text: string, from: number): number {
  SENTENCE_MARK.lastIndex = from;
  return SENTENCE_MARK.test(text) ? SENTENCE_MARK.lastIndex : text.length;
}

/** Moves the state to the figure at `to`: sentences and clauses that ended, years and item numbers met. Returns the depth of brackets there. */
export function advance(state: State, text: string, to: number, pending: readonly Token[]): number {
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
      state.shared = undefined;
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
export function lastMark(words: string): number {
  for (let at = words.length - 2; at >= 0; at--) {
    const mark = words.charCodeAt(at);
    if (mark <= LAST_MARK && (mark === OPENING || CLAUSE_MARKS.has(mark))) return at;
  }
  return -1;
}

/** Keeps a fact as said in this sentence; only the last few can be spoken of. */
export function say(state: State, fact: Fact): void {
  state.item = null;
  state.said.push(fact);
  if (state.said.length > LOOK_BACK) state.said.shift();
}
