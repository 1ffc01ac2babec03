import type { Marked } from "../word/marked.ts";
import { isOn } from "../word/numbering.ts";
import { CHECKED, UNCHECKED } from "../word/symbols.ts";
import { western } from "../word/western.ts";
import { CHARACTERS, DESTINATIONS, type Destination, encodingOf, pageOf } from "./destinations.ts";
import { newStory, type StoryDraft } from "./story.ts";
import { readTokens } from "./tokens.ts";

/** Rich text as paragraphs with their marks. */
export interface RichText {
  readonly body: readonly Marked[];
  /** Page headers and footers. */
  readonly margins: readonly (readonly Marked[])[];
  readonly pictures: number;
  readonly objects: number;
  /** It ends where it should. */
  readonly isWhole: boolean;
}

/** What a group inherits from the one around it. */
interface State {
  destination: Destination;
  font: number;
  hidden: boolean;
  white: boolean;
  inserted: boolean;
  deleted: boolean;
  /** Characters that stand after a Unicode one for programs that cannot read it. */
  instead: number;
  inTable: boolean;
  level: number;
}

interface Form {
  kind: number;
  result: number | undefined;
  initial: number;
  readonly choices: string[];
}

const UNANSWERED = 25;
const DEEPEST = 100;
const PARAGRAPH = { inTable: false, level: 0 };
const PLAIN = { hidden: false, white: false, inserted: false, deleted: false };

