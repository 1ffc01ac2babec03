// Writes src/rules/grammar.js, the parser of the formula language, from src/rules/grammar.peggy.
// With --check it writes nothing and ends with status 1 where the file is stale.
import { readFileSync, writeFileSync } from "node:fs";
import peggy from "peggy";

const file = new URL("../src/rules/grammar.js", import.meta.url);
const grammar = readFileSync(new URL("../src/rules/grammar.peggy", import.meta.url), "utf8");
const parser = `${peggy.generate(grammar, { output: "source", format: "es", allowedStartRules: ["Rule"] }).trimEnd()}\n`;

if (!process.argv.includes("--check")) writeFileSync(file, parser);
else if (readFileSync(file, "utf8") !== parser) {
  process.stderr.write("src/rules/grammar.js is stale: run npm run grammar\n");
  process.exitCode = 1;
}
