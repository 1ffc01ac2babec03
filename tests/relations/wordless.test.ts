import { join } from "node:path";
import { expect, test } from "vitest";
import { wordless } from "../../scripts/accuracy/wordless.ts";
import type { Examination } from "../../src/model/examination.ts";
import type { Place } from "../../src/model/place.ts";
import { examine } from "../../src/pipeline.ts";
import { readFolder } from "../support/read.ts";

const spot = ({ document, sheet, a1, table, row, col }: Place): string => [document, sheet, a1, table, row, col].join("|");
const serious = ({ findings }: Examination) => findings.filter(({ severity }) => severity !== "info");

/** Figures that the labels' own relations doubt: what may be found without them. */
const doubted = (examination: Examination): ReadonlySet<string> =>
  new Set(serious(examination).flatMap(({ at, evidence }) => [at, ...evidence.map(({ locator }) => locator)].map(spot)));

test.each([
  ["yiyang-2017", 250, 2],
  ["junshan-2017", 100, 0],
  ["huangshi-2022", 0, 0],
  ["mianyang-2020", 0, 0],
  ["taojiang-2019", 0, 0],
])("%s with every label a random word: at least %i figures verified, %i findings, none of them false", async (place, verified, found) => {
  const documents = await readFolder(join("fixtures/submissions", place));
  const known = doubted(examine(place, documents, []));
  const blind = examine(place, documents.map(wordless), []);
  expect(blind.summary.cells.verified).toBeGreaterThanOrEqual(verified);
  expect(serious(blind).length).toBeGreaterThanOrEqual(found);
  for (const { at, message } of serious(blind)) expect(known, message.en).toContain(spot(at));
});
