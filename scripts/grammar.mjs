// Writes src/rules/grammar.js, the parser of the formula language, from src/rules/grammar.peggy.
import { readFileSync, writeFileSync } from "node:fs";
import peggy from "peggy";

/** The parser's source text for a grammar. */
export const parserSource = (grammar) =>
  `${peggy.generate(grammar, { output: "source", format: "es", allowedStartRules: ["Rule"] }).trimEnd()}\n`;

const at = (path) => new URL(`../${path}`, import.meta.url);

if (process.argv[1] && new URL(`file://${process.argv[1]}`).pathname === new URL(import.meta.url).pathname)
  writeFileSync(at("src/rules/grammar.js"), parserSource(readFileSync(at("src/rules/grammar.peggy"), "utf8")));
