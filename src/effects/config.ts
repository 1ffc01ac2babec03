import { dirname, resolve } from "node:path";
import { isMap, isPair, isScalar, LineCounter, parseDocument, type YAMLMap } from "yaml";
import { z } from "zod";
import { LANGUAGES, type Text } from "../model/text.ts";
import type { Asked } from "./asked.ts";
import { LEAST_MEGABYTES } from "./workers.ts";

const above = z.number().positive().finite();
const path = z.string().min(1);
const limits = z.strictObject({ time: above, memory: z.number().min(LEAST_MEGABYTES).finite() }).partial();

const file = z
  .strictObject({
    inbox: path,
    output: path,
    rules: path,
    language: z.enum(LANGUAGES),
    "quiet-time": above,
    poll: z.boolean(),
    concurrency: z.int().positive(),
    "fail-on": z.enum(["error", "warning", "never"]),
    limits,
    key: path,
    "public-key": path,
  })
  .partial();

const PATH: Text = { "zh-CN": "路径", en: "a path" };
const SECONDS: Text = { "zh-CN": "大于零的秒数", en: "a number of seconds above zero" };

/** What each setting wants, for a person who got it wrong. */
const WANTS: { readonly [setting: string]: Text } = {
  inbox: PATH,
  output: PATH,
  rules: { "zh-CN": "规则包目录或文件的路径，或 none", en: "the path of a folder or file of rule packs, or none" },
  language: { "zh-CN": "zh-CN 或 en", en: "zh-CN or en" },
  "quiet-time": SECONDS,
  poll: { "zh-CN": "true 或 false", en: "true or false" },
  concurrency: { "zh-CN": "大于零的整数", en: "a whole number above zero" },
  "fail-on": { "zh-CN": "error、warning 或 never", en: "error, warning or never" },
  limits: { "zh-CN": "time（秒）与 memory（MB）两项", en: "time (seconds) and memory (MB)" },
  "limits.time": SECONDS,
  "limits.memory": { "zh-CN": `不小于 ${LEAST_MEGABYTES} 的兆字节数`, en: `a number of megabytes, ${LEAST_MEGABYTES} or more` },
  key: PATH,
  "public-key": PATH,
};

/** What is wrong in a configuration, and where: line and column from 1, 0 where it is about the file as such. */
export interface ConfigError {
  readonly path: string;
  readonly line: number;
  readonly column: number;
  readonly message: Text;
}

/** Settings as the commands know them; only what the file says. */
export interface Configured extends Partial<Asked> {
  readonly inbox?: string;
}

export type Config =
  | { readonly is: "none" }
  | { readonly is: "read"; readonly path: string; readonly settings: Configured }
  | { readonly is: "wrong"; readonly path: string; readonly errors: readonly ConfigError[] };

/** Paths in the file are meant from where the file lies. */
function settingsOf(found: z.infer<typeof file>, folder: string): Configured {
  const at = (place: string): string => resolve(folder, place);
  const { inbox, output, rules, language, poll, concurrency, limits: most, key } = found;
  return {
    ...(inbox === undefined ? {} : { inbox: at(inbox) }),
    ...(output === undefined ? {} : { out: at(output) }),
    ...(rules === undefined ? {} : { rules: rules === "none" ? rules : at(rules) }),
    ...(language === undefined ? {} : { lang: language }),
    ...(found["quiet-time"] === undefined ? {} : { quietTime: found["quiet-time"] }),
    ...(poll === undefined ? {} : { poll }),
    ...(concurrency === undefined ? {} : { concurrency }),
    ...(found["fail-on"] === undefined ? {} : { failOn: found["fail-on"] }),
    ...(most?.time === undefined ? {} : { timeLimit: most.time }),
    ...(most?.memory === undefined ? {} : { memoryLimit: most.memory }),
    ...(key === undefined ? {} : { key: at(key) }),
    ...(found["public-key"] === undefined ? {} : { publicKey: at(found["public-key"]) }),
  };
}

/** The node of a key in a mapping, and that of its value. */
function pairIn(map: unknown, name: PropertyKey): { readonly key: unknown; readonly value: unknown } | undefined {
  if (!isMap(map)) return undefined;
  return (map as YAMLMap).items.find((item) => isPair(item) && isScalar(item.key) && item.key.value === name);
}

const startOf = (node: unknown): number | undefined => {
  // Every node of a parsed document has its range; what is not a node has none.
  const { range } = (node ?? {}) as { readonly range?: readonly number[] | null };
  return range?.[0];
};

function errorsIn(issues: readonly z.core.$ZodIssue[], root: unknown, at: (offset: number) => Omit<ConfigError, "message">): ConfigError[] {
  return issues.flatMap((issue): ConfigError[] => {
    let node = root;
    for (const step of issue.path) node = pairIn(node, step)?.value;
    const inside = issue.path.join(".");
    if (issue.code === "unrecognized_keys")
      return issue.keys.map((name) => ({ ...at(startOf(pairIn(node, name)?.key) ?? 0), message: unknownSetting(name, inside) }));
    const wants = WANTS[inside];
    if (!wants) return [{ ...at(0), message: NOT_SETTINGS }];
    return [
      {
        ...at(startOf(node) ?? 0),
        message: {
          "zh-CN": `“${inside}”的取值不对，应为${/^[!-~]/.test(wants["zh-CN"]) ? " " : ""}${wants["zh-CN"]}`,
          en: `the value of “${inside}” is wrong: ${wants.en} is wanted`,
        },
      },
    ];
  });
}

const NOT_SETTINGS: Text = {
  "zh-CN": "应为若干行“设置项: 取值”，例如 inbox: ./inbox",
  en: "lines of “setting: value” are wanted, such as inbox: ./inbox",
};

function unknownSetting(name: string, inside: string): Text {
  const known = Object.keys(inside === "limits" ? limits.shape : file.shape);
  const zh = known.join("、");
  return { "zh-CN": `没有设置项“${name}”；可用的有 ${zh}`, en: `there is no setting “${name}”; there are ${known.join(", ")}` };
}

const inOrder = (errors: readonly ConfigError[]): readonly ConfigError[] =>
  [...errors].sort((a, b) => a.line - b.line || a.column - b.column);

/** Reads the text of a configuration that lies at `path`. */
export function configIn(path: string, text: string): Config {
  const counter = new LineCounter();
  const document = parseDocument(text, { lineCounter: counter, prettyErrors: false, uniqueKeys: true });
  const at = (offset: number): Omit<ConfigError, "message"> => {
    const { line, col } = counter.linePos(offset);
    return { path, line, column: col };
  };
  if (document.errors.length > 0)
    return {
      is: "wrong",
      path,
      errors: document.errors.map(({ pos, message }) => ({
        ...at(pos[0]),
        message: { "zh-CN": `YAML 语法错误（${message}）`, en: `not valid YAML: ${message}` },
      })),
    };
  // An empty file sets nothing.
  const found = file.safeParse(document.contents === null ? {} : document.toJS());
  if (!found.success) return { is: "wrong", path, errors: inOrder(errorsIn(found.error.issues, document.contents, at)) };
  return { is: "read", path, settings: settingsOf(found.data, dirname(path)) };
}
