import { proseTie } from "../../../src/checks/prose-tie.ts";
import { tryProse } from "../try-prose.ts";

const story = (last: string): string =>
  `本级财政拨款67.51万元，已全部到位。\n全年实际拨付67.51万元。\n按时完成拨付区级承担资金67.51万元。\n即拨付资金${last}万元，居民享受了待遇。`;

tryProse(proseTie, {
  agrees: { "the same figure throughout": story("67.51") },
  differs: {
    "one digit of a figure that the report repeats": {
      story: story("97.51"),
      finds: [{ code: "prose-mismatch", severity: "warning", reported: "97.51", expected: "67.51" }],
    },
  },
  ignores: {
    "another figure of as many digits": "2022年拨付救助资金67.51万元。\n拨付低保资金67.54万元。",
    "two digits apart": "全年拨付67.51万元。\n到年底拨付67.51万元。\n累计拨付67.51万元。\n上级补助收入98.51万元。",
  },
});
