import { expect, test } from "vitest";
import { lists } from "../../../src/prose/lists/lists.ts";
import { missOf, unitSlip } from "../../../src/prose/lists/miss.ts";
import { factsOf, type Story } from "../try-prose.ts";

const values = (story: Story): readonly string[] =>
  lists(factsOf(story)).map(
    ({ whole, parts, stated, closes }) =>
      `${whole.record.figure.value} ${closes ? "=" : "≠"} ${parts.map(({ record }) => record.figure.value).join(" + ")}${stated ? "" : " unsaid"}`,
  );

test.each<readonly [string, Story, readonly string[]]>([
  ["其中 in the sentence", "现有职工12人，其中主任1人、副主任3人、科员8人。", ["12 = 1 + 3 + 8"]],
  ["其中 at the head of the next", "收入350.5万元，增长3%。其中：税收300万元，下降1%；非税50.5万元，增长9%。", ["350.5 = 300 + 50.5"]],
  ["what follows the list is no part of it", "到位80万元；其中中央50万元、省级30万元。利息收入2万元。", ["80 = 50 + 30"]],
  ["a list that ends in the middle", "到位80万元，其中中央50万元、省级30万元，支付60万元。", ["80 = 50 + 30"]],
  ["parts of parts in brackets", "结余90万元，其中统筹60万元（含风险金10万元）；账户30万元。", ["90 = 60 + 30", "60 ≠ 10"]],
  [
    "parts of parts among the parts, a total at the end",
    "甲55万元、其中乙5万元，丙20万元、丁25万元，合计100万元。",
    ["55 ≠ 5 + 20 + 25", "100 = 55 + 20 + 25"],
  ],
  ["brackets that say no 其中", "补助120万元（统筹70万元，账户50万元），利息3万元。", ["120 = 70 + 50"]],
  ["other sorts of figures between", "支出90万元，其中住院60万元，共3000人，人平200元；门诊30万元。", ["90 = 60 + 30"]],
  ["nowhere said, but to the last digit", "可筹集1234.56万元，住院1000.06万元，门诊234.5万元。", ["1234.56 = 1000.06 + 234.5 unsaid"]],
  ["numbered items under a colon", ["总支出300.5万元，其中：", "1、待遇支出290万元；", "2、其他支出10.5万元。"], ["300.5 = 290 + 10.5"]],
  [
    "numbered items after a line that leads to them",
    ["收到资金90万元。", "安排如下：", "1.产业60万元；", "2.就业30万元。"],
    ["90 = 60 + 30"],
  ],
  [
    "a part of a part that no word calls so",
    "支出1080.25万元。其中，职工支出652.05万元，生育待遇支出43.19万元；居民支出428.20万元。",
    ["1080.25 = 652.05 + 428.2"],
  ],
  ["其中 at the head of the next paragraph", ["全年救助57人次。", "其中：对甲类救助39人次；对乙类救助18人次。"], ["57 = 39 + 18"]],
  [
    "two measures side by side",
    "救助204人次，支出70.61万元。其中门诊174人次，支出8.71万元；住院30人次，支出61.9万元。",
    ["204 = 174 + 30", "70.61 = 8.71 + 61.9"],
  ],
  [
    "two measures, the second of which does not add up",
    "救助204人次，支出70.61万元，其中门诊174人次，支出8.71万元；住院30人次，支出69.1万元。",
    ["204 = 174 + 30", "70.61 ≠ 8.71 + 69.1"],
  ],
  ["parts of what is told roughly", "集中供养88万元，其中补贴21万元；分散供养170余万元，其中补贴60.5万元。", ["88 ≠ 21"]],
  ["其中 of what its own sentence counts", "管理费收入0.13亿元，较上年下降。参与的基金41只，其中产业公司认缴139.41亿元。", []],
  [
    "what one person pays, by who pays it",
    "筹资标准230元/人，其中，中央补助124元/人，省级76元/人，个人缴费30元/人。",
    ["230 = 124 + 76 + 30"],
  ],
  ["persons counted by their visits", "全年救助8720人次，其中住院3099人次，资助参保5621人。", ["8720 = 3099 + 5621"]],
  ["visits that are near the persons", "共有37513人得到补偿。其中住院1818人次，门诊35635人次。", ["37513 ≠ 1818 + 35635 unsaid"]],
  ["what the bracket says is the rest", "参保7306人（其余75人在外地）。", []],
  [
    "items under a heading that ends with their whole",
    ["一、中央资金（5273万元）", "（一）产业2993.7万元；", "（二）就业2279.3万元。"],
    ["5273 = 2993.7 + 2279.3 unsaid"],
  ],
  ["what is taken off again", "拨入696.48万元，其中拨款200万元，公益金496.51万元，回拨股份0.03万元。", []],
  ["numbered items in one paragraph", "安排资金90万元：1.产业60万元；2.就业30万元。", ["90 = 60 + 30"]],
])("%s", (_, story, found) => expect(values(story)).toEqual(found));

test.each(["收入100万元，支出90万元，结余10.5万元。", "2016年支出80万元，2017年支出90万元。", "甲1人，乙2人，丙3人。"])(
  "%s lists nothing",
  (story) => expect(lists(factsOf(story))).toEqual([]),
);

const miss = (story: Story): string | undefined => {
  const list = lists(factsOf(story)).find(({ closes }) => !closes);
  return list && missOf(list);
};

test.each<readonly [string, string, string]>([
  ["one digit changed", "支出9185.82万元，其中待遇9084.49万元，其他1.33万元。", "slip"],
  ["two digits swapped", "支出1543.20万元，其中住院1034.10万元，门诊419.10万元。", "slip"],
  ["a point moved", "支出160.5万元，其中住院150万元，门诊105万元。", "slip"],
  ["parts that are all there is", "参保35621人，其中在职20310人，退休11211人。", "slip"],
  ["the two lotteries", "公益金1237万元，其中福利彩票公益金498万元，体育彩票公益金639万元。", "slip"],
  ["what was given to a purpose and what was not", "捐款14.35亿元，其中非定向12.88亿元，定向0.47亿元。", "slip"],
  ["as many parts as the sentence says", "资金分基本支出、专项支出两类，预算2455.5万元，其中基本87.5万元，专项2350万元。", "doubtful"],
  ["most of the whole", "现有13人，其中主任1人、副主任3人、科员8人。", "doubtful"],
  ["half of the whole", "支出500万元，其中工资200万元，津贴52万元。", "open"],
])("%s: %s", (_, story, expected) => expect(miss(story)).toBe(expected));

test("a total in another unit than its parts", () => {
  const [list] = lists(factsOf("支出505元，其中甲17万元，乙168万元，丙320万元。"));
  expect(unitSlip(list!)).toBe(4);
});
