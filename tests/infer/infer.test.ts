import { expect, test } from "vitest";
import { drawn, inferIn, inWords } from "./drawn.ts";

const found = (text: string): readonly string[] => inWords(inferIn(drawn(text)));

test("a total above its parts, column by column", () => {
  expect(
    found(`
      6178 9102 3455
      1371 4308 1598
      3457 2260 1471
      1350 2534 386`),
  ).toEqual(["sum rows 0 = 1,2,3 (3 hold, 0 misses)"]);
});

test("subtotals and their total: parts taken in once are passed over", () => {
  expect(
    found(`
      1371 4308 1598
      3457 2260 1471
      4828 6568 3069
      886 5176 3988
      7016 918 2695
      7902 6094 6683
      12730 12662 9752`),
  ).toEqual(["sum rows 2 = 0,1 (3 hold, 0 misses)", "sum rows 5 = 3,4 (3 hold, 0 misses)", "sum rows 6 = 2,5 (3 hold, 0 misses)"]);
});

test("a difference is the sum it can be turned into", () => {
  expect(
    found(`
      5176.05 3988.93 1187.12
      25277.41 24760.69 516.72
      8555.37 2695.12 5860.25
      9127.71 4195.08 4932.63`),
  ).toEqual(["sum columns 0 = 1,2 (4 hold, 0 misses)"]);
});

test("every second line adds up, and so does the other second", () => {
  expect(
    found(`
      14261 4822 2949 634 5854 1615 5458 2573
      16766 3101 4883 368 6125 2580 5758 153
      21148 4577 8445 1162 7860 2356 4843 1059
      14296 6717 2570 2315 6874 2351 4852 2051
      18541 4465 4253 716 6235 1049 8053 2700`),
  ).toEqual(["sum columns 0 = 2,4,6 (5 hold, 0 misses)", "sum columns 1 = 3,5,7 (5 hold, 0 misses)"]);
});

test("one line that does not hold stays inside the stretch, as a miss", () => {
  expect(
    found(`
      1371.25 8308.40 9679.65
      457.61 2260.05 2717.66
      886.90 5176.06 6602.96
      7016.77 918.44 7935.21
      277.41 760.69 1038.10
      4195.08 662.02 4857.10`),
  ).toEqual(["sum columns 2 = 0,1 (5 hold, 1 misses)"]);
});

test("rates in per cent, and changes on the earlier figure", () => {
  expect(
    found(`
      54666 44035 80.55
      31736 25941 81.74
      18907 11876 62.81
      91277 80331 88.01
      41950 40127 95.65`),
  ).toEqual(["ratio columns 2 = 1,0 (5 hold, 0 misses)"]);
  expect(
    found(`
      54666 44035 -19.45
      31736 45941 44.76
      18907 11876 -37.19
      91277 99331 8.82
      41950 40127 -4.35`),
  ).toEqual(["growth columns 2 = 0,1 (5 hold, 0 misses)"]);
});

test("an average of what is there: blanks do not count", () => {
  expect(
    found(`
      81.5 90.25 77.5 64 78.31
      70 88.5 . 91.75 83.42
      66.25 59.5 83 79 71.94
      93.5 97.25 88 . 92.92
      55.75 61 72.5 69.25 64.63
      85 73.25 91.5 80.75 82.63`),
  ).toEqual(["average columns 4 = 0,1,2,3 (6 hold, 0 misses)"]);
});

test("an amount is a number of things at a price", () => {
  const kinds = inferIn(
    drawn(`
      13 8.25 107.25
      48 9.85 472.80
      21 17.40 365.40
      7 112.35 786.45
      35 6.90 241.50`),
  ).map(({ kind, total }) => `${kind} ${total}`);
  expect(kinds).toEqual(["product 2"]);
});

test("figures beyond the reach of whole numbers are left to the kernel, not added wrongly", () => {
  expect(
    found(`
      9007199254740993.01 9007199254740993.02 18014398509481986.03
      9107199254740993.11 9207199254740993.02 18314398509481986.13`),
  ).toEqual([]);
});

