import type { PDFPageProxy } from "pdfjs-dist/types/src/pdf.js";
import { asSeen } from "./characters.ts";
import { type Matrix, times } from "./matrix.ts";
import { rulingsOf } from "./rulings.ts";
import type { Page, Word } from "./shapes.ts";

/** Six numbers, as the library gives a matrix. */
const matrix = (numbers: ArrayLike<number>): Matrix => [0, 1, 2, 3, 4, 5].map((index) => numbers[index] ?? 0) as unknown as Matrix;

/** Share of a character's height above the line it stands on. */
const ASCENT = 0.86;
/** Text within so many degrees is level. */
const LEVEL = 2;

interface Run {
  readonly text: string;
  readonly at: Matrix;
  readonly width: number;
  /** Quarter turns clockwise; `undefined` where it is slanted. */
  readonly turns: number | undefined;
}

/** Reads a page the way up that most of its text stands, whatever way the file has it. */
export async function readPage(page: PDFPageProxy, ops: { readonly [name: string]: number }): Promise<Page> {
  const view = page.getViewport({ scale: 1 });
  const upright = matrix(view.transform);
  const content = await page.getTextContent();
  const runs = content.items.flatMap((item): Run[] => {
    if (!("str" in item) || item.str.trim() === "") return [];
    const at = times(upright, matrix(item.transform));
    return [{ text: asSeen(item.str), at, width: item.width, turns: turnsOf(at) }];
  });
  const letters = [0, 0, 0, 0];
  for (const { turns, text } of runs) if (turns !== undefined) letters[turns]! += text.length;
  const most = letters.indexOf(Math.max(...letters));
  const turn = turned(most, view.width, view.height);
  const operators = await page.getOperatorList();
  const words = runs.flatMap(({ text, at, width, turns }) => (turns === undefined ? [] : [wordOf(text, times(turn, at), width)]));
  const modes = operators.fnArray.flatMap((fn, index) => (fn === ops.setTextRenderingMode ? [operators.argsArray[index]?.[0]] : []));
  return {
    width: most % 2 === 0 ? view.width : view.height,
    height: most % 2 === 0 ? view.height : view.width,
    words,
    rulings: rulingsOf(operators, ops, times(turn, upright)),
    slanted: runs.filter(({ turns }) => turns === undefined).length,
    isDrawn: operators.fnArray.length > 0,
    isRecognised: modes.length > 0 && modes.every((mode) => mode === 3),
  };
}

function turnsOf([a, b]: Matrix): number | undefined {
  const degrees = (Math.atan2(b, a) * 180) / Math.PI;
  const turns = Math.round(degrees / 90);
  return Math.abs(degrees - turns * 90) > LEVEL ? undefined : (turns + 4) % 4;
}

/** Turns a page of this size back by so many quarters. */
function turned(turns: number, width: number, height: number): Matrix {
  if (turns === 1) return [0, -1, 1, 0, 0, width];
  if (turns === 2) return [-1, 0, 0, -1, width, height];
  return turns === 3 ? [0, 1, -1, 0, height, 0] : [1, 0, 0, 1, 0, 0];
}

function wordOf(text: string, at: Matrix, width: number): Word {
  const along = Math.hypot(at[0], at[1]) || 1;
  const height = Math.hypot(at[2], at[3]);
  const [dx, dy] = [(at[0] / along) * width, (at[1] / along) * width];
  const [ux, uy] = [(at[2] / (height || 1)) * height, (at[3] / (height || 1)) * height];
  const xs = [at[4] - ux * (1 - ASCENT), at[4] + ux * ASCENT].flatMap((x) => [x, x + dx]);
  const ys = [at[5] - uy * (1 - ASCENT), at[5] + uy * ASCENT].flatMap((y) => [y, y + dy]);
  return { text, left: Math.min(...xs), right: Math.max(...xs), top: Math.min(...ys), bottom: Math.max(...ys) };
}
