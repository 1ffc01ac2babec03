import { z } from "zod";
import { CODES, SEVERITIES } from "../model/finding.ts";

// The one source of the JSON outputs' shapes: the reports' types are inferred from here, and docs/schemas is printed from here.

const text = z
  .strictObject({ "zh-CN": z.string().min(1), en: z.string().min(1) })
  .meta({ id: "Text", description: "Words a person reads, in every language." });
const decimal = z
  .string()
  .regex(/^-?\d+(\.\d+)?$/)
  .meta({ id: "Decimal", description: "An exact decimal as text: never a binary float, never an exponent." });
const sha256 = z
  .string()
  .regex(/^[0-9a-f]{64}$/)
  .meta({ id: "Sha256", description: "SHA-256 of the bytes as submitted, in hexadecimal." });
const count = z.int().min(0);
const ordinal = z.int().min(1);
const severity = z.enum(SEVERITIES);
const cells = z
  .strictObject({ verified: count, disputed: count, untested: count })
  .meta({ id: "Cells", description: "Figures by what was checked of them." });
const share = decimal.nullable().describe("(verified + disputed) / all figures, cut to four places; null where there is no figure.");

const place = {
  document: z
    .string()
    .describe("Path inside the submission, `/` between folders, `!/` into archives; `../NAME/` before it in another submission."),
  sheet: z.string().optional(),
  a1: z.string().optional(),
  table: ordinal.optional().describe("n-th table in document order."),
  row: ordinal.optional().describe("Row on the grid after merged cells are spread out."),
  col: ordinal.optional(),
  line: ordinal.optional().describe("Line of a text file."),
  paragraph: ordinal.optional().describe("n-th body paragraph outside tables, empty ones counted."),
  quote: z.string().optional(),
  sha256: sha256.optional().describe("Of a document of another submission: SHA-256 of its bytes."),
};
const locator = z
  .strictObject({ ...place, label: z.string().describe("Row path × column path in words.") })
  .meta({ id: "Locator", description: "Where it stands in the submitted file. All counts are from 1." });

const tool = z.strictObject({ name: z.literal("crossfoot"), version: z.string() });
const rule = z.strictObject({ id: z.string(), version: z.string(), sha256 });
const loss = z.strictObject({ what: z.string(), count });
const lossInWords = z.strictObject({
  what: z.string(),
  count,
  name: text,
  weakens: text.nullable().describe("Which verdicts are weaker for it; null where none is."),
});

const finding = z
  .strictObject({
    id: z.string().describe("The same on every run for the same problem."),
    code: z.enum(CODES),
    severity,
    nature: z.enum(["logical", "plausibility"]),
    scope: z.enum(["table", "cross-table", "cross-document", "prose", "file"]),
    message: text,
    next: text.describe("What to do next."),
    unit: z.string().nullable(),
    reported: decimal.nullable(),
    expected: decimal.nullable(),
    difference: decimal.nullable(),
    slack: decimal.nullable().describe("The most that rounding can explain."),
    at: locator,
    evidence: z
      .array(z.strictObject({ locator, raw: z.string(), value: decimal.nullable(), role: z.string() }))
      .describe("Every figure of the relation, in formula order."),
    relation: z
      .strictObject({ id: z.string(), kind: z.string(), source: z.string(), formula: z.string(), why: text, holds: count, fails: count })
      .nullable()
      .describe("What should hold and `why`: of a tie, why the two figures are the same fact."),
    suspect: z
      .strictObject({ locator, reported: z.string(), suggested: z.string(), why: text })
      .nullable()
      .describe("The likeliest wrong cell, which may not be `at`. The submitted figure itself is never changed."),
    root: z.string().describe("Shared by findings with one cause."),
  })
  .meta({ id: "Finding" });

const document = z
  .strictObject({
    path: z.string(),
    sha256,
    bytes: count,
    format: z.string(),
    encoding: z.string().nullable(),
    losses: z.array(loss),
  })
  .meta({ id: "Document" });

const bySeverity = z.strictObject({ error: count, warning: count, info: count });
const summary = z.strictObject({
  documents: z.strictObject({ arrived: count, read: count, refused: count }),
  tables: count,
  figures: count,
  relations: z.strictObject({ proposed: count, agreed: count, rounded: count, differing: count, untested: count }),
  cells,
  findings: bySeverity,
  causes: bySeverity.describe("Distinct causes (`root`), each by the severity of its worst finding."),
});

