// Accuracy: npm run accuracy -- --data DIR. DIR holds, at any depth, folders of annotated sheets (one JSON a sheet with `grid`
// and `aggregations`: each folder is a corpus of its own) and, where there is one, a practice folder (`manifest.json`,
// `files`, `tables`) and files of tables with annotated headings. Nothing of it enters the project.
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { parseArgs } from "node:util";
import { grouped } from "../../src/model/grouped.ts";
import { annotatesHeadings, headings } from "./headings.ts";
import { practice } from "./practice.ts";
import { add, isUnderstood, lines, type Tally } from "./score.ts";
import { readSheet, type Sheet } from "./sheet.ts";
import { wordless } from "./wordless.ts";

const { values } = parseArgs({ options: { data: { type: "string" } } });
if (values.data === undefined) {
  console.error("Usage: npm run accuracy -- --data DIR");
  process.exit(2);
}

const files = readdirSync(values.data, { recursive: true, encoding: "utf8" }).map((name) => join(values.data!, name));
const isSheet = (path: string): boolean => path.endsWith(".json") && readFileSync(path, "utf8").includes('"aggregations"');
const corpora = grouped(files.filter(isSheet).sort(), dirname);
function print(title: string, sheets: readonly Sheet[]): void {
  const tally: Tally = new Map();
  for (const sheet of sheets) add(tally, sheet);
  const understood = sheets.filter(isUnderstood).length;
  console.log(`\n${title}\n${lines(tally).join("\n")}`);
  console.log(`P and R both at least .95: ${understood} of ${sheets.length} sheets = ${(understood / sheets.length).toFixed(3)}`);
}

for (const archive of files.filter((path) => /\.tar\.(?:xz|gz)$|\.zip$/.test(path)))
  console.log(`${archive} is not read: unpack it to a folder first (tar xf), then name that folder as --data.`);
if (corpora.size > 0) {
  console.log(
    "Constants of the search are set for all sheets together, none for one sheet: where the corpora differ, each is a check on the other.",
  );
  for (const withHeadings of [true, false]) {
    console.log(`\n${withHeadings ? "Headings as a weak prior" : "The numbers alone, no heading read"}`);
    const all: Sheet[] = [];
    for (const [corpus, paths] of corpora) {
      const started = process.cpuUsage();
      const sheets = paths.map((path) => readSheet(path, withHeadings));
      const { user, system } = process.cpuUsage(started);
      print(`${corpus}, ${((user + system) / 1e6).toFixed(1)} s of CPU`, sheets);
      all.push(...sheets);
    }
    if (corpora.size > 1) print("all corpora", all);
  }
}
for (const manifest of files.filter((path) => path.endsWith("manifest.json"))) {
  console.log(`\n${(await practice(dirname(manifest))).join("\n")}`);
  console.log(`\nwith every label replaced by a word that means nothing\n${(await practice(dirname(manifest), wordless)).join("\n")}`);
}
for (const path of files.filter(annotatesHeadings).sort()) console.log(`\n${headings(path).join("\n")}`);
