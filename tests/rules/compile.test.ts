import { describe, expect, it } from "vitest";
import { compileRulePack } from "../../src/rules/compile.ts";

const PACK = `pack: test
version: "1"
name: { zh: 试, en: Test }
forms:
  收支:
    columns: [实际收入, 当年结余]
rules:
  - id: balance
    form: 收支
    name: { zh: 当年结余, en: Balance }
    check: '[当年结余] = [实际收入] − [实际支出]'
    hint: { zh: 请核对。, en: Check it. }
`;

/** The English errors of a pack after some words of a sound one were exchanged. */
function errorsAfter(old: string, changed: string): readonly string[] {
  expect(PACK).toContain(old);
  const compiled = compileRulePack("rules/my.yaml", PACK.replace(old, changed), "");
  return "errors" in compiled ? compiled.errors.map(({ path, line, column, message }) => `${path}:${line}:${column}: ${message.en}`) : [];
}

describe("a rule pack", () => {
  it("is read with its name, version and digest", () => {
    expect(compileRulePack("rules/my.yaml", PACK, "abc")).toMatchObject({ pack: { id: "test", version: "1", sha256: "abc" } });
  });

  it("says in both languages where in the file it is wrong", () => {
    const compiled = compileRulePack("rules/my.yaml", PACK.replace("− [实际支出]", "− [实际支出"), "");
    expect(compiled).toMatchObject({
      errors: [
        {
          path: "rules/my.yaml",
          line: 11,
          column: 31,
          message: {
            "zh-CN": expect.stringContaining("公式在此处看不懂：不该有“[”"),
            en: expect.stringContaining('the formula cannot be read here: "[" is not expected'),
          },
        },
      ],
    });
  });

  it.each([
    [
      "a formula without quotes",
      "'[当年结余] = [实际收入] − [实际支出]'",
      "[当年结余] = [实际收入] − [实际支出]",
      "rules/my.yaml:11:12: put the formula in single quotes",
    ],
    [
      "an amount without quotes",
      "    hint:",
      "    tolerance: 0.10\n    hint:",
      'rules/my.yaml:12:16: rules[1].tolerance must be quoted: write "0.1"',
    ],
    ["a version without quotes", 'version: "1"', "version: 1", 'rules/my.yaml:2:10: version must be quoted: write "1"'],
    ["a negative tolerance", "    hint:", '    tolerance: "-1"\n    hint:', "rules/my.yaml:12:17: rules[1].tolerance is not written right"],
    [
      "an unknown key",
      "    hint:",
      '    tolerence: "1"\n    hint:',
      'rules/my.yaml:12:5: unknown key "tolerence" in rules[1]: check its spelling',
    ],
    [
      "a comma inside braces",
      "en: Check it. }",
      "en: Check it, please. }",
      'rules/my.yaml:12:37: unknown key "please." in rules[1].hint: put the text in quotes',
    ],
    ["a missing hint", "    hint: { zh: 请核对。, en: Check it. }\n", "", "rules/my.yaml:8:5: rules[1].hint is missing"],
    ["a missing translation", "{ zh: 当年结余, en: Balance }", "{ zh: 当年结余 }", "rules/my.yaml:10:11: rules[1].name.en is missing"],
    [
      "an unknown form",
      "form: 收支",
      "form: 收入",
      'rules/my.yaml:9:11: no form is called "收入": describe it under forms first (there are 收支)',
    ],
    ["a form told by nothing", "\n    columns: [实际收入, 当年结余]", " {}", "rules/my.yaml:5:7: forms.收支 needs at least one of title"],
    [
      "a path that is no name",
      "columns: [实际收入, 当年结余]",
      "columns: [实际收入, 合计 × 当年结余]",
      'rules/my.yaml:6:21: "合计 × 当年结余" is no name of a row or column',
    ],
    [
      "a wrong word",
      "    hint:",
      "    ceiling: fatal\n    hint:",
      "rules/my.yaml:12:14: rules[1].ceiling must be one of error, warning, info",
    ],
    ["a wrong id", "id: balance", "id: 当年结余", "rules/my.yaml:8:9: rules[1].id is not written right: use lower-case letters"],
    ["no rules", PACK.slice(PACK.indexOf("rules:")), "rules: []\n", "rules/my.yaml:7:8: rules must not be empty"],
    ["a judged figure of another table", "'[当年结余]", "'别表.[当年结余]", "rules/my.yaml:11:13: the figure judged stands on the left"],
    ["broken YAML", "rules:\n", "rules:\n  - {\n", "rules/my.yaml:"],
  ])("names %s", (_, old, changed, message) => {
    const errors = errorsAfter(old, changed);
    expect(errors[0]).toContain(message);
  });

  it("names every error at once, in order of place", () => {
    const compiled = compileRulePack("p.yaml", PACK.replace("form: 收支", "form: 甲").replace("[实际收入] −", "[实际收入 −"), "");
    expect("errors" in compiled && compiled.errors.map(({ line }) => line)).toEqual([9, 11]);
  });

  it("finds the place inside folded and escaped formulas", () => {
    const folded = PACK.replace("'[当年结余] = [实际收入] − [实际支出]'", ">-\n      [当年结余] =\n      [实际收入] plus [实际支出]");
    expect(compileRulePack("p.yaml", folded, "")).toMatchObject({ errors: [{ line: 13, column: 14 }] });
    const escaped = PACK.replace("'[当年结余] = [实际收入] − [实际支出]'", '"[当年结余] = number \\"计#分\\" in [标准] plus"');
    expect(compileRulePack("p.yaml", escaped, "")).toMatchObject({ errors: [{ line: 11, column: 45 }] });
    const doubled = PACK.replace("'[当年结余] = [实际收入] − [实际支出]'", "'[甲''乙] = [实际收入] plus'");
    expect(compileRulePack("p.yaml", doubled, "")).toMatchObject({ errors: [{ line: 11, column: 29 }] });
  });

  it.each([
    ["", "1:1: the file holds no rule pack"],
    ["- a\n- b\n", "1:1: the file holds no rule pack"],
    ["pack: *nowhere\n", "1:1: not valid YAML: Unresolved alias"],
    ["a: 1\n---\nb: 2\n", ": not valid YAML: "],
    ["pack: x\npack: y\n", "2:1: not valid YAML: Map keys must be unique"],
    ["\u0000\ud800", "1:1: the file holds no rule pack"],
  ])("refuses the file %j", (text, message) => {
    const compiled = compileRulePack("p.yaml", text, "");
    const errors = "errors" in compiled ? compiled.errors.map(({ line, column, message: { en } }) => `${line}:${column}: ${en}`) : [];
    expect(errors[0]).toContain(message);
  });

  it("refuses the same id twice", () => {
    const twice = `${PACK}${PACK.slice(PACK.indexOf("  - id"))}`;
    expect(compileRulePack("p.yaml", twice, "")).toMatchObject({
      errors: [{ line: 13, column: 9, message: { en: 'the rule id "balance" is used twice' } }],
    });
  });
});
