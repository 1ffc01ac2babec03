import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { besides } from "../../src/effects/previous.ts";
import { crossfoot, emptyFolder, write } from "./support.ts";

const csv = (year: number, opening: string, closing: string): string =>
  `${year}年度城乡居民医保基金收支情况表\n单位：万元\n单位,收入,支出,上年结余,年末累计结余\n东乡,500.00,400.00,${opening},${closing}\n西乡,700.00,650.00,20.00,70.00\n`;
const LAST = csv(2016, "10.00", "110.00");
const carriedOver = csv(2017, "110.00", "210.00").replace("700.00,650.00,20.00,70.00", "700.00,650.00,70.00,120.00");
const broken = carriedOver.replace("110.00,210.00", "101.00,201.00");

interface Found {
  readonly code: string;
  readonly scope: string;
  readonly evidence: readonly { readonly locator: { readonly document: string } }[];
}
const across = (folder: string): readonly Found[] =>
  (JSON.parse(readFileSync(join(folder, "findings.json"), "utf8")) as { findings: Found[] }).findings.filter(
    ({ scope }) => scope === "cross-document",
  );

test("--previous takes last year's files, its outputs, or a folder of outputs", async () => {
  const folder = emptyFolder();
  const at = (...names: readonly string[]): string => join(folder, ...names);
  write(folder, { "青山县2016/基金.csv": LAST, "青山县2017/基金.csv": broken, "sound/青山县2017/基金.csv": carriedOver });
  await crossfoot("check", at("青山县2016"), "--out", at("before"));
  for (const [number, previous] of [at("青山县2016"), at("before", "青山县2016"), at("before")].entries()) {
    await crossfoot("check", at("青山县2017"), "--previous", previous, "--out", at(`out${number}`));
    const found = across(at(`out${number}`, "青山县2017"));
    expect(found.map(({ code }) => code)).toEqual(["balance-mismatch"]);
    expect(found[0]?.evidence[1]?.locator.document).toBe("../青山县2016/基金.csv");
  }
  const run = await crossfoot("check", at("sound", "青山县2017"), "--previous", at("青山县2016"), "--out", at("out9"));
  expect([run.status, across(at("out9", "青山县2017"))]).toEqual([0, []]);
});

test("last year's submission is found beside this one, another office's is not", async () => {
  const folder = emptyFolder();
  write(folder, { "in/青山县2016/基金.csv": LAST, "in/青山县2017/基金.csv": broken, "in/白水县2017/白水县.csv": broken });
  await crossfoot("check", join(folder, "in"), "--out", join(folder, "out"));
  expect(across(join(folder, "out", "青山县2017"))).toHaveLength(1);
  expect(across(join(folder, "out", "白水县2017"))).toEqual([]);
  expect(across(join(folder, "out", "青山县2016"))).toEqual([]);
});

test("a path that is not there is asked wrongly", async () => {
  const folder = emptyFolder();
  write(folder, { "青山县2017/基金.csv": broken });
  const { status, stderr } = await crossfoot(
    "check",
    join(folder, "青山县2017"),
    "--previous",
    join(folder, "none"),
    "--out",
    join(folder, "out"),
  );
  expect([status, stderr.includes("none")]).toEqual([2, true]);
});

test("of many that stand beside it those of the same name but for the year are looked at, and never more than a few", () => {
  const log = { root: "0" };
  const beside = (folder: string, ...names: readonly string[]): readonly string[] =>
    besides(
      "/out",
      folder,
      names.map((name) => ({ folder: name, log })),
    ).map(({ submission }) => submission);
  const numbered = (stem: string): string[] => Array.from({ length: 60 }, (_, number) => `${stem}${number}`);
  expect(beside("甲2017", "甲2016", "乙2016")).toEqual(["甲2016", "乙2016"]);
  expect(beside("甲2017", ...numbered("乙"), "甲2016", "甲2017")).toEqual(["甲2016"]);
  expect(beside("附件3-2017", ...numbered("附件"), "附件3-2016", ...numbered("附件2016-"))).toEqual(["附件3-2016"]);
  expect(beside("附件2017", ...numbered("附件2016"))).toEqual([]);
  expect(beside("材料-2000", ...numbered("材料-19"))).toHaveLength(24);
});
