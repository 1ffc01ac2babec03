import type { Named } from "../words/named.ts";

const LEVEL = /本级/;
/** 全区一般公共预算收入8.52亿元; 支出42.1亿元，其中区本级30.02亿元. */
const WHOLE = /全[省市区县州旗][^。;；]*$/;
const OWN_PART = /^[^。;；]{0,12}其\s*中[^。;；]{0,6}本级/;

/** Whether a sentence tells of a whole place what a table gives for its own level alone. */
export function isOfOtherScope({ fact }: Named, { record }: Named): boolean {
  if (!fact || !LEVEL.test(`${record.tableTitle}${record.at.label}`)) return false;
  const before = fact.text.slice(0, fact.start);
  return (WHOLE.test(before) && !LEVEL.test(before)) || OWN_PART.test(fact.text.slice(fact.end));
}
