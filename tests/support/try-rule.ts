import type { Evidence } from "../../src/model/check.ts";
import { plain } from "../../src/model/decimal.ts";
import type { RulePack } from "../../src/model/rule-pack.ts";
import { recalculate } from "../../src/relations/recalculate.ts";
import { compileRulePack } from "../../src/rules/compile.ts";
import { type DrawnDocument, evidenceOf } from "./evidence.ts";

/** The pack of a YAML text. Fails the test with the pack's own messages where it has errors. */
export function packOf(text: string): RulePack {
  const compiled = compileRulePack("test.yaml", text, "0".repeat(64));
  if ("errors" in compiled) throw new Error(compiled.errors.map(({ message }) => message.en).join("\n"));
  return compiled.pack;
}

/** A pack of one rule on one form, told by the names of its columns or rows. */
export const packWith = (check: string, form: string, more = ""): RulePack =>
  packOf(`
pack: test
version: "1"
name: { zh: 试, en: Test }
forms:
  表: ${form}
  别表: { title: [别表] }
rules:
  - id: one
    form: 表
    name: { zh: 规则一, en: Rule one }
    check: '${check}'
    hint: { zh: 请核对。, en: Check it. }
${more
  .split("\n")
  .map((line) => `    ${line}`)
  .join("\n")}
`);

/** One line for each relation, its arithmetic done: `资阳 × 结余: 结余 = 收入 − 支出 → agrees`. */
export function outcomes(pack: RulePack, evidence: Evidence): readonly string[] {
  return [...pack.propose(evidence)].map((relation) => {
    const { verdict, expected, reported } = recalculate(relation, evidence.records);
    const numbers =
      verdict.is === "differs" || verdict.is === "truncated" ? ` (${plain(reported!)} for ${plain(expected!.toSignificantDigits(8))})` : "";
    return `${evidence.records.get(relation.total)!.at.label}: ${relation.formula} → ${verdict.is}${numbers}`;
  });
}

/** The English messages of what a pack observed, each behind its code. */
export const observations = (pack: RulePack, evidence: Evidence): readonly string[] =>
  [...pack.observe(evidence)].map(({ code, message }) => `${code}: ${message.en}`);

/** A submission of one document. */
export const submission = (...holds: DrawnDocument["holds"]): Evidence => evidenceOf({ path: "a.docx", holds });
