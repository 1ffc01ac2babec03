import { isOn } from "./numbering.ts";
import { CHECKED, UNCHECKED } from "./symbols.ts";

/** Fields that show nothing: index entries, questions to the writer, buttons. */
const SILENT = /^\s*(?:XE|TC|TA|RD|SET|ASK|PRIVATE|MACROBUTTON|GOTOBUTTON|PRINT|ADVANCE|HYPERLINK|FORMTEXT)\b/i;

/** Fields that show something though their result has no text. */
const TICKED = /^\s*FORM(?:CHECKBOX|DROPDOWN)\b/i;

interface Field {
  /** What is met now is its code, not its result. */
  inCode: boolean;
  code: string;
  /** Its result has text. */
  answered: boolean;
  /** Of a form field: what it shows where it has no result. */
  shows: string;
  chosen: number;
  choices: number;
}

/** The complex fields open in one story: their codes are dropped, their saved results are text like any other. */
export interface Fields {
  readonly inCode: () => boolean;
  /** A mark of a field. Gives the text that an ended form field shows; `lost` is called where a result was never saved. */
  readonly mark: (type: string | undefined, lost: () => void) => string;
  readonly code: (text: string) => void;
  /** Text was read that is no code: where a field is open, its result. */
  readonly answer: () => void;
  /** A form field shows this where it has no result. */
  readonly shows: (text: string) => void;
  readonly checkBox: (value: string | undefined) => void;
  readonly chosen: (value: string | undefined) => void;
  readonly choice: (text: string) => void;
  readonly unfinished: () => boolean;
}

export function newFields(): Fields {
  const open: Field[] = [];
  const onLast = (change: (field: Field) => void): void => {
    const last = open.at(-1);
    if (last) change(last);
  };
  const shows = (text: string): void =>
    onLast((field) => {
      field.shows = text;
    });
  return {
    inCode: () => open.some(({ inCode }) => inCode),
    mark: (type, lost) => {
      if (type === "begin") open.push({ inCode: true, code: "", answered: false, shows: "", chosen: 0, choices: 0 });
      if (type === "separate")
        onLast((field) => {
          field.inCode = false;
        });
      const ended = type === "end" ? open.pop() : undefined;
      if (ended && ended.shows === "" && !ended.answered && (ended.inCode ? !SILENT.test(ended.code) : TICKED.test(ended.code))) lost();
      return ended && (ended.inCode || !ended.answered) ? ended.shows : "";
    },
    code: (text) =>
      onLast((field) => {
        field.code += text;
      }),
    answer: () => {
      for (const field of open) field.answered = true;
    },
    shows,
    checkBox: (value) => shows(isOn(value) ? CHECKED : UNCHECKED),
    chosen: (value) =>
      onLast((field) => {
        field.chosen = value !== undefined && /^\d{1,4}$/.test(value) ? Number.parseInt(value, 10) : 0;
      }),
    choice: (text) =>
      onLast((field) => {
        if (field.choices === field.chosen) field.shows = text;
        field.choices += 1;
      }),
    unfinished: () => open.length > 0,
  };
}
