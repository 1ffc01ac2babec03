import type { Marked, RowShape, Token } from "../word/marked.ts";
import { newRowDefinition, type RowDefinition } from "./rows.ts";

/** How characters look and what happened to them, at some place of the text. */
export interface Look {
  readonly hidden: boolean;
  readonly white: boolean;
  readonly inserted: boolean;
  readonly deleted: boolean;
  readonly font: string;
}

/** Paragraphs of one story in the making: the body, a note, a text box, a page header. */
export interface StoryDraft {
  readonly text: (text: string, look: Look) => void;
  readonly token: (token: Token) => void;
  /** A number that stands before the words of the paragraph. */
  readonly label: (text: string) => void;
  /** Ends a paragraph or a cell. Where it stands in no table, a cell is taken to be in one. */
  readonly end: (ends: "paragraph" | "cell", level: number, isDeleted: boolean) => void;
  readonly endRow: (level: number) => void;
  readonly row: RowDefinition;
  readonly innerRow: RowDefinition;
  readonly finish: () => readonly Marked[];
}

export function newStory(isWhite: (colour: number) => boolean): StoryDraft {
  const lines: Marked[] = [];
  let tokens: Token[] = [];
  let label = "";
  const row = newRowDefinition(isWhite);
  const innerRow = newRowDefinition(isWhite);
  const add = (ends: Marked["ends"], level: number, joinsNext: boolean, shape?: RowShape): void => {
    lines.push({ level, ends, tokens, joinsNext, numbered: { style: undefined, list: label, level: undefined }, shape });
    tokens = [];
    label = "";
  };
  return {
    text: (text, { hidden, white, inserted, deleted, font }) => {
      const last = tokens.at(-1);
      if (deleted) {
        if (last?.is === "deleted") tokens[tokens.length - 1] = { is: "deleted", text: last.text + text };
        else tokens.push({ is: "deleted", text });
        return;
      }
      const look = { hidden, white, font };
      const goesOn =
        last?.is === "text" &&
        last.inserted === inserted &&
        Object.entries(look).every(([name, value]) => last.look[name as keyof typeof look] === value);
      if (goesOn) tokens[tokens.length - 1] = { ...last, text: last.text + text };
      else tokens.push({ is: "text", text, look, inserted });
    },
    token: (token) => tokens.push(token),
    label: (text) => {
      label += text;
    },
    end: (ends, level, isDeleted) => add(ends, ends === "cell" ? Math.max(level, 1) : level, isDeleted && ends === "paragraph"),
    endRow: (level) => add("row", level, false, (level > 1 ? innerRow : row).shape()),
    row,
    innerRow,
    finish: () => {
      if (tokens.length > 0) add("paragraph", 0, false);
      return lines;
    },
  };
}
