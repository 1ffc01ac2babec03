import type { z } from "zod";
import type { Text } from "../model/text.ts";
import type { Position, Positions } from "./position.ts";

/** What is wrong in a pack file, and where. The message does not repeat the place. */
export interface PackFault extends Position {
  readonly message: Text;
}

const HINTS: { readonly [key: string]: Text } = {
  id: {
    "zh-CN": "只用小写英文字母、数字和连字符，如 current-balance",
    en: "use lower-case letters, digits and hyphens only, such as current-balance",
  },
  pack: {
    "zh-CN": "只用小写英文字母、数字和连字符，如 medical-fund",
    en: "use lower-case letters, digits and hyphens only, such as medical-fund",
  },
  tolerance: { "zh-CN": '写成加引号的非负小数，如 "0.01"', en: 'write a plain non-negative decimal in quotes, such as "0.01"' },
};

const shown = (path: readonly PropertyKey[]): string =>
  path.map((step, at) => (typeof step === "number" ? `[${step + 1}]` : `${at > 0 ? "." : ""}${String(step)}`)).join("");

function messageFor(issue: z.core.$ZodIssue, value: unknown): Text {
  const name = shown(issue.path);
  const key = String(issue.path.at(-1) ?? "");
  if (typeof value === "number" || typeof value === "bigint")
    return {
      "zh-CN": `${name} 要加引号：写成 "${value}"。不加引号的数会被 YAML 改动（0.10 变成 0.1，长数丢尾数）`,
      en: `${name} must be quoted: write "${value}". YAML changes unquoted numbers (0.10 becomes 0.1, long ones lose digits)`,
    };
  if (value === undefined || value === null) return { "zh-CN": `缺少 ${name}`, en: `${name} is missing` };
  const hint = HINTS[key];
  if (issue.code === "invalid_format" && hint)
    return { "zh-CN": `${name} 写法不对：${hint["zh-CN"]}`, en: `${name} is not written right: ${hint.en}` };
  if (issue.code === "invalid_value") {
    const choices = issue.values.map(String).join("、");
    return { "zh-CN": `${name} 只能是 ${choices}`, en: `${name} must be one of ${choices.replaceAll("、", ", ")}` };
  }
  if (issue.code === "too_small") return { "zh-CN": `${name} 不能为空`, en: `${name} must not be empty` };
  if (issue.code === "custom")
    return {
      "zh-CN": `${name} 至少要有 title、columns、rows、text 之一，才认得出表`,
      en: `${name} needs at least one of title, columns, rows, text, or no form can be told by it`,
    };
  return { "zh-CN": `${name} 的类型不对（${issue.message}）`, en: `${name} has the wrong type (${issue.message})` };
}

/** The value at a path of plain data; `undefined` where there is none. */
function valueAt(data: unknown, path: readonly PropertyKey[]): unknown {
  let value = data;
  for (const step of path)
    value = typeof value === "object" && value !== null ? (value as { readonly [key: PropertyKey]: unknown })[step] : undefined;
  return value;
}

/** A piece of a sentence where a key should be: a comma inside braces has split the text. */
const adviceFor = (key: string): Text =>
  /[\s.。，；]/.test(key)
    ? { "zh-CN": "文字里有英文逗号时要加引号", en: "put the text in quotes, a comma inside { } begins a new key" }
    : { "zh-CN": "请检查拼写", en: "check its spelling" };

/** Issues of the schema as errors in the file. */
export function schemaErrors(issues: readonly z.core.$ZodIssue[], data: unknown, places: Positions): readonly PackFault[] {
  return issues.flatMap((issue): readonly PackFault[] =>
    issue.code === "unrecognized_keys"
      ? issue.keys
          .map((key) => [key, adviceFor(key)] as const)
          .map(([key, advice]) => ({
            ...places.ofKey(issue.path, key),
            message: {
              "zh-CN": `${issue.path.length > 0 ? `${shown(issue.path)} 里` : ""}不认识的键“${key}”：${advice["zh-CN"]}`,
              en: `unknown key "${key}"${issue.path.length > 0 ? ` in ${shown(issue.path)}` : ""}: ${advice.en}`,
            },
          }))
      : [{ ...places.at(issue.path), message: messageFor(issue, valueAt(data, issue.path)) }],
  );
}

const UNQUOTED = /^\s*(?:-\s*)?check:\s*\[/;

/** A fault of the YAML itself. The usual one, a formula without quotes, is named. */
export function yamlError(file: string, position: Position, detail: string): PackFault {
  const lines = file.split("\n");
  for (let line = position.line; line >= Math.max(1, position.line - 1); line--)
    if (UNQUOTED.test(lines[line - 1] ?? ""))
      return {
        line,
        column: (lines[line - 1] ?? "").indexOf("[") + 1,
        message: {
          "zh-CN": "公式要放在单引号里：check: '[当年结余] = …'（以 [ 开头的文字会被 YAML 当成列表）",
          en: "put the formula in single quotes: check: '[当年结余] = …' (YAML takes text that begins with [ for a list)",
        },
      };
  const reason = detail.split("\n")[0]?.replace(/ at line \d+, column \d+:?$/, "") ?? "";
  return { ...position, message: { "zh-CN": `YAML 写法有误：${reason}`, en: `not valid YAML: ${reason}` } };
}
