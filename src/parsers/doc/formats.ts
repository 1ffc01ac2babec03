import type { RowShape } from "../word/marked.ts";
import type { Bytes } from "./bytes.ts";
import type { Piece } from "./pieces.ts";
import { properties } from "./properties.ts";
import { newRowDraft } from "./row-shape.ts";
import type { Run } from "./runs.ts";
import type { Styles } from "./styles.ts";

/** What is said of a paragraph. */
export interface ParagraphFormat {
  readonly style: number;
  /** How many tables it is inside of. */
  readonly level: number;
  readonly ends: "paragraph" | "cell" | "row";
  /** Number of its list's use; 0 takes away the style's. */
  readonly list: number | undefined;
  readonly listLevel: number | undefined;
  readonly shape: RowShape | undefined;
}

const IN_TABLE = 0x2416;
const ENDS_ROW = 0x2417;
const LEVEL = 0x6649;
const ENDS_INNER_CELL = 0x244b;
const ENDS_INNER_ROW = 0x244c;
const LIST = 0x460b;
const LIST_LEVEL = 0x260a;
/** The list proper lies in the data stream, for it does not fit a page. */
const ELSEWHERE = new Set([0x6646, 0x6645]);

/** Reads the properties of a paragraph and, where it ends a row, those of the row. */
export function paragraphFormat(run: Run | undefined, { over }: Piece, data: Bytes): ParagraphFormat {
  let inTable = false;
  let endsRow = false;
  let level = 0;
  let endsInnerCell = false;
  let endsInnerRow = false;
  let list: number | undefined;
  let listLevel: number | undefined;
  const row = newRowDraft();
  const read = (lists: Uint8Array, isElsewhere: boolean): void =>
    properties(lists, (code, operand) => {
      const first = operand[0] ?? 0;
      if (code === IN_TABLE) inTable = first !== 0;
      else if (code === ENDS_ROW) endsRow = first !== 0;
      else if (code === LEVEL) level = number(operand);
      else if (code === ENDS_INNER_CELL) endsInnerCell = first !== 0;
      else if (code === ENDS_INNER_ROW) endsInnerRow = first !== 0;
      else if (code === LIST) list = number(operand);
      else if (code === LIST_LEVEL) listLevel = first;
      else if (ELSEWHERE.has(code) && !isElsewhere) {
        const at = number(operand);
        read(data.part(at + 2, data.u16(at)), true);
      } else row.property(code, operand);
    });
  const stored = run?.list ?? new Uint8Array();
  read(stored.subarray(2), false);
  read(over, false);
  const depth = inTable ? Math.min(Math.max(level, 1), DEEPEST) : 0;
  const isRow = depth === 1 ? endsRow : depth > 1 && endsInnerRow;
  return {
    style: (stored[0] ?? 0) | ((stored[1] ?? 0) << 8),
    level: depth,
    ends: isRow ? "row" : depth > 1 && endsInnerCell ? "cell" : "paragraph",
    list,
    listLevel,
    shape: isRow ? row.shape() : undefined,
  };
}

/** Tables inside each other: Word itself gives up long before. */
const DEEPEST = 100;

/** What is said of some characters. */
export interface RunFormat {
  readonly hidden: boolean;
  readonly white: boolean;
  readonly deleted: boolean;
  readonly inserted: boolean;
  /** Control characters are not text but stand for something. */
  readonly special: boolean;
  /** Its picture is not one but the data of a form field. */
  readonly isData: boolean;
  readonly picture: number | undefined;
  readonly font: number;
  readonly symbol: readonly [font: number, character: number] | undefined;
}

/** Operands of switches: as the style has it, and the other way round. */
const AS_STYLE = 0x80;
const NOT_AS_STYLE = 0x81;
const WHITE_INDEX = 8;

/** Reads the properties of characters. `style` is that of their paragraph. */
export function runFormat(run: Run | undefined, { over }: Piece, style: number, styles: Styles): RunFormat {
  const format = {
    hidden: undefined as boolean | undefined,
    white: false,
    deleted: false,
    inserted: false,
    special: false,
    isData: false,
    picture: undefined as number | undefined,
    font: 0,
    symbol: undefined as readonly [number, number] | undefined,
  };
  let own: number | undefined;
  const styled = (): boolean => (own !== undefined && styles.hides(own)) || styles.hides(style);
  for (const list of [run?.list ?? new Uint8Array(), over])
    properties(list, (code, operand) => {
      const first = operand[0] ?? 0;
      if (code === 0x4a30) own = number(operand);
      else if (code === 0x083c) format.hidden = first === AS_STYLE ? styled() : first === NOT_AS_STYLE ? !styled() : first !== 0;
      else if (code === 0x0800) format.deleted = first !== 0;
      else if (code === 0x0801) format.inserted = first !== 0;
      else if (code === 0x0855) format.special = first !== 0;
      else if (code === 0x0806) format.isData = first !== 0;
      else if (code === 0x6a03) format.picture = number(operand);
      else if (code === 0x6a09) format.symbol = [number(operand.subarray(0, 2)), number(operand.subarray(2, 4))];
      else if (code === 0x4a4f) format.font = number(operand);
      else if (code === 0x2a42) format.white = first === WHITE_INDEX;
      // Red, green, blue, and a fourth byte that is set where the colour is automatic.
      else if (code === 0x6870) format.white = number(operand) === 0x00ffffff;
      // Highlighted or shaded, white text shows.
      else if ((code === 0x2a0c && first !== 0) || code === 0xca71) format.white = false;
    });
  return { ...format, hidden: format.hidden ?? styled() };
}

/** A little-endian number of up to four bytes. */
function number(operand: Uint8Array): number {
  let value = 0;
  for (let index = Math.min(operand.length, 4) - 1; index >= 0; index -= 1) value = value * 256 + (operand[index] ?? 0);
  return value;
}
