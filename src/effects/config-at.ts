import { resolve } from "node:path";
import type { Text } from "../model/text.ts";
import type { Config, ConfigError } from "./config.ts";
import { readOwn } from "./disk.ts";

/** The file that is looked for in the working directory. */
const CONFIG_FILE = "crossfoot.yaml";

/** The configuration: the file that was asked for, else `crossfoot.yaml` in the working directory, else none. */
export async function configAt(asked: string | undefined, folder: string): Promise<Config> {
  const path = resolve(folder, asked ?? CONFIG_FILE);
  const bytes = await readOwn(path);
  if (bytes) {
    // Loaded only where there is one: what reads and checks it takes a tenth of a second to load.
    const { configIn } = await import("./config.ts");
    return configIn(path, bytes.toString("utf8"));
  }
  if (asked === undefined) return { is: "none" };
  const message = { "zh-CN": "没有这个配置文件，请检查路径", en: "there is no such configuration file; check the path" };
  return { is: "wrong", path, errors: [{ path, line: 0, column: 0, message }] };
}

/** An error with its place, as it is said. */
export function configErrorText({ path, line, column, message }: ConfigError): Text {
  const place = line > 0 ? `${path}:${line}:${column}` : path;
  return { "zh-CN": `${place}：${message["zh-CN"]}。`, en: `${place}: ${message.en}.` };
}