/** Reads rich text. Whatever the bytes are, it comes to an end. */
export function readRichText(bytes: Uint8Array): RichText {
  const stack: State[] = [];
  let state: State = { destination: "text", font: 0, ...PLAIN, instead: 1, ...PARAGRAPH };
  const whites = new Set<number>();
  const isWhite = (colour: number): boolean => whites.has(colour);
  const stories: StoryDraft[] = [newStory(isWhite)];
  const story = (): StoryDraft => stories.at(-1)!;
  const margins: (readonly Marked[])[] = [];
  let pictures = 0;
  let objects = 0;

  let page: number | undefined;
  let defaultFont = 0;
  const fonts = new Map<number, { name: string; page: number | undefined }>();
  let colour = { index: 0, red: 0, green: 0, blue: 0, isSet: false };

  let pending: number[] = [];
  let toSkip = 0;
  /** The group has just been opened: its first word says what it is. */
  let isFirst = false;
  let mayBeSkipped = false;
  let form: Form | undefined;

  const put = (text: string): void => {
    const { destination, hidden, white, inserted, deleted } = state;
    if (destination === "skip" || destination === "instead" || destination === "picture" || destination === "rowProperties") return;
    if (destination === "fonts") {
      const font = fonts.get(state.font);
      if (font) font.name += text;
    } else if (destination === "colours") {
      for (const character of text) if (character === ";") endColour();
    } else if (destination === "label") story().label(text);
    else if (destination === "choice") form?.choices.splice(-1, 1, (form.choices.at(-1) ?? "") + text);
    else if (destination !== "form" && destination !== "object" && destination !== "field")
      story().text(text, { hidden, white, inserted, deleted, font: nameOf(state.font) });
  };
  const nameOf = (font: number): string => (fonts.get(font)?.name ?? "").replace(/;.*$/, "").trim();
  const endColour = (): void => {
    if (colour.isSet && colour.red === 255 && colour.green === 255 && colour.blue === 255) whites.add(colour.index);
    colour = { index: colour.index + 1, red: 0, green: 0, blue: 0, isSet: false };
  };
  const flush = (): void => {
    if (pending.length === 0) return;
    const held = Uint8Array.from(pending);
    pending = [];
    const encoding = encodingOf(fonts.get(state.font)?.page ?? page);
    put(encoding === undefined ? western(held) : new TextDecoder(encoding).decode(held));
  };

  const enter = (destination: Destination): void => {
    // What stands in a group that is passed over is passed over too.
    if (state.destination === "skip" || state.destination === "picture") return;
    state.destination = destination;
    if (destination === "footnote" || destination === "comment" || destination === "box" || destination === "margin") {
      stories.push(newStory(isWhite));
      Object.assign(state, PLAIN, PARAGRAPH);
    } else if (destination === "field") story().token({ is: "field", mark: "begin" });
    else if (destination === "result") story().token({ is: "field", mark: "separate" });
    else if (destination === "picture") pictures += 1;
    else if (destination === "object") objects += 1;
    else if (destination === "form") form = { kind: 0, result: undefined, initial: 0, choices: [] };
    else if (destination === "choice") form?.choices.push("");
    else if (destination === "fonts") state.font = -1;
  };
  const leave = (destination: Destination): void => {
    if (destination === "footnote" || destination === "comment" || destination === "box") {
      const lines = stories.pop()!.finish();
      story().token({ is: "aside", kind: destination, lines });
    } else if (destination === "margin") margins.push(stories.pop()!.finish());
    else if (destination === "field") story().token({ is: "field", mark: "end" });
    else if (destination === "form" && form) {
      story().token({ is: "form", shows: shown(form) });
      form = undefined;
    }
  };

  const switches: { readonly [word: string]: "hidden" | "inserted" | "deleted" } = { v: "hidden", revised: "inserted", deleted: "deleted" };
  const word = (name: string, value: number | undefined): void => {
    const on = value === undefined || isOn(String(value));
    const change = switches[name];
    const character = CHARACTERS[name];
    if (change) state[change] = on;
    else if (character !== undefined) put(character);
    else if (name === "f") {
      state.font = value ?? 0;
      if (state.destination === "fonts" && !fonts.has(state.font)) fonts.set(state.font, { name: "", page: undefined });
    } else if (name === "fcharset" || name === "cpg") {
      const font = fonts.get(state.font);
      const given = name === "cpg" ? value : pageOf(value ?? 0);
      if (font && given !== undefined) font.page = given;
    } else if (name === "cf") state.white = isWhite(value ?? 0);
    else if (name === "highlight" || name === "chcbpat") state.white &&= (value ?? 0) === 0 || isWhite(value ?? 0);
    else if (name === "red" || name === "green" || name === "blue") colour = { ...colour, [name]: value ?? 0, isSet: true };
    else if (name === "plain") Object.assign(state, PLAIN, { font: defaultFont });
    else if (name === "pard") Object.assign(state, PARAGRAPH);
    else if (name === "intbl") state.inTable = true;
    else if (name === "itap") state.level = Math.min(Math.max(value ?? 0, 0), DEEPEST);
    else if (name === "ansicpg") page = value;
    else if (name === "deff") defaultFont = value ?? 0;
    else if (form && name === "fftype") form.kind = value ?? 0;
    else if (form && name === "ffres") form.result = value;
    else if (form && name === "ffdefres") form.initial = value ?? 0;
    else mark(name, value);
  };
  const level = (): number => (state.inTable ? Math.max(1, state.level) : state.level);
  const mark = (name: string, value: number | undefined): void => {
    if (state.destination === "rowProperties") {
      if (!story().innerRow.word(name, value) && name === "nestrow") story().endRow(Math.max(2, level()));
      return;
    }
    // Lists, fonts and what is passed over have marks of their own.
    if (!HOLDS_PARAGRAPHS.has(state.destination)) return;
    if (name === "par" || name === "sect") story().end("paragraph", level(), state.deleted);
    else if (name === "cell") story().end("cell", 1, false);
    else if (name === "nestcell") story().end("cell", Math.max(2, level()), false);
    else if (name === "row") story().endRow(1);
    else story().row.word(name, value);
  };

  const isWhole = readTokens(bytes, {
    open: () => {
      flush();
      toSkip = 0;
      stack.push(state);
      state = { ...state };
      isFirst = true;
      mayBeSkipped = false;
    },
    close: () => {
      flush();
      toSkip = 0;
      isFirst = false;
      const { destination } = state;
      const around = stack.pop();
      if (!around) return;
      if (destination !== around.destination) leave(destination);
      state = around;
    },
    word: (name, value) => {
      if (name !== "u" && toSkip > 0) {
        // A control word in place of a character ends what stands instead.
        toSkip = 0;
      }
      flush();
      if (name === "u" && value !== undefined) {
        put(String.fromCharCode(value & 0xffff));
        toSkip = state.instead;
        isFirst = false;
        return;
      }
      if (name === "uc") state.instead = Math.min(Math.max(value ?? 1, 0), 16);
      if (name === "*" && isFirst) {
        mayBeSkipped = true;
        return;
      }
      if (isFirst) {
        isFirst = false;
        const destination = DESTINATIONS[name];
        if (destination) enter(destination);
        else if (mayBeSkipped) enter("skip");
        if (destination) return;
      }
      word(name, value);
    },
    byte: (byte) => {
      isFirst = false;
      if (toSkip > 0) toSkip -= 1;
      else pending.push(byte);
    },
  });
  flush();
  while (stories.length > 1) stories.pop();
  return { body: story().finish(), margins, pictures, objects, isWhole };
}

const HOLDS_PARAGRAPHS: ReadonlySet<Destination> = new Set<Destination>(["text", "result", "footnote", "comment", "box", "margin"]);

const CHECK_BOX = 1;
const CHOICE = 2;

/** What a form field shows: the state of a check box, the choice from a list; `""` for a text field, whose result is text. */
function shown({ kind, result, initial, choices }: Form): string {
  const answer = result === undefined || result === UNANSWERED ? initial : result;
  if (kind === CHECK_BOX) return answer === 1 ? CHECKED : UNCHECKED;
  return kind === CHOICE ? (choices[answer] ?? "") : "";
}
