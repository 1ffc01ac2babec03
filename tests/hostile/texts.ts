import iconv from "iconv-lite";
import { noise, type Specimen, specimen, WRONG } from "./specimen.ts";

const PROSE = "2020年基金收入120.50万元，支出100.25万元，当年结余30.25万元。";

/** Text in odd encodings, of absurd shape, or with content that another program would run. */
export function texts(): Specimen[] {
  const encoded = (name: string, content: Uint8Array | string): Specimen => specimen("encoding", name, content, "other");
  const shaped = (name: string, content: string): Specimen => specimen("text", name, content, "other");
  const read = (kind: string, name: string, content: string): Specimen => specimen(kind, name, content);
  const utf16 = iconv.encode(WRONG, "utf-16le");
  return [
    encoded("invalid-utf8.csv", Buffer.concat([Buffer.from(WRONG), Buffer.from([0xc3, 0x28, 0xe2, 0x82, 0xff, 0xfe, 0xf0, 0x9f])])),
    encoded("nul.csv", Buffer.from(WRONG.replaceAll(",", "\u0000,"))),
    encoded("nul-only.txt", new Uint8Array(5000)),
    encoded("two-marks.csv", Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf, 0xff, 0xfe]), Buffer.from(WRONG)])),
    encoded("mark-of-another.csv", Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(WRONG)])),
    encoded("mark-only.csv", Buffer.from([0xef, 0xbb, 0xbf])),
    encoded("mark-only.txt", Buffer.from([0xff, 0xfe])),
    encoded("odd-length-utf16.csv", Buffer.concat([Buffer.from([0xff, 0xfe]), utf16.subarray(0, utf16.length - 1)])),
    encoded(
      "half-characters.txt",
      Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(Array.from({ length: 200 }, () => [0x00, 0xd8]).flat())]),
    ),
    encoded(
      "utf32.csv",
      Buffer.from(
        [...WRONG].flatMap((character) => {
          const code = character.codePointAt(0)!;
          return [code & 255, (code >> 8) & 255, code >> 16, 0];
        }),
      ),
    ),
    encoded(
      "four-byte-gb18030.csv",
      Buffer.from(Array.from({ length: 2000 }, (_, n) => [0x81 + (n % 126), 0x30 + (n % 10), 0x81 + (n % 126), 0x30]).flat()),
    ),
    encoded("gb18030-cut.csv", iconv.encode(WRONG, "gb18030").subarray(0, 3)),
    encoded("big5.csv", iconv.encode(WRONG.replaceAll("单位", "單位"), "big5")),
    encoded("utf7.csv", "+VU1PTQ-,+ZTZRZQ-\r\n1,2\r\n"),
    encoded("high-bytes.csv", new Uint8Array(4000).fill(0xff)),
    encoded("mixed.csv", Buffer.concat([Buffer.from(WRONG), iconv.encode(WRONG, "gb18030"), utf16])),
    shaped("million-columns.csv", `${",".repeat(1_000_000)}\n${"1,".repeat(1_000_000)}\n`),
    shaped("million-blank-rows.csv", `${WRONG}${",,,\n".repeat(1_000_000)}`),
    shaped("ten-million-line-ends.csv", `${WRONG}${"\n".repeat(10_000_000)}`),
    shaped("one-cell.csv", "长".repeat(5_000_000)),
    shaped("quotes.csv", `"${'""'.repeat(200_000)}`),
    shaped("stray-quotes.csv", `a,b\n${'1,"2"3"4\n'.repeat(20_000)}`),
    shaped("open-quote.csv", `a,b\n"${"1,2\n".repeat(100_000)}`),
    shaped("every-delimiter.csv", "a,b;c\td|e\n".repeat(5000)),
    shaped("ragged.csv", Array.from({ length: 3000 }, (_, n) => "1,".repeat(n % 997)).join("\n")),
    shaped("carriage-returns.csv", WRONG.replaceAll("\n", "\r\r\n\n\r")),
    shaped("separator-note.csv", `sep=\n${WRONG}`),
    shaped("digits.csv", `单位,金额\n甲,${"9".repeat(1_000_000)}\n乙,0.${"1".repeat(1_000_000)}\n合计,${"9".repeat(1_000_000)}\n`),
    shaped("exponents.csv", "单位,金额\n甲,1e999999999\n乙,1E-999999999\n丙,0x7fffffffffffffff\n丁,Infinity\n戊,NaN\n合计,1e308\n"),
    shaped("zeros.csv", `单位,金额\n甲,${"0".repeat(500_000)}1\n合计,1\n`),
    shaped("signs.csv", `单位,金额\n甲,${"-".repeat(100_000)}5\n乙,${"(".repeat(50_000)}5${")".repeat(50_000)}\n`),
    shaped("spaces.csv", `单位,金额\n甲${" ".repeat(300_000)}乙,${" ".repeat(300_000)}5\n`),
    shaped("one-line.txt", PROSE.repeat(20_000)),
    shaped("short-lines.txt", "1\n".repeat(200_000)),
    shaped("tabs.txt", "\t\t1\n".repeat(50_000)),
    shaped("tab-cells.txt", `\t单位\n\t金额\n${"\t甲\n\t1\n".repeat(20_000)}`),
    shaped("long-line.txt", `${"支出".repeat(500_000)}5万元`),
    shaped("numerals.txt", `收入${"零".repeat(100_000)}一万元，支出${"千百十".repeat(50_000)}元。`),
    shaped("percent.txt", `增长5${"%".repeat(100_000)}，${"其中".repeat(50_000)}5%。`),
    shaped("list.txt", `共有${"甲5人、".repeat(10_000)}合计50000人。`),
    shaped("same-sentences.txt", `${PROSE}\n`.repeat(3000)),
    shaped("combining.txt", `支出5${"\u0301".repeat(200_000)}万元`),
    shaped("directions.txt", `\u202e${PROSE}\u2066${"\u200b".repeat(10_000)}`),
    read(
      "formula-like",
      "formulas.csv",
      WRONG.replace("甲", "=1+1").replace("乙", "@SUM(1)").replace("丙", "+HYPERLINK(1)").replace("单位", '"\t=cmd|x"'),
    ),
    read("formula-like", "carriage-return.csv", WRONG.replace("甲", '"\r=1+1"').replace("乙", '"  =1+1"').replace("丙", "＝1＋1")),
    read(
      "script",
      "script.csv",
      WRONG.replace("甲", "<script>alert(1)</script>")
        .replace("乙", '"""><img src=x onerror=alert(1)>"')
        .replace("丙", "javascript:alert(1)"),
    ),
    read("script", "style.csv", WRONG.replace("甲", "</style><script>alert(1)</script>").replace("乙", "<!--").replace("丙", "]]>")),
    read("terminal", "directions.csv", WRONG.replace("甲", "\u202e甲\u2066").replace("乙", "乙\u200b")),
    encoded("escape-sequences.csv", WRONG.replace("甲", "\u001b[2J\u001b]0;x\u0007")),
    encoded("noise.csv", noise(20_000, 3)),
  ];
}
