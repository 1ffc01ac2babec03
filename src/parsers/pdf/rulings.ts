import type { PDFOperatorList } from "pdfjs-dist/types/src/display/api.js";
import { type Matrix, type Point, placed, times } from "./matrix.ts";
import type { Ruling, Rulings } from "./shapes.ts";

/** Thinner than this (points) a filled area is a line. */
const THIN = 3;
/** Shorter than this it is none. */
const SHORT = 3;
/** Steps of a path, as the library writes them: how many numbers follow each. */
const STEPS = [2, 2, 6, 4, 0] as const;
const CLOSE = 4;

/** The level and upright lines that a page draws: strokes, and filled areas as thin as a line. `page` places the drawing. */
export function rulingsOf({ fnArray, argsArray }: PDFOperatorList, ops: { readonly [name: string]: number }, page: Matrix): Rulings {
  const across: Ruling[] = [];
  const upright: Ruling[] = [];
  const shades: Ruling[] = [];
  const dots: Point[] = [];
  const stack: Matrix[] = [];
  let current = page;
  const line = ([x1, y1]: Point, [x2, y2]: Point): void => {
    if (Math.abs(y1 - y2) < 1 && Math.abs(x1 - x2) > SHORT)
      across.push({ at: (y1 + y2) / 2, from: Math.min(x1, x2), to: Math.max(x1, x2) });
    else if (Math.abs(x1 - x2) < 1 && Math.abs(y1 - y2) > SHORT)
      upright.push({ at: (x1 + x2) / 2, from: Math.min(y1, y2), to: Math.max(y1, y2) });
  };
  const area = (points: readonly Point[]): void => {
    const [xs, ys] = [points.map(([x]) => x), points.map(([, y]) => y)];
    const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
    if (bottom - top < THIN && right - left > SHORT) line([left, (top + bottom) / 2], [right, (top + bottom) / 2]);
    else if (right - left < THIN && bottom - top > SHORT) line([(left + right) / 2, top], [(left + right) / 2, bottom]);
    else if (bottom - top < THIN && right - left < THIN) dots.push([(left + right) / 2, (top + bottom) / 2]);
    else shades.push({ at: top, from: left, to: right }, { at: bottom, from: left, to: right });
  };
  const strokes = new Set(
    ["stroke", "closeStroke", "fillStroke", "eoFillStroke", "closeFillStroke", "closeEOFillStroke"].map((name) => ops[name]),
  );
  const fills = new Set(["fill", "eoFill"].map((name) => ops[name]));
  for (const [index, fn] of fnArray.entries()) {
    const args: unknown = argsArray[index];
    if (fn === ops.save) stack.push(current);
    else if (fn === ops.restore) current = stack.pop() ?? page;
    // Six numbers.
    else if (fn === ops.transform) current = times(current, args as Matrix);
    else if (fn === ops.paintFormXObjectBegin) {
      stack.push(current);
      const [own] = args as [Matrix | null];
      if (own) current = times(current, own);
    } else if (fn === ops.paintFormXObjectEnd) current = stack.pop() ?? page;
    else if (fn === ops.constructPath) {
      const [paint, data] = args as [number, [Float32Array | null]];
      const [path] = data;
      if (path && (strokes.has(paint) || fills.has(paint))) draw(path, strokes.has(paint));
    }
  }
  return {
    across: [...across, ...dotted(dots)],
    upright: [...upright, ...dotted(dots.map(([x, y]) => [y, x]))],
    shades,
  };

  function draw(path: Float32Array, isStroke: boolean): void {
    let points: Point[] = [];
    const done = (): void => {
      if (!isStroke && points.length >= 3) area(points);
      points = [];
    };
    for (let at = 0; at < path.length; ) {
      const step = path[at] ?? 0;
      const size = STEPS[step as 0 | 1 | 2 | 3 | 4]; // Undefined for any other number.
      if (size === undefined) return;
      const end: Point = placed(current, [path[at + size - 1] ?? 0, path[at + size] ?? 0]);
      const last = points.at(-1);
      if (step === 0) {
        done();
        points = [end];
      } else if (step === 1) {
        if (isStroke && last) line(last, end);
        points.push(end);
      } else if (step === CLOSE) {
        if (isStroke && last && points[0]) line(last, points[0]);
      } else points = [end];
      at += size + 1;
    }
    done();
  }
}

/** Dots of a dotted line are nearer to each other than this (points), and at least so many. */
const NEXT = 4;
const FEW = 5;

/** The level lines that single dots make. */
function dotted(dots: readonly Point[]): Ruling[] {
  const rows = new Map<number, number[]>();
  for (const [x, y] of dots) {
    const at = Math.round(y * 2) / 2;
    const row = rows.get(at);
    if (row) row.push(x);
    else rows.set(at, [x]);
  }
  const lines: Ruling[] = [];
  for (const [at, xs] of rows) {
    let run: number[] = [];
    for (const x of [...xs.sort((a, b) => a - b), Number.POSITIVE_INFINITY]) {
      if (run.length > 0 && x - run.at(-1)! > NEXT) {
        if (run.length >= FEW) lines.push({ at, from: run[0]!, to: run.at(-1)! });
        run = [];
      }
      run.push(x);
    }
  }
  return lines;
}
