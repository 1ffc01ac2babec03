import type { Passage } from "./passages.ts";

const STYLES: readonly RegExp[] = [
  /^第[一二三四五六七八九十\d]+[部章编]分?/,
  /^[一二三四五六七八九十]{1,3}[、.．]/,
  /^[(（][一二三四五六七八九十]{1,3}[)）]/,
  /^\d{1,2}[、.．](?!\d)/,
  /^[(（]\d{1,2}[)）]/,
];
const LONGEST = 40;

/** The depth of the heading that a line is, from 1; 0 for a title without a number; `undefined` where it is no heading. */
function depthOf(line: string): number | undefined {
  if (line.length > LONGEST || /[。;；!?,，]$/.test(line) || /。/.test(line)) return undefined;
  if (/\d[\d,.]*\s*(?:[十百千万亿]*元|%|人|户|个)/.test(line.replace(/^[^\u3400-\u9fff]*/, ""))) return undefined;
  const style = STYLES.findIndex((pattern) => pattern.test(line));
  return style >= 0 ? style + 1 : /[\u3400-\u9fff]/.test(line) && !/[:：]/.test(line) ? 0 : undefined;
}

/** For each passage the headings it stands under, outermost first. */
export function headingsOver(passages: readonly Passage[]): readonly (readonly string[])[] {
  let open: { readonly depth: number; readonly text: string }[] = [];
  let last: Passage | undefined;
  return passages.map((passage) => {
    if (last && (last.document !== passage.document || last.chapter !== passage.chapter)) open = [];
    last = passage;
    const line = passage.text.trim();
    const depth = depthOf(line);
    if (depth !== undefined) open = [...open.filter((heading) => heading.depth < depth), { depth, text: line }];
    return open.map(({ text }) => text);
  });
}