test("a difference of two totals is said besides what the totals are made of", () => {
  expect(
    found(`
      4100 5230 6170
      2315 1824 2951
      6415 7054 9121
      1207 1391 1588
      2044 2210 2397
      3251 3601 3985
      3164 3453 5136`),
  ).toEqual(["sum rows 2 = 0,1 (3 hold, 0 misses)", "sum rows 2 = 5,6 (3 hold, 0 misses)", "sum rows 5 = 3,4 (3 hold, 0 misses)"]);
});

test("a total of what stands above it and of what stands below", () => {
  expect(
    found(`
      4100 5230 6170
      2315 1824 2951
      907 1033 1288
      7322 8087 10409
      1207 1391 1588
      2044 2210 2397
      4071 4486 6424`),
  ).toEqual(["sum rows 3 = 0,1,2 (3 hold, 0 misses)", "sum rows 3 = 4,5,6 (3 hold, 0 misses)"]);
});

test("parts that follow no pattern", () => {
  expect(
    found(`
      3713 8126 41 2951 977 6634 18 1207 8848
      1288 6043 77 3306 415 5219 64 8830 13839
      9054 1176 23 4481 862 2290 91 3345 17742
      2617 7742 58 1093 330 4415 37 5128 9168
      5391 2208 86 7719 608 3862 12 4470 18188`),
  ).toEqual(["sum columns 8 = 7,4,3,0 (5 hold, 0 misses)"]);
});

test("what is rounded to fives may be off by as much", () => {
  expect(
    found(`
      8095 3475 2035 880 1695
      4240 1250 1140 105 1735
      9270 2285 1385 4660 930
      6180 1515 2720 310 1645
      7425 995 3130 2275 1025
      5560 2040 1270 685 1565
      3890 1105 875 1520 390
      8640 4015 1210 2135 1280`),
  ).toEqual(["sum columns 0 = 1,2,3,4 (8 hold, 0 misses)"]);
});

test("a share of a total is no average of it and its parts", () => {
  expect(
    found(`
      40 81 96 11 228 91.2
      40 86 122 14 262 104.8
      36 73 93 13 215 86
      38 66 65 14 183 73.2
      31 99 77 12 219 87.6
      22 57 101 10 190 76
      29 61 88 9 187 74.8`),
  ).toEqual(["sum columns 4 = 0,1,2,3 (7 hold, 0 misses)"]);
});

test("a heading helps a total that the figures alone only suggest, and changes no other", () => {
  const rows = drawn(`
    412
    351
    763
    118
    297`);
  const told = inWords(inferIn(rows, { rows: ["", "", "合计", "", ""], columns: [] }));
  expect(inWords(inferIn(rows))).toEqual([]);
  expect(told).toEqual(["sum rows 2 = 0,1 (1 hold, 0 misses)"]);
  expect(inWords(inferIn(rows, { rows: ["Total", "", "", "总计", ""], columns: [] }))).toEqual([]);
});

test("of two sums that read the same figures in two places, the one that reaches less far is told", () => {
  expect(
    found(`
      5723 1371 4352 5723
      9815 3457 6358 9815
      3188 886 2302 3188
      7912 7016 896 7912`),
  ).toEqual(["sum columns 0 = 1,2 (4 hold, 0 misses)"]);
});

test("columns in proportion to each other, rounded, add up for no reason", () => {
  const rows = Array.from({ length: 24 }, (_, row) => {
    const price = 872.37 + ((row * 3719) % 10007) / 97;
    const apart = 10_000 + ((row * 7919) % 30011);
    return [price, apart, 2.17 * price, 2 * apart + ((row * 104729) % 7001), 3.17 * price].map((each) => Math.round(each)).join(" ");
  });
  expect(found(rows.join("\n"))).toEqual([]);
});
