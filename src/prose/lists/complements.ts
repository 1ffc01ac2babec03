import type { Fact } from "../../model/fact.ts";

/** Parts that together are all there is. */
const COMPLEMENTS: readonly (readonly RegExp[])[] = [
  [/在职|在编|在岗|参保职工/, /退休|离休|离退/],
  [/福利彩票|福彩/, /体育彩票|体彩/],
  [/非定向/, /(?<!非)定向/],
  [/统筹/, /个人账户|个人帐户|家庭账户|家庭帐户/],
  [/基本支出/, /项目支出/],
  [/区内|县内|市内|县域内/, /区外|县外|市外|县域外/],
  [/住院/, /门诊/],
  [/中央|省级|省财政|省本级|上级/, /市级|市本级|市财政|县级|县财政|区级|区财政|市县|县区|区县|配套|个人/],
  [/男/, /女/],
  [/居民/, /职工/],
  [/完工|竣工|建成/, /在建|未完工|未开工/],
  [/税收/, /非税/],
  [/城镇|城市/, /农村|乡村/],
  [/货币/, /实物/],
  [/市本级|县本级|区本级/, /区级|县级|县区|乡镇/],
  [/人员经费/, /公用经费/],
  [/行政/, /事业/],
  [/新建/, /改造|改建|扩建|修复|维修/],
  [/集中/, /分散/],
  [/(?<!非)寄宿|住宿/, /非寄宿|走读/],
  [/国内/, /国外|境外/],
  [/在编|正式/, /聘用|临时|编外/],
  [/(?<!不|未)(?:合格|达标)/, /不合格|未达标/],
  [/已|完成/, /未|正在|尚/],
  [/春季/, /秋季/],
  [/上半年/, /下半年/],
  [/全额/, /定额|差额/],
  [/进口/, /出口/],
  [/市区|城区/, /各?县|农村/],
  [/一般债/, /专项债/],
  [/新增债/, /再融资/],
  [/财产险/, /人身险/],
  [/国内/, /入境|国际/],
  [/购置/, /运行/],
  [/购置/, /运行|维护/],
];
/** Sets whose members are all there is, however many parts each has. */
const FULL_SETS: readonly (readonly RegExp[])[] = [
  [/出国/, /用车|公车/, /接待/],
  [/货物/, /工程/, /服务/],
  [/第一产业/, /第二产业/, /第三产业/],
];

/** 住院补偿9人次，补偿支出8万元: a part named by the figure it speaks of. */
const namesOf = (parts: readonly Fact[]): readonly string[] =>
  parts.map(({ reading, record }) => (reading?.about ? record.indicator : (reading?.subject ?? "")));

/** Whether parts are a set that leaves nothing out: 出国, 用车 and 接待 of the 三公经费. */
export function isFullSet(parts: readonly Fact[]): boolean {
  const subjects = namesOf(parts);
  return FULL_SETS.some(
    (set) =>
      subjects.every((subject) => set.some((one) => one.test(subject))) &&
      set.every((one) => subjects.some((subject) => one.test(subject))),
  );
}

/** Whether two parts are, by their words, all there is of a whole: 在职 and 退休, 已完成 and 正在. */
export function areComplements(parts: readonly Fact[]): boolean {
  const subjects = namesOf(parts);
  return (
    subjects.length === 2 && COMPLEMENTS.some(([a, b]) => subjects.some((one) => a!.test(one)) && subjects.some((one) => b!.test(one)))
  );
}

/** Who pays: parts that each name another of these are all there is. */
const PAYERS: readonly RegExp[] = [
  /中央/,
  /^省$|省(?:级|财政|本级|配套|补|资金)/,
  /^市$|市(?:级|财政|本级|配套|补|资金)/,
  /^[县区旗]$|[县区旗](?:级|财政|本级|配套|补|资金|市区财政)/,
  /^[乡镇村]$|[乡镇村](?:级|财政|配套|自筹|资金)/,
  /个人|自筹|群众|单位|社会/,
];
/** What a fund takes in and pays out: beside one pair little else stands. */
const PAIRS: readonly (readonly RegExp[])[] = [
  [/个人缴|缴费/, /财政|补助|补贴/],
  [/统筹/, /账户|帐户/],
  [/住院/, /门诊/],
  [/基本支出/, /项目支出/],
  [/人员经费/, /公用经费/],
  [/在职|在编|在岗/, /退休|离休|离退/],
];

/** Whether parts, by their words, are likely to be all there is: one for each who pays, or the usual pair with what goes with it. */
export function isAllThereIs(parts: readonly Fact[]): boolean {
  const subjects = namesOf(parts);
  const payers = subjects.map((subject) => PAYERS.findIndex((payer) => payer.test(subject)));
  if (payers.every((payer) => payer >= 0) && new Set(payers).size === payers.length) return true;
  return PAIRS.some(([a, b]) => subjects.some((one) => a!.test(one)) && subjects.some((one) => b!.test(one)));
}

/** 其他, 其余 at the end: the list leaves nothing out. */
export const endsInRest = (parts: readonly Fact[]): boolean => /^(?:其他|其它|其余|剩余)/.test(parts.at(-1)?.reading?.subject ?? "");

/** 第一批1200万元，第二批850万元: instalments counted through. */
export const isSequence = (parts: readonly Fact[]): boolean =>
  parts.every(({ reading }, index) => reading!.subject.startsWith(`第${"一二三四五六七八九十"[index]}`));
