import { type Piece, wordy } from "./lattice.ts";
import { answerWords, headingLike, sentence } from "./words.ts";

/** Longer words than these are no name. */
const LONGEST_NAME = 24;

/** Says something of what is named elsewhere: a figure, a code, a sentence, 是. */
export const answers = ({ kind, text }: Piece): boolean =>
  kind !== "text" || /\d/.test(text) || text.length > LONGEST_NAME || sentence(text) || answerWords(text);

/**
 * A row of names over a row of answers in the same columns: headings with a single line under them. A row of label/value
 * pairs is none: every second of its cells answers, or every second of those below names.
 */
export function couplet(upper: readonly Piece[], lower: readonly Piece[]): boolean {
  if (upper.length < 3 || !upper.every((piece) => wordy(piece) && !/^\d/.test(piece.text) && !answerWords(piece.text))) return false;
  const columns = new Set(upper.map(({ column }) => column));
  if (lower.length * 2 <= upper.length || lower.some(({ column }) => !columns.has(column))) return false;
  const within = (pieces: readonly Piece[], parity: number): readonly Piece[] =>
    pieces.filter(({ column }) => upper.findIndex((piece) => piece.column === column) % 2 === parity && column !== upper[0]!.column);
  const mostly = (pieces: readonly Piece[], holds: (piece: Piece) => boolean): boolean =>
    pieces.length > 0 && pieces.filter(holds).length * 2 >= pieces.length;
  if (mostly(within(upper, 1), answers) || mostly(within(upper, 0), answers)) return false;
  if (mostly(within(lower, 0), answers) && mostly(within(lower, 1), answers)) return true;
  const named = (pieces: readonly Piece[]): number => pieces.filter(({ text }) => headingLike(text)).length / pieces.length;
  return named(upper) >= 0.5 && named(lower) <= 0.2 && lower.filter(answers).length * 3 >= lower.length;
}
