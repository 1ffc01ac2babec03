import type { Examination } from "../model/examination.ts";
import { CODES, type Finding } from "../model/finding.ts";
import { type Locator, placeText } from "../model/place.ts";
import type { Report } from "../model/report.ts";
import type { Language, Text } from "../model/text.ts";
import { tableNames } from "./table-names.ts";
import { CODE_TITLES } from "./words.ts";

const LEVELS = { error: "error", warning: "warning", info: "note" } as const;
const BASE = "SUBMISSION";

/** A path inside the submission as a relative reference: every segment escaped, the slashes kept, half characters replaced. */
const uri = (path: string): string =>
  path
    .replace(/\p{Surrogate}/gu, "\uFFFD")
    .split("/")
    .map(encodeURIComponent)
    .join("/");

/** Words from a submission in a message, where SARIF takes `[a](b)` for a link that viewers let a person follow. */
const linkless = (text: string): string => text.replace(/\[(?=[^\]]*\]\()/g, "\\[");

/** SARIF knows lines of text; a cell of a sheet or a Word table is a logical location with its name in words. */
function location(at: Locator, artifacts: ReadonlyMap<string, number>, language: Language) {
  const index = artifacts.get(at.document);
  const name = placeText(at, language);
  return {
    physicalLocation: {
      artifactLocation: { uri: uri(at.document), uriBaseId: BASE, ...(index === undefined ? {} : { index }) },
      ...(at.line === undefined ? {} : { region: { startLine: at.line } }),
    },
    ...(name === "" && at.label === ""
      ? {}
      : { logicalLocations: [{ name: at.label || name, fullyQualifiedName: `${at.document}: ${name || at.label}` }] }),
  };
}

interface Context {
  readonly rules: readonly string[];
  readonly artifacts: ReadonlyMap<string, number>;
  readonly tableOf: (finding: Finding) => Text | undefined;
}

function result(finding: Finding, { rules, artifacts, tableOf }: Context, language: Language) {
  const { id, code, severity, nature, scope, unit, reported, expected, difference, slack, relation, suspect, root } = finding;
  return {
    ruleId: code,
    ruleIndex: rules.indexOf(code),
    level: LEVELS[severity],
    message: { text: linkless(`${finding.message[language]} ${finding.next[language]}`.trim()) },
    locations: [location(finding.at, artifacts, language)],
    relatedLocations: finding.evidence.map(({ locator, raw, role }, number) => ({
      id: number,
      ...location(locator, artifacts, language),
      message: { text: linkless(`${role}: ${raw}`) },
    })),
    partialFingerprints: { "crossfoot/v1": id },
    properties: {
      nature,
      scope,
      unit,
      reported,
      expected,
      difference,
      slack,
      relation,
      suspect,
      root,
      table: tableOf(finding)?.[language] ?? null,
      at: finding.at,
    },
  };
}

/** The findings as a SARIF 2.1.0 log of one run. */
export function sarifLog(examination: Examination, language: Language) {
  const { submission, tool, documents, findings, summary } = examination;
  const tableOf = tableNames(examination);
  const rules = CODES.filter((code) => findings.some((finding) => finding.code === code));
  const artifacts = new Map(documents.map(({ path }, index) => [path, index]));
  return {
    $schema: "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
    version: "2.1.0",
    runs: [
      {
        tool: {
          driver: {
            name: tool.name,
            semanticVersion: tool.version,
            language,
            rules: rules.map((code) => ({ id: code, shortDescription: { text: CODE_TITLES[code][language] } })),
          },
        },
        language,
        columnKind: "utf16CodeUnits",
        originalUriBaseIds: { [BASE]: { description: { text: submission } } },
        invocations: [{ executionSuccessful: summary.documents.read > 0 && summary.documents.refused === 0 }],
        artifacts: documents.map(({ path, sha256, bytes }) => ({
          location: { uri: uri(path), uriBaseId: BASE },
          length: bytes,
          hashes: { "sha-256": sha256 },
        })),
        results: findings.map((finding) => result(finding, { rules, artifacts, tableOf }, language)),
        properties: { summary },
      },
    ],
  };
}

/** `findings.sarif`, for tools that show analysis results. */
export const findingsSarif: Report = {
  id: "findings-sarif",
  *files(examination, language) {
    yield { path: "findings.sarif", content: `${JSON.stringify(sarifLog(examination, language), null, 2)}\n` };
  },
};
