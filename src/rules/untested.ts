import { type Finding, fingerprint } from "../model/finding.ts";
import type { Text } from "../model/text.ts";
import type { Applied } from "./apply.ts";
import type { Trouble } from "./resolve.ts";
import { type Rule, summaryOf } from "./rule.ts";

/** A name of a rule as a person says it: the first of its synonyms, without the marks of the rule language. */
const plainly = (words: string): string =>
  words
    .split(/(\s+×\s+|\/)/)
    .map((level) => level.split("|")[0]!.replaceAll("*", ""))
    .filter((level, at, all) => level !== "" && !(level === "/" && (all[at + 1] ?? "") === ""))
    .join("");

function reason(trouble: Trouble | undefined): Text {
  switch (trouble?.trouble) {
    case "missing":
      return { "zh-CN": `表中找不到“${plainly(trouble.name.words)}”`, en: `the table has no "${plainly(trouble.name.words)}"` };
    case "ambiguous":
      return {
        "zh-CN": `“${plainly(trouble.name.words)}”对应多处，不能确定是哪一处`,
        en: `"${plainly(trouble.name.words)}" fits several places`,
      };
    case "no-table":
      return { "zh-CN": `报送材料中没有“${trouble.name.table}”表`, en: `the submission has no table "${trouble.name.table}"` };
    case "no-text":
      return {
        "zh-CN": `原文中找不到唯一的“${trouble.words.replace(/[#*]/g, "…")}”`,
        en: `the text does not state "${trouble.words.replace(/[#*]/g, "…")}", or states it in two ways`,
      };
    case "no-weight":
      return {
        "zh-CN": "权重未印在表上，由其他指标的得分也不能推出",
        en: "the form prints no weight, and the scores of the other indicators do not tell it",
      };
    case "no-unit":
      return {
        "zh-CN": "表中没有写明金额单位（元或万元），不能与带单位的数比较",
        en: "the table does not state its unit (元 or 万元), so that it cannot be held against a number with one",
      };
    default:
      return { "zh-CN": "有关单元格为空或不是数", en: "the cells concerned are blank or hold no figure" };
  }
}

/** What keeps a rule from being judged, the most telling first: a name that is not there says more than a blank cell. */
const WEIGHT: readonly Trouble["trouble"][] = ["no-table", "missing", "ambiguous", "no-text", "no-weight", "no-unit", "blank"];

/** Of a rule whose form is there but which could be judged nowhere: one note that says why. */
export function untested(rule: Rule, { sheets, judged, troubles }: Applied): Finding | undefined {
  const [first] = sheets;
  if (!first || judged > 0 || rule.optional) return undefined;
  const telling = [...troubles].sort((a, b) => WEIGHT.indexOf(a.trouble.trouble) - WEIGHT.indexOf(b.trouble.trouble))[0];
  const { table } = telling?.sheet ?? first;
  const why = reason(telling?.trouble);
  const id = fingerprint("not-checked", rule.id, table.document, table.id);
  return {
    id,
    code: "not-checked",
    severity: "info",
    nature: rule.nature,
    scope: "table",
    message: {
      "zh-CN": `规则“${rule.name["zh-CN"]}”适用于表“${table.title || rule.form}”，但未能核对：${why["zh-CN"]}。`,
      en: `Rule "${rule.name.en}" is for the table "${table.title || rule.form}" but could not be checked: ${why.en}.`,
    },
    next: {
      "zh-CN": "请人工核对此项；若表式与规则不同，请修改规则包中的名称。",
      en: "Check this by hand; where the form differs from the rule, change the names in the rule pack.",
    },
    unit: null,
    reported: null,
    expected: null,
    difference: null,
    slack: null,
    at: { document: table.document, label: table.title || rule.form },
    evidence: [],
    relation: summaryOf(rule, 0),
    suspect: null,
    root: id,
  };
}
