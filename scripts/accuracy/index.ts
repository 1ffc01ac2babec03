// Accuracy: npm run accuracy -- --data DIR. DIR holds, at any depth, folders of annotated sheets (one JSON a sheet with `grid`
// and `aggregations`: each folder is a corpus of its own) and, where there is one, a practice folder (`manifest.json`,
// `files`, `tables`) and files of tables with annotated headings. Nothing of it enters the project.
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { parseArgs } from "node:util";
import { grouped } from "../../src/model/grouped.ts";
import { annotatesHeadings, headings } from "./headings.ts";
import { practice } from "./practice.ts";
import { add, lines, type Tally } from "./score.ts";
import { readSheet } from "./sheet.ts";
import { wordless } from "./wordless.ts";

const { values } = parseArgs({ options: { data: { type: "string" } } });
if (values.data === undefined) {
  console.error("Usage: npm run accuracy -- --data DIR");
  process.exit(2);
}

const files = readdirSync(values.data, { recursive: true, encoding: "utf8" }).map((name) => join(values.data!, name));
const isSheet = (path: string): boolean => path.endsWith(".json") && readFileSync(path, "utf8").includes('"aggregations"');
const corpora = grouped(files.filter(isSheet).sort(), dirname);
const whole: Tally = new Map();
for (const [corpus, sheets] of corpora) {
  const tally: Tally = new Map();
  const started = process.cpuUsage();
  const read = sheets.map(readSheet);
  const { user, system } = process.cpuUsage(started);
  for (const sheet of read) {
    add(tally, sheet);
    add(whole, sheet);
  }
  console.log(`\n${corpus}: ${sheets.length} sheets, ${((user + system) / 1e6).toFixed(1)} s of CPU`);
  console.log(lines(tally).join("\n"));
}
if (corpora.size > 1) console.log(`\nall corpora\n${lines(whole).join("\n")}`);
for (const manifest of files.filter((path) => path.endsWith("manifest.json"))) {
  console.log(`\n${(await practice(dirname(manifest))).join("\n")}`);
  console.log(`\nwith every label replaced by a word that means nothing\n${(await practice(dirname(manifest), wordless)).join("\n")}`);
}
for (const path of files.filter(annotatesHeadings).sort()) console.log(`\n${headings(path).join("\n")}`);