/** `findings.json`, the master of every report. */
export const findingsFile = z
  .strictObject({
    schema: z.literal("urn:crossfoot:schema:findings:1"),
    submission: z.string(),
    tool,
    rules: z.array(rule),
    documents: z.array(document),
    summary,
    findings: z.array(finding),
  })
  .meta({ title: "crossfoot findings.json", description: "What one run found in one submission." });

const cellCoverage = z
  .strictObject({
    record: z.string(),
    at: locator,
    raw: z.string(),
    state: z.enum(["verified", "disputed", "untested"]),
    relations: z.array(z.string()),
    reason: z.string().nullable().describe("Why nothing was checked, where nothing was."),
  })
  .meta({ id: "CellCoverage" });

/** `coverage.json`: what was checked, what was not, and why. */
export const coverageFile = z
  .strictObject({
    schema: z.literal("urn:crossfoot:schema:coverage:1"),
    submission: z.string(),
    tool,
    cells,
    share,
    tables: z.array(
      z.strictObject({
        id: z.string(),
        document: z.string(),
        title: z.string(),
        at: z.strictObject(place).describe("Top left cell of the table's grid."),
        cells,
        share,
        map: z
          .array(z.string().regex(/^[vdu.]*$/))
          .describe("A line a grid row, a letter a column: v verified, d disputed, u untested, . no figure."),
        figures: z.array(cellCoverage),
      }),
    ),
    prose: z.strictObject({ cells, share, figures: z.array(cellCoverage) }),
    documents: z.array(z.strictObject({ path: z.string(), losses: z.array(lossInWords) })),
    relations: z.array(
      z.strictObject({
        id: z.string(),
        kind: z.string(),
        source: z.string(),
        scope: z.string(),
        nature: z.string(),
        formula: z.string(),
        why: text.nullable().describe("Of a relation across tables, documents or text: why these figures belong together."),
        verdict: z.enum(["agrees", "rounding", "truncated", "differs", "untested"]),
        difference: decimal.nullable(),
        because: z.string().nullable(),
        blanks: count.describe("Blank cells that a sum took for zero."),
      }),
    ),
  })
  .meta({
    title: "crossfoot coverage.json",
    description: "Every figure with what was checked of it, and every relation with its verdict.",
  });

const field = z.strictObject({
  name: z.string().min(1),
  type: z.enum(["string", "number", "integer", "boolean", "object"]),
  title: z.string().optional(),
  unit: z.string().optional().describe("Unit of the figures, where the whole column has one."),
});
const resource = z.strictObject({
  $schema: z.literal("https://datapackage.org/profiles/2.0/dataresource.json"),
  name: z.string().regex(/^[a-z0-9._-]+$/),
  path: z.string().regex(/^[^/].*\.csv$/),
  title: z.string().optional(),
  type: z.literal("table"),
  format: z.literal("csv"),
  mediatype: z.literal("text/csv"),
  encoding: z.literal("utf-8"),
  dialect: z.strictObject({
    $schema: z.literal("https://datapackage.org/profiles/2.0/tabledialect.json"),
    header: z.literal(true),
    delimiter: z.literal(","),
    lineTerminator: z.literal("\r\n"),
    quoteChar: z.literal('"'),
    doubleQuote: z.literal(true),
  }),
  schema: z.strictObject({
    $schema: z.literal("https://datapackage.org/profiles/2.0/tableschema.json"),
    missingValues: z.tuple([z.literal("")]),
    fields: z.array(field).min(1),
  }),
});

/** `datapackage.json`: a Data Package v2 over every CSV of the run. */
export const datapackageFile = z
  .strictObject({
    $schema: z.literal("https://datapackage.org/profiles/2.0/datapackage.json"),
    name: z.string().regex(/^[a-z0-9._-]+$/),
    title: z.string(),
    description: z.string(),
    generator: z.string().describe("Name and version of the tool that wrote it."),
    resources: z.array(resource).min(1),
  })
  .meta({ title: "crossfoot datapackage.json", description: "The part of Data Package v2 that crossfoot writes." });

export type FindingsFile = z.infer<typeof findingsFile>;
export type CoverageFile = z.infer<typeof coverageFile>;
export type DatapackageFile = z.infer<typeof datapackageFile>;

/** A schema as JSON Schema 2020-12, with the same name in `$id` that the file itself carries in `schema`. */
export function jsonSchema(schema: z.ZodType, id: string): Readonly<Record<string, unknown>> {
  const { $schema, ...rest } = z.toJSONSchema(schema, { target: "draft-2020-12" });
  return { $schema, $id: id, ...rest };
}
