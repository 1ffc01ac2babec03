import { z } from "zod";
import { CODES, SEVERITIES } from "../model/finding.ts";

const words = z.string().trim().min(1);
const text = z.strictObject({ zh: words, en: words });
const slug = z.string().regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/);
const list = z.array(words).min(1);

const form = z
  .strictObject({ title: list.optional(), columns: list.optional(), rows: list.optional(), text: list.optional() })
  .refine((given) => Object.keys(given).length > 0);

const rule = z.strictObject({
  id: slug,
  form: words,
  name: text,
  check: words,
  hint: text,
  message: text.optional(),
  source: text.optional(),
  nature: z.enum(["logical", "plausibility"]).optional(),
  ceiling: z.enum(SEVERITIES).optional(),
  tolerance: z
    .string()
    .regex(/^\d+(?:\.\d+)?$/)
    .optional(),
  rounding: z.enum(["exact", "rounded", "truncated"]).optional(),
  scope: z.enum(["table", "cross-table", "cross-document", "prose"]).optional(),
  kind: z.enum(["sum", "difference", "ratio", "average", "growth", "product", "balance", "tie", "bound", "target", "score"]).optional(),
  code: z.enum(CODES).optional(),
  optional: z.boolean().optional(),
});

/** A rule pack as its file is written. Amounts are quoted: YAML numbers lose digits. */
export const packSchema = z.strictObject({
  pack: slug,
  version: words,
  name: text,
  source: text.optional(),
  forms: z.record(words, form),
  rules: z.array(rule).min(1),
});

export type PackFile = z.infer<typeof packSchema>;
export type RuleEntry = PackFile["rules"][number];
