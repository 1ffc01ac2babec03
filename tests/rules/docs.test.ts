import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { compileRulePack } from "../../src/rules/compile.ts";
import { parseFormula } from "../../src/rules/formula.ts";
import { outcomes, packOf, submission } from "../support/try-rule.ts";

const read = (name: string): string => readFileSync(new URL(`../../docs/${name}`, import.meta.url), "utf8");
const cellsOf = (line: string): readonly string[] =>
  line
    .replace(/^\||\|$/g, "")
    .split(/(?<!\\)\|/)
    .map((cell) => cell.trim().replaceAll("\\|", "|"));
const codeIn = (cell: string): readonly string[] => [...cell.matchAll(/`([^`]+)`/g)].map(([, code = ""]) => code);
const tableAfter = (page: string, heading: string): readonly string[] =>
  page
    .slice(page.indexOf(heading))
    .split("\n")
    .slice(1)
    .join("\n")
    .split(/\n(?=#)/)[0]!
    .split("\n")
    .filter((line) => line.startsWith("|"));

describe.each(["rules.md", "rules.zh-CN.md"])("docs/%s", (name) => {
  const page = read(name);
  const pack = /```yaml\n([\s\S]*?)```/.exec(page)?.[1] ?? "";

  it("holds a pack that says of its form what the page says", () => {
    const [head = "", , ...body] = page.split("\n").filter((line) => line.startsWith("|"));
    const draw = [head, ...body.slice(0, 3)].map((line) => cellsOf(line).join(" | ")).join("\n");
    const evidence = submission({ draw }, "注：发放金额＝标准×人次；按发放率计分，满分5分，发放率100%以上的计5分。");
    const all = outcomes(packOf(pack), evidence);
    const told = /```\n([\s\S]*?)```/.exec(page.slice(page.indexOf("```yaml")).replace(/```yaml[\s\S]*?```/, ""))?.[1] ?? "";
    expect(all.filter((line) => line.includes("differs")).join("\n")).toBe(told.trim());
    expect(all).toHaveLength(9);
  });
});

describe("docs/rules.md", () => {
  const page = read("rules.md");

  it("writes every construct so that it can be read", () => {
    const written = [...tableAfter(page, "## Formulas"), ...tableAfter(page, "## Names")]
      .slice(2)
      .map((line) => codeIn(cellsOf(line)[0] ?? "")[0]);
    const formulas = written.flatMap((code) => (code === undefined ? [] : [code.startsWith("…") ? `[x] = 1 ${code.slice(2)}` : code]));
    const complete = formulas.map((code) => (/[=≤≥<>]|ties|filled|multiple|in \{|has no/.test(code) ? code : `[x] = sum(${code})`));
    expect(complete.length).toBeGreaterThan(18);
    expect(complete.filter((formula) => "fault" in parseFormula(formula))).toEqual([]);
  });

  it("quotes errors as they are printed", () => {
    const pack = /```yaml\n([\s\S]*?)```/.exec(page)?.[1] ?? "";
    const rows = tableAfter(page, "## When it is wrong")
      .slice(2)
      .map((line) => cellsOf(line).map((cell) => codeIn(cell)[0] ?? ""));
    expect(rows.length).toBeGreaterThan(5);
    for (const [wrong = "", said = ""] of rows) {
      const [key = ""] = /^\w+(?=:)/.exec(wrong) ?? ["check"];
      const changed = /^\s*\w+:/.test(wrong) ? wrong : `check: ${wrong}`;
      const text =
        key === "hint" || key === "check"
          ? pack.replace(new RegExp(`    ${key}: .*`), `    ${changed}`)
          : pack.replace("    hint:", `    ${changed}\n    hint:`);
      const compiled = compileRulePack("my.yaml", text, "");
      const [error] = "errors" in compiled ? compiled.errors : [];
      const message = error?.message.en ?? "no error";
      const words = said.replace(/^my\.yaml:\d+:(\d+): /, "").replace(/ ?…$/, "");
      expect(message).toContain(words);
      expect(`my.yaml:${error?.line}:${error?.column}`).toBe(/^my\.yaml:\d+:\d+/.exec(said)?.[0]);
    }
  });
});
