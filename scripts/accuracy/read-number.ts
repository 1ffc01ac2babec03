import type { NumericCell } from "../../src/infer/numeric-grid.ts";

/** The marks that part thousands and decimals in a sheet, as the benchmark names them: `Comma Point`, `Space Comma`, `None Point` … */
export interface NumberFormat {
  readonly group: string;
  readonly point: string;
}

export function numberFormat(name: string): NumberFormat {
  const [group, point] = name.split(" ");
  return {
    group: group === "Comma" ? "," : group === "Space" ? " " : group === "Point" ? "." : "",
    point: point === "Comma" ? "," : ".",
  };
}

/** Reads a cell of a verbose CSV file; `undefined` where it holds no number. Notes glued to a number (`12.5 E`, `3*`) are passed over. */
export function readNumber(text: string, { group, point }: NumberFormat): NumericCell | undefined {
  let body = text.replace(/[\u00a0\u202f\s]+/g, " ").trim();
  if (!/\d/.test(body) || body.length > 30) return undefined;
  const bracketed = /^[$€£¥ ]*\(.*\)\s*%?$/.test(body);
  body = body
    .replace(/[()$€£¥%]/g, "")
    .replace(/[−–]/g, "-")
    .trim();
  const noted = /^(.*?\d)\s*[*†‡A-Za-z]{0,3}$/.exec(body);
  if (!noted) return undefined;
  body = noted[1]!.trim();
  if (!/^[+-]?\s*[\d.,' ]+$/.test(body)) return undefined;
  const negative = body.startsWith("-") !== bracketed && (body.startsWith("-") || bracketed);
  body = body.replace(/^[+-]\s*/, "");
  const read =
    plain(body, group, point) ?? plain(body, ",", ".") ?? plain(body, " ", ".") ?? plain(body, " ", ",") ?? plain(body, ".", ",");
  if (read === undefined) return undefined;
  const decimals = read.split(".")[1]?.length ?? 0;
  return { value: `${negative ? "-" : ""}${read}`, decimals };
}

const escaped = (mark: string): string => (mark === "." ? "\\." : mark);

function plain(body: string, group: string, point: string): string | undefined {
  const whole = group === "" ? "\\d+" : `(?:\\d{1,3}(?:${escaped(group)}\\d{3})+|\\d+)`;
  const match = new RegExp(`^(${whole})?(?:${escaped(point)}(\\d+))?$`).exec(body);
  if (!match || (match[1] === undefined && match[2] === undefined)) return undefined;
  const digits = (match[1] ?? "0").replace(/\D/g, "").replace(/^0+(?=\d)/, "");
  return match[2] === undefined ? digits : `${digits}.${match[2]}`;
}
