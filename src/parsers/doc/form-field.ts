import { CHECKED, UNCHECKED } from "../word/symbols.ts";
import type { Bytes } from "./bytes.ts";

/** Where the field's own data begin, after those of a picture that it poses as. */
const HEADER = 0x44;
const CHECK_BOX = 1;
const CHOICE = 2;
/** Not yet answered: the default holds. */
const UNANSWERED = 25;

/** What a form field shows: the state of a check box, the choice from a list; `""` for a text field, whose result is text. */
export function formShown(data: Bytes, picture: number): string {
  const at = picture + HEADER;
  const bits = data.u16(at + 4);
  const kind = bits & 3;
  if (kind !== CHECK_BOX && kind !== CHOICE) return "";
  const given = (bits >>> 2) & 0x1f;
  // Its name follows as text with its length before it and a zero after it.
  const name = data.u16(at + 10);
  const after = at + 12 + name * 2 + 2;
  const answer = given === UNANSWERED ? data.u16(after) : given;
  if (kind === CHECK_BOX) return answer === 1 ? CHECKED : UNCHECKED;
  return choiceAt(data, after + 2, answer);
}

/** Passes over a default, help and names of macros to the list of choices, and takes one of them. */
function choiceAt(data: Bytes, start: number, choice: number): string {
  let at = start;
  for (let text = 0; text < 5; text += 1) at += 2 + data.u16(at) * 2 + 2;
  const count = Math.min(data.u16(at + 2), 1000);
  at += 6;
  for (let index = 0; index < count; index += 1) {
    const length = data.u16(at);
    if (index === choice) return data.text(at + 2, length);
    at += 2 + length * 2;
  }
  return "";
}
