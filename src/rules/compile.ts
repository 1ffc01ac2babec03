import { type Document, LineCounter, parseDocument } from "yaml";
import type { Evidence } from "../model/check.ts";
import { decimal } from "../model/decimal.ts";
import type { RulePack } from "../model/rule-pack.ts";
import type { Text } from "../model/text.ts";
import { type Applied, apply } from "./apply.ts";
import { desk, type Form } from "./desk.ts";
import { type PackFault, schemaErrors, yamlError } from "./fault.ts";
import { parseFormula } from "./formula.ts";
import { nameOf, type Path } from "./name.ts";
import { type Positions, positions } from "./position.ts";
import type { Rule } from "./rule.ts";
import { type PackFile, packSchema, type RuleEntry } from "./schema.ts";
import { untested } from "./untested.ts";
import { wordsOf } from "./wording.ts";

/** What is wrong in a pack, and where: line and column from 1. */
export interface PackError extends PackFault {
  readonly path: string;
}

/** A pack ready to be applied, or everything that is wrong in its file, in order of place. */
export type CompiledPack = { readonly pack: RulePack } | { readonly errors: readonly PackError[] };

const bilingual = ({ zh, en }: { readonly zh: string; readonly en: string }): Text => ({ "zh-CN": zh, en });

function compileForms(file: PackFile, places: Positions, errors: PackFault[]): readonly Form[] {
  const pathsAt = (id: string, key: "columns" | "rows"): readonly Path[] =>
    (file.forms[id]?.[key] ?? []).flatMap((words, at) => {
      const path = nameOf(null, words)?.either;
      if (!path)
        errors.push({
          ...places.at(["forms", id, key, at]),
          message: {
            "zh-CN": `“${words}”不是行或列的名称：写成 上级/下级，不用方括号和 ×`,
            en: `"${words}" is no name of a row or column: write outer/inner, without brackets or ×`,
          },
        });
      return path ? [path] : [];
    });
  return Object.entries(file.forms).map(([id, { title = [], text = [] }]) => ({
    id,
    title: title.map(wordsOf),
    text: text.map(wordsOf),
    columns: pathsAt(id, "columns"),
    rows: pathsAt(id, "rows"),
  }));
}

function compileRule(file: PackFile, entry: RuleEntry, at: number, places: Positions, errors: PackFault[]): Rule | undefined {
  const path = ["rules", at];
  if (file.rules.findIndex(({ id }) => id === entry.id) !== at)
    errors.push({
      ...places.at([...path, "id"]),
      message: { "zh-CN": `规则编号“${entry.id}”重复`, en: `the rule id "${entry.id}" is used twice` },
    });
  if (!Object.hasOwn(file.forms, entry.form))
    errors.push({
      ...places.at([...path, "form"]),
      message: {
        "zh-CN": `没有名为“${entry.form}”的表：请先在 forms 里写明（现有：${Object.keys(file.forms).join("、")}）`,
        en: `no form is called "${entry.form}": describe it under forms first (there are ${Object.keys(file.forms).join(", ")})`,
      },
    });
  const parsed = parseFormula(entry.check);
  if ("fault" in parsed) {
    errors.push({ ...places.at([...path, "check"], parsed.fault.offset), message: parsed.fault.message });
    return undefined;
  }
  const { formula } = parsed;
  if ("judged" in formula && formula.judged.table !== null) {
    errors.push({
      ...places.at([...path, "check"]),
      message: {
        "zh-CN": `左边是要判断的数，须在本表（${entry.form}）内，不能写表名`,
        en: `the figure judged stands on the left, in the rule's own form (${entry.form}): without a table name`,
      },
    });
    return undefined;
  }
  const source = entry.source ?? file.source;
  return {
    id: `${file.pack}/${entry.id}`,
    name: bilingual(entry.name),
    form: entry.form,
    formula,
    nature: entry.nature ?? "logical",
    ceiling: entry.ceiling ?? (formula.claim === "compare" || formula.claim === "ties" ? "error" : "warning"),
    message: entry.message ? bilingual(entry.message) : null,
    hint: bilingual(entry.hint),
    source: source ? bilingual(source) : null,
    tolerance: entry.tolerance === undefined ? null : decimal(entry.tolerance),
    rounding: entry.rounding ?? null,
    scope: entry.scope ?? null,
    kind: entry.kind ?? null,
    code: entry.code ?? null,
    optional: entry.optional ?? false,
  };
}

function packOf(file: PackFile, sha256: string, forms: readonly Form[], rules: readonly Rule[]): RulePack {
  // Relations and findings come from the same work: done once a submission.
  const done = new WeakMap<Evidence, readonly (readonly [Rule, Applied])[]>();
  const applied = (evidence: Evidence): readonly (readonly [Rule, Applied])[] => {
    const known = done.get(evidence);
    if (known) return known;
    const table = desk(evidence, forms);
    const results = rules.map((rule) => [rule, apply(rule, table)] as const);
    done.set(evidence, results);
    return results;
  };
  return {
    id: file.pack,
    version: file.version,
    sha256,
    propose: (evidence) => applied(evidence).flatMap(([, { relations }]) => relations),
    observe: (evidence) =>
      applied(evidence).flatMap(([rule, result]) => [...result.findings, ...[untested(rule, result)].filter((note) => note !== undefined)]),
  };
}

/** The document as plain data; an alias that leads nowhere, or to far too much, is the file's fault and not ours. */
function plainData(document: Document): unknown {
  try {
    return document.toJS();
  } catch (error) {
    if (error instanceof ReferenceError) return error;
    throw error;
  }
}

const noPack: PackFault = {
  line: 1,
  column: 1,
  message: {
    "zh-CN": "文件里没有规则包：请写 pack、version、name、forms、rules",
    en: "the file holds no rule pack: write pack, version, name, forms, rules",
  },
};

/**
 * Reads a rule pack (YAML). `sha256` is the digest of the file, kept with what the pack finds. Every error of the file is
 * returned at once, with line and column, inside formulas too.
 */
export function compileRulePack(path: string, text: string, sha256: string): CompiledPack {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: true });
  const places = positions(text, document.contents, lines);
  const named = (errors: readonly PackFault[]): CompiledPack => ({
    errors: [...errors].sort((a, b) => a.line - b.line || a.column - b.column).map((error) => ({ path, ...error })),
  });
  if (document.errors.length > 0)
    return named(document.errors.slice(0, 1).map((error) => yamlError(text, places.of(error.pos[0]), error.message)));
  const data = plainData(document);
  if (data instanceof Error) return named([yamlError(text, { line: 1, column: 1 }, data.message)]);
  if (typeof data !== "object" || data === null || Array.isArray(data)) return named([noPack]);
  const read = packSchema.safeParse(data);
  if (!read.success) return named(schemaErrors(read.error.issues, data, places));
  const errors: PackFault[] = [];
  const forms = compileForms(read.data, places, errors);
  const rules = read.data.rules.flatMap((entry, at) => compileRule(read.data, entry, at, places, errors) ?? []);
  return errors.length > 0 ? named(errors) : { pack: packOf(read.data, sha256, forms, rules) };
}
