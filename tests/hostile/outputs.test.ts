import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parse } from "csv-parse/sync";
import { type DefaultTreeAdapterTypes, parse as parseHtml } from "parse5";
import { afterAll, beforeAll, expect, test } from "vitest";
import { crossfoot, type Run, write } from "../effects/support.ts";
import { docxOf, p, tbl, tc, tr, xlsxOf } from "../support/office.ts";

// One submission whose names and words mean something to a browser, a spreadsheet, a terminal and a viewer of SARIF.

const WORDS = [
  "<script>alert(1)</script>",
  '"><img src=x onerror=alert(1)>',
  "javascript:alert(1)",
  "</style><script>",
  "[甲](http://198.51.100.1)",
];
const FORMULAS = ["=1+1", "+1+A1", "-1+A1", "@SUM(A1)", "\t=1+1", "\r=1+1", "＝1＋1", " =1+1"];
const MARKS = "\u001b[2J\u001b]0;x\u0007\u202e\u2066\u200b\u0085";

const xml = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
const rowsOf = (labels: readonly string[]): string[][] => [
  [labels[0]!, "收入", "支出", "结余"],
  ...labels.slice(1).map((label, index) => [label, `${index + 60}.50`, `${index + 50}.25`, index === 0 ? "27.00" : "10.25"]),
  ["合计", "-5.00", "100.25", "−4.00"],
];
const quoted = (rows: readonly (readonly string[])[]): string =>
  `${rows.map((row) => row.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(",")).join("\n")}\n`;

const folder = mkdtempSync(join(tmpdir(), "crossfoot-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface SarifText {
  readonly text: string;
}
interface SarifResult {
  readonly message: SarifText;
  readonly relatedLocations: readonly { readonly message: SarifText }[];
}

let run: Run;
let explained: Run;
let out: string;

beforeAll(async () => {
  const place = join(folder, `=报送<b>${MARKS}`);
  const plain = WORDS.map(xml);
  write(place, {
    [`<img src=x onerror=alert(1)>${MARKS}.csv`]: quoted(rowsOf(WORDS)),
    "=formulas.csv": quoted(rowsOf(FORMULAS)),
    "words.docx": docxOf(p(plain[0]!) + tbl(...rowsOf(plain).map((row) => tr(row.map((cell) => tc(cell))))) + p(plain.join("，"))),
    "formulas.xlsx": xlsxOf(
      `<sheetData>${rowsOf(FORMULAS.map(xml))
        .map(
          (row, r) =>
            `<row r="${r + 1}">${row.map((cell, c) => `<c r="${"ABCD"[c]}${r + 1}" t="inlineStr"><is><t xml:space="preserve">${cell}</t></is></c>`).join("")}</row>`,
        )
        .join("")}</sheetData>`,
    ),
  });
  out = join(folder, "out");
  run = await crossfoot("check", place, "--out", out, "--rules", "none", "--json");
  out = join(out, readdirSync(out).find((name) => statSync(join(out, name)).isDirectory() && !name.startsWith("."))!);
  const { findings } = JSON.parse(readFileSync(join(out, "findings.json"), "utf8"));
  explained = await crossfoot("explain", findings[0].id, "--out", join(folder, "out"));
});

const output = (path: string): string => readFileSync(join(out, path), "utf8");

test("the page holds no script, nothing that is fetched, and no link that leads away", () => {
  const attributes: string[] = [];
  const walk = (node: DefaultTreeAdapterTypes.Node): void => {
    if ("tagName" in node) {
      expect(["script", "img", "iframe", "object", "embed", "link", "base", "form"]).not.toContain(node.tagName);
      for (const { name, value } of node.attrs) {
        expect(name).not.toMatch(/^on|^srcdoc$|^formaction$|^style$/);
        if (/^(?:href|src|action|xlink:href|data|poster|background)$/.test(name)) attributes.push(value);
      }
    }
    if ("childNodes" in node) node.childNodes.forEach(walk);
  };
  const page = output("report.html");
  walk(parseHtml(page));
  expect(page).toContain("default-src 'none'");
  expect(page).toContain("&lt;script>alert(1)");
  expect(attributes.length).toBeGreaterThan(0);
  for (const value of attributes) expect(value).toMatch(/^#|^(?:tables\/[dt\d]+|[a-z]+)\.(?:csv|json|jsonl|sarif|txt|xlsx)$/);
});

test("no cell of any CSV is run by a spreadsheet; negative numbers stay numbers", () => {
  const paths = readdirSync(out, { recursive: true, encoding: "utf8" }).filter((path) => path.endsWith(".csv"));
  expect(paths.length).toBeGreaterThan(4);
  const cells = paths.flatMap((path) => parse(output(path), { bom: true, relax_column_count: true }) as string[][]).flat();
  for (const cell of cells) if (/^\s*[=+\-@＝＋－＠]|^[\t\r]/.test(cell)) expect(cell).toMatch(/^\s*[-+]?\d[\d,]*\.?\d*%?$|^-+$/);
  for (const formula of FORMULAS)
    expect(cells.some((cell) => cell.startsWith("'") && cell.slice(1).trim().startsWith(formula.trim()))).toBe(true);
  expect(cells).toContain("-5.00");
});

test("the terminal is shown no control or direction marks", () => {
  for (const text of [run.stderr, explained.stdout, explained.stderr])
    expect(text).not.toMatch(/[^\P{Cc}\n]|[\u061c\u200b-\u200f\u202a-\u202e\u2066-\u2069]/u);
  expect(run.stderr).toContain("\\u{1b}[2J");
  expect(explained.stdout).not.toBe("");
});

test("SARIF and JSON are sound, their paths are references, and words are no links", () => {
  const { runs } = JSON.parse(output("findings.sarif"));
  const texts = runs[0].results.flatMap(({ message, relatedLocations }: SarifResult) => [
    message,
    ...relatedLocations.map((each) => each.message),
  ]);
  expect(texts.filter(({ text }: SarifText) => text.includes("](http")).length).toBeGreaterThan(0);
  expect(texts.filter(({ text }: SarifText) => /(?<!\\)\[[^\]]*\]\(/.test(text))).toEqual([]);
  for (const { location } of runs[0].artifacts) expect(location.uri).toMatch(/^[\w.!~*'()%/-]+$/);
  for (const path of ["findings.json", "coverage.json", "datapackage.json"]) expect(() => JSON.parse(output(path))).not.toThrow();
  expect(() => JSON.parse(run.stdout)).not.toThrow();
});

test("every output lies in its folder, under a plain name", () => {
  for (const path of readdirSync(join(out, ".."), { recursive: true, encoding: "utf8" }))
    expect(path).toMatch(/^[^\p{Cc}\p{Cf}<>:*?"|\\]+$/u);
});
