import type { Sentence, WrongPlace } from "../reading/sentences.ts";

/** Lines at the head of a report that may be its title. */
const HEAD = 4;
const LONGEST_TITLE = 45;
const TITLE = /((?:19|20)\d\d)年度?[^,，。;；]*(?:报告|总结|说明|自评表?)(?:书|\([^()]*\))?$/;
/** How the report itself came out: that is of its own year only. */
const RESULT =
  /((?:19|20)\d\d)年度?[^,，。;；]{0,40}?(?:自评|评价)[^,，。;；]{0,8}?(?:得分|总分|等级|等次|结论|为(?:优|良|中|差))|^((?:19|20)\d\d)年度?[^,，。;；]{0,40}自我?评价?[^,，。;；]{0,8}\d+(?:\.\d+)?分/;
const COMPARED = /上年|去年|同期|往年|[比较]|历年|近[两三几]年|曾/;
const YEAR = /(?:19|20)\d\d(?=年)/g;
/** Sentences of its own year before another one is odd. */
const OWN = 3;

/** The one sentence on the result of a self-evaluation that names another year than the title and the rest of the report. */
export function oddYears(report: readonly Sentence[]): readonly WrongPlace[] {
  const titles = new Set(report.slice(0, HEAD).flatMap(({ text }) => (text.length <= LONGEST_TITLE ? (TITLE.exec(text)?.[1] ?? []) : [])));
  const [own] = titles;
  if (titles.size !== 1 || own === undefined) return [];
  const named = report.map((sentence) => ({ sentence, years: new Set(sentence.text.match(YEAR) ?? []) }));
  const times = named.filter(({ years }) => years.has(own)).length;
  const results = named.filter(({ sentence: { text } }) => RESULT.test(text));
  if (times < OWN || results.some(({ years }) => years.has(own))) return [];
  return results.flatMap(({ sentence, years }): WrongPlace[] => {
    const [year, ...more] = years;
    const alone = year !== undefined && more.length === 0 && named.filter((each) => each.years.has(year)).length === 1;
    if (!alone || year > own || COMPARED.test(sentence.text)) return [];
    const example = named.find(({ years: some }) => some.has(own))?.sentence ?? null;
    return [{ sentence, source: null, example, names: `${year}年`, own: `${own}年`, times }];
  });
}
