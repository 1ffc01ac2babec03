import { describe, expect, test } from "vitest";
import type { Check } from "../../src/model/check.ts";
import type { Finding } from "../../src/model/finding.ts";
import type { Document } from "../../src/model/grid.ts";
import type { Recalculation } from "../../src/model/relation.ts";
import { LANGUAGES } from "../../src/model/text.ts";
import { evidence } from "../../src/pipeline.ts";
import { judge } from "../../src/relations/judge.ts";
import { merge } from "../../src/relations/merge.ts";
import { recalculate } from "../../src/relations/recalculate.ts";
import { sheet } from "./sheet.ts";

/** What a check should say of a drawn sheet: code, severity and cell of each finding, `suspect` where one is named. */
export interface Expected {
  readonly code: Finding["code"];
  readonly severity: Finding["severity"];
  readonly at: string;
  readonly suspect?: string;
}

export interface Cases {
  /** Sheets that agree: at least one relation must have been tested, and nothing above info found. */
  readonly agrees: { readonly [name: string]: string | readonly string[] };
  readonly differs: { readonly [name: string]: { readonly drawing: string | readonly string[]; readonly finds: readonly Expected[] } };
  /** Sheets the check has nothing to say about. */
  readonly ignores?: { readonly [name: string]: string };
}

interface Outcome {
  readonly recalculations: readonly Recalculation[];
  readonly findings: readonly Finding[];
}

function freeze<T>(value: T): T {
  if (typeof value === "object" && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    Object.values(value).forEach(freeze);
  }
  return value;
}

function documents(drawing: string | readonly string[]): readonly Document[] {
  const drawings = typeof drawing === "string" ? [drawing] : drawing;
  return drawings.map((each, index) => freeze(sheet(each, `drawn${index + 1}.xlsx`)));
}

/** Runs one check on drawn sheets, twice: one that wavers fails. The documents are frozen: one that changes them fails. */
function run(check: Check, drawing: string | readonly string[]): Outcome {
  const once = (): Outcome => {
    const seen = evidence(documents(drawing));
    const recalculations = merge(check.propose?.(seen) ?? []).map((relation) => recalculate(relation, seen.records));
    return { recalculations, findings: [...judge(recalculations, seen.records), ...(check.observe?.(seen) ?? [])] };
  };
  const first = once();
  expect(once()).toEqual(first);
  return first;
}

const short = ({ code, severity, at, suspect }: Finding, expected: Expected | undefined): Expected => ({
  code,
  severity,
  at: at.a1 ?? "",
  ...(expected?.suspect === undefined ? {} : { suspect: suspect?.locator.a1 ?? "" }),
});

/** Tries a check on drawn sheets and holds it to the laws every check must keep. */
export function tryCheck(check: Check, { agrees, differs, ignores = {} }: Cases): void {
  describe(check.id, () => {
    for (const [name, drawing] of Object.entries(agrees))
      test(`agrees: ${name}`, () => {
        const { findings, recalculations } = run(check, drawing);
        if (check.propose)
          expect(
            recalculations.filter(({ verdict }) => verdict.is !== "untested"),
            "a case that tests nothing proves nothing",
          ).not.toHaveLength(0);
        expect(findings.filter(({ severity }) => severity !== "info")).toEqual([]);
      });
    for (const [name, { drawing, finds }] of Object.entries(differs))
      test(`differs: ${name}`, () => {
        const { findings } = run(check, drawing);
        const serious = findings.filter(({ severity }) => severity !== "info");
        expect(serious.map((finding, index) => short(finding, finds[index]))).toEqual(finds);
        for (const { message, next } of serious)
          for (const language of LANGUAGES) {
            expect(message[language]).toMatch(/\S.*[.。]$/);
            expect(next[language]).toMatch(/\S.*[.?。？]$/);
          }
      });
    for (const [name, drawing] of Object.entries(ignores))
      test(`ignores: ${name}`, () => {
        expect(run(check, drawing).findings.filter(({ severity }) => severity !== "info")).toEqual([]);
      });
  });
}
