import { mkdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { expect, test } from "vitest";
import { type Config, configIn } from "../../src/effects/config.ts";
import { configErrorText } from "../../src/effects/config-at.ts";
import { LANGUAGES } from "../../src/model/text.ts";
import { crossfoot, emptyFolder, foldersIn, SOUND, UNSOUND, write } from "./support.ts";

const placesIn = (config: Config): string[] =>
  config.is === "wrong" ? config.errors.map(({ line, column, message }) => `${line}:${column} ${message.en}`) : [];

test("every setting is read, paths from where the file lies", () => {
  const text = `
inbox: ./in
output: out
rules: rules
language: en
quiet-time: 2.5
poll: true
concurrency: 2
fail-on: warning
limits: { time: 30, memory: 512 }
key: keys/key.pem
public-key: keys/key.pub
`;
  const folder = resolve("/somewhere");
  expect(configIn(join(folder, "crossfoot.yaml"), text)).toEqual({
    is: "read",
    path: join(folder, "crossfoot.yaml"),
    settings: {
      inbox: join(folder, "in"),
      out: join(folder, "out"),
      rules: join(folder, "rules"),
      lang: "en",
      quietTime: 2.5,
      poll: true,
      concurrency: 2,
      failOn: "warning",
      timeLimit: 30,
      memoryLimit: 512,
      key: join(folder, "keys", "key.pem"),
      publicKey: join(folder, "keys", "key.pub"),
    },
  });
  expect(configIn("/a.yaml", "")).toMatchObject({ is: "read", settings: {} });
  expect(configIn("/a.yaml", "rules: none\n")).toMatchObject({ settings: { rules: "none" } });
});

test("what is wrong is told with its line and column, all of it at once, in both languages", () => {
  const config = configIn(
    "/a/crossfoot.yaml",
    'inbox: 3\n\nquiet-time: "5"\nlimits:\n  time: 0\n  speed: 9\nfail-on: info\nqiet-time: 5\n',
  );
  expect(placesIn(config)).toEqual([
    "1:8 the value of “inbox” is wrong: a path is wanted",
    "3:13 the value of “quiet-time” is wrong: a number of seconds above zero is wanted",
    "5:9 the value of “limits.time” is wrong: a number of seconds above zero is wanted",
    "6:3 there is no setting “speed”; there are time, memory",
    "7:10 the value of “fail-on” is wrong: error, warning or never is wanted",
    expect.stringMatching(/^8:1 there is no setting “qiet-time”; there are inbox, output, /),
  ]);
  for (const error of config.is === "wrong" ? config.errors : [])
    for (const language of LANGUAGES) expect(configErrorText(error)[language]).toMatch(/^\/a\/crossfoot\.yaml:\d:\d+[:：]/);
});

test("a file that is no YAML, or no mapping, or says a thing twice", () => {
  expect(placesIn(configIn("/a.yaml", "inbox: [\n"))).toEqual([expect.stringMatching(/^\d:\d+ not valid YAML/)]);
  expect(placesIn(configIn("/a.yaml", "- inbox\n"))).toEqual([expect.stringMatching(/^1:1 lines of/)]);
  expect(placesIn(configIn("/a.yaml", "poll: true\npoll: false\n"))).toEqual([expect.stringMatching(/^2:1 /)]);
});

test("check heeds the file that --config names; flags win over it; one that is wrong or missing is asked wrongly", async () => {
  const folder = emptyFolder();
  const config = join(folder, "my.yaml");
  write(folder, { "a/收支.csv": UNSOUND, "my.yaml": "output: results\nrules: none\nlanguage: en\nfail-on: never\n" });
  const asSet = await crossfoot("check", join(folder, "a"), "--config", config);
  expect([asSet.status, asSet.stderr]).toEqual([0, expect.stringContaining("Done: 1 submission")]);
  expect(foldersIn(join(folder, "results"))).toEqual(["a"]);
  const flags = await crossfoot(
    "check",
    join(folder, "a"),
    "--config",
    config,
    "--fail-on",
    "error",
    "--out",
    join(folder, "other"),
    "--lang",
    "zh-CN",
  );
  expect([flags.status, flags.stderr]).toEqual([1, expect.stringContaining("核对完成")]);
  expect(foldersIn(join(folder, "other"))).toEqual(["a"]);
  write(folder, { "bad.yaml": "language: en\nfail-on: maybe\n" });
  const bad = await crossfoot("check", join(folder, "a"), "--config", join(folder, "bad.yaml"), "--lang", "en");
  expect([bad.status, bad.stderr]).toEqual([2, expect.stringContaining("bad.yaml:2:10: the value of “fail-on” is wrong")]);
  const gone = await crossfoot("check", join(folder, "a"), "--config", join(folder, "gone.yaml"));
  expect([gone.status, gone.stderr]).toEqual([2, expect.stringContaining("没有这个配置文件")]);
});

test("watch takes its inbox from the file; without one it says what is missing", async () => {
  const folder = emptyFolder();
  write(folder, { "crossfoot.yaml": "inbox: nowhere\noutput: out\n", "a/收支.csv": SOUND, "none.yaml": "output: out\n" });
  mkdirSync(join(folder, "in"));
  const set = await crossfoot("watch", "--config", join(folder, "crossfoot.yaml"), "--lang", "en");
  expect([set.status, set.stderr]).toEqual([2, expect.stringMatching(/The inbox is not there.*nowhere/)]);
  const unset = await crossfoot("watch", "--config", join(folder, "none.yaml"), "--lang", "en");
  expect([unset.status, unset.stderr]).toEqual([2, expect.stringContaining("missing argument: the inbox folder")]);
});
