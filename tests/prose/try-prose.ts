import { describe, expect, test } from "vitest";
import type { Check } from "../../src/model/check.ts";
import type { Fact } from "../../src/model/fact.ts";
import type { Finding } from "../../src/model/finding.ts";
import type { Document, Grid } from "../../src/model/grid.ts";
import type { Recalculation } from "../../src/model/relation.ts";
import { LANGUAGES } from "../../src/model/text.ts";
import { evidence } from "../../src/pipeline.ts";
import { facts } from "../../src/prose/facts.ts";
import { judge } from "../../src/relations/judge.ts";
import { merge } from "../../src/relations/merge.ts";
import { recalculate } from "../../src/relations/recalculate.ts";
import { drawDocument } from "../support/draw-grid.ts";

/** A report: paragraphs and drawn tables in their order; a plain string is its lines. */
export type Story = string | readonly (string | Grid)[];

const blocksOf = (story: Story): readonly (string | Grid)[] =>
  typeof story === "string"
    ? story
        .split("\n")
        .map((line) => line.trim())
        .filter((line) => line !== "")
    : story;

function freeze<T>(value: T): T {
  if (typeof value === "object" && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    Object.values(value).forEach(freeze);
  }
  return value;
}

const documentOf = (story: Story): Document => freeze(drawDocument(...blocksOf(story)));

/** The facts of a story without tables. */
export const factsOf = (story: Story): readonly Fact[] => facts([documentOf(story)], []);

/** A fact as a person would say it: `2017年 住院补助 = 8555.37万元`. */
export function told({ record, change, reading }: Fact): string {
  const { figure, period, indicator } = record;
  const sign = change === null ? "" : change === "increase" ? "+" : "−";
  const kind = reading?.kind === "level" ? "" : ` (${reading?.kind})`;
  return `${period ?? ""} ${indicator} = ${sign}${figure.value}${figure.unit?.symbol ?? ""}${kind}`.trim();
}

/** What a check should find: code, severity, the figure judged, and where it is exact what it ought to be. */
export interface Told {
  readonly code: Finding["code"];
  readonly severity: Finding["severity"];
  readonly reported: string;
  readonly expected?: string;
}

export interface Stories {
  /** Stories in which something is tested and nothing above info found. */
  readonly agrees: { readonly [name: string]: Story };
  readonly differs: { readonly [name: string]: { readonly story: Story; readonly finds: readonly Told[] } };
  /** Stories the check has nothing to say about. */
  readonly ignores?: { readonly [name: string]: Story };
}

interface Outcome {
  readonly recalculations: readonly Recalculation[];
  readonly findings: readonly Finding[];
}

/** Runs one check on a story, twice: one that wavers fails. The document is frozen: one that changes it fails. */
function run(check: Check, story: Story): Outcome {
  const once = (): Outcome => {
    const seen = evidence([documentOf(story)]);
    const recalculations = merge(check.propose?.(seen) ?? []).map((relation) => recalculate(relation, seen.records));
    const findings = [...judge(recalculations, seen.records), ...(check.observe?.(seen) ?? [])];
    return { recalculations, findings: findings.filter(({ severity }) => severity !== "info") };
  };
  const first = once();
  expect(once()).toEqual(first);
  return first;
}

/** Without zeros at the end: how many of them a report prints is the judge's business. */
const bare = (number: string | null): string => (number?.includes(".") ? number.replace(/\.?0+$/, "") : (number ?? ""));

const short = ({ code, severity, reported, expected }: Finding, wanted: Told | undefined): Told => ({
  code,
  severity,
  reported: reported ?? "",
  ...(wanted?.expected === undefined ? {} : { expected: bare(expected) }),
});

/** Tries a check of running text on stories that agree, that differ, and that it must leave alone. */
export function tryProse(check: Check, { agrees, differs, ignores = {} }: Stories): void {
  describe(check.id, () => {
    for (const [name, story] of Object.entries(agrees))
      test(`agrees: ${name}`, () => {
        const { recalculations, findings } = run(check, story);
        expect(findings.map(({ message }) => message["zh-CN"])).toEqual([]);
        if (check.propose) expect(recalculations.filter(({ verdict }) => verdict.is !== "untested")).not.toHaveLength(0);
      });
    for (const [name, { story, finds }] of Object.entries(differs))
      test(`differs: ${name}`, () => {
        const { findings } = run(check, story);
        expect(findings.map((finding, at) => short(finding, finds[at]))).toEqual(finds);
        for (const { message, next, at } of findings) {
          for (const language of LANGUAGES) {
            expect(message[language]).toMatch(/\S.*[.。]$/);
            expect(next[language]).toMatch(/\S.*[.?。？]$/);
          }
          expect(at.label).not.toBe("");
        }
      });
    for (const [name, story] of Object.entries(ignores))
      test(`ignores: ${name}`, () => {
        const { recalculations, findings } = run(check, story);
        expect(findings).toEqual([]);
        expect(recalculations.filter(({ verdict }) => verdict.is === "differs")).toEqual([]);
      });
  });
}
