import { type Specimen, specimen, WRONG } from "./specimen.ts";

const NAMES: readonly string[] = [
  `${"长".repeat(83)}.csv`,
  `${"x".repeat(251)}.csv`,
  "\u001b[2J\u001b[31mred.csv",
  "a\nb.csv",
  "a\rb.csv",
  "a\tb.csv",
  "a\u0007b\u007f.csv",
  "\u202evsc.exe.csv",
  "a\u200b\u2066b.csv",
  "\\..\\..\\outside.csv",
  "....csv",
  "C:outside.csv",
  "aux.csv",
  " .csv",
  "-rf.csv",
  "=cmd|' -C calc'!A0.csv",
  "@SUM(1).csv",
  "<img src=x onerror=alert(1)>.csv",
  "\"onmouseover=alert(1) x='.csv",
  "javascript:alert(1).csv",
  "%2e%2e%2foutside.csv",
  "audit.jsonl.csv",
  "*?[a].csv",
  "$(touch outside).csv",
  "`touch outside`.csv",
  "表  ．csv.csv",
];

/** A readable statement under names that mean something to a file system, a terminal, a browser, a spreadsheet or a shell. */
export const names = (): Specimen[] => [
  ...NAMES.map((name) => specimen("name", name, WRONG)),
  specimen("name", Buffer.from([0xff, 0xfe, 0x2e, 0x63, 0x73, 0x76]), WRONG),
  specimen("name", Buffer.from([0xb1, 0xed, 0x2e, 0x63, 0x73, 0x76]), WRONG),
];
