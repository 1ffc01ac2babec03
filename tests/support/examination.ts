import { decimal, plain } from "../../src/model/decimal.ts";
import type { CellCoverage, Examination } from "../../src/model/examination.ts";
import { type Finding, fileFinding, fingerprint } from "../../src/model/finding.ts";
import type { Block, Document } from "../../src/model/grid.ts";
import type { CanonicalRecord } from "../../src/model/record.ts";
import type { Expression, Recalculation, Relation, Verdict } from "../../src/model/relation.ts";
import type { Table } from "../../src/model/table.ts";
import { unitOf } from "../../src/model/unit.ts";
import { column, digest, drawnGrid, figuresOf, row } from "./drawn-table.ts";

const STATEMENT = "附件5-2/基金结余情况表.docx";
const SUBSIDY = "附件5-4 财政补助.csv";
const LOCKED = "附件5-5 说明.xls";

const statementGrid = drawnGrid(STATEMENT, { in: "word", table: 1 }, [
  ["序号", "县区", "实际收入", "<", "<", "实际支出", "当年结余"],
  ["^", "^", "财政补助", "个人缴费", "合计", "^", "^"],
  ["1", "东河", "3976.05", "1200.00", "5176.05", "3988.93", "1187.117"],
  ["2", "西山", "4000.00", "1829.65", "5829.65", "5000.01", "829.65"],
  ["合计", "<", "7976.05", "3029.65", "11015.70", "8988.94", "2016.767"],
]);
const statement: Table = {
  id: "d1t1",
  document: STATEMENT,
  grid: statementGrid,
  title: "2017年度城乡居民基本医疗保险基金结余情况表",
  unit: unitOf("万元")!,
  period: "2017年度",
  notes: [],
  form: false,
  columns: [
    column(0, "serial", ["序号"]),
    column(1, "label", ["县区"]),
    column(2, "figure", ["实际收入", "财政补助"]),
    column(3, "figure", ["实际收入", "个人缴费"]),
    column(4, "figure", ["实际收入", "合计"]),
    column(5, "figure", ["实际支出", "实际支出"]),
    column(6, "figure", ["当年结余", "当年结余"]),
  ],
  rows: [row(2, ["东河"]), row(3, ["西山"]), row(4, ["合计"], "total")],
  headerRows: [0, 1],
  moved: new Map(),
};

const subsidyGrid = drawnGrid(SUBSIDY, { in: "csv" }, [
  ["县区", "参保人数（人）", "财政到位资金（元）", "目标", "备注"],
  ["东河", "52,310", "39760512.34", "≥95%", "=2+3 见附件"],
  ["西山", "61204", "40001000.00", "95%", "-"],
]);
const subsidy: Table = {
  id: "d2t1",
  document: SUBSIDY,
  grid: subsidyGrid,
  title: "财政补助到位情况",
  unit: null,
  period: null,
  notes: [],
  form: false,
  columns: [
    column(0, "label", ["县区"]),
    column(1, "figure", ["参保人数（人）"], "人"),
    column(2, "figure", ["财政到位资金（元）"], "元"),
    column(3, "figure", ["目标"]),
    column(4, "text", ["备注"]),
  ],
  rows: [row(1, ["东河"]), row(2, ["西山"])],
  headerRows: [0],
  moved: new Map(),
};

const SENTENCE = "全年基金收入11005.70万元，比上年增加约5%。";
const told = (raw: string, value: string, decimals: number, unit: string, indicator: string): CanonicalRecord => ({
  id: `d1p3s${SENTENCE.indexOf(raw)}`,
  document: STATEMENT,
  documentSha256: digest("a"),
  sheet: null,
  tableId: null,
  tableTitle: "",
  period: null,
  entity: null,
  rowPath: [],
  columnPath: [],
  indicator,
  figure: { raw, value: decimal(value), decimals, unit: unitOf(unit)!, qualifier: raw.startsWith("约") ? { kind: "about" } : null },
  decimals,
  isTotal: false,
  at: { document: STATEMENT, paragraph: 3, quote: SENTENCE, label: indicator },
  row: -1,
  column: -1,
  flags: [],
});

const RECORDS: readonly CanonicalRecord[] = [
  ...figuresOf(statement, digest("a")),
  told("11005.70万元", "11005.70", 2, "万元", "全年基金收入"),
  told("约5%", "5", 0, "%", "比上年增加"),
  ...figuresOf(subsidy, digest("b")),
];
const BY_ID = new Map(RECORDS.map((record) => [record.id, record]));

/** `+d1t1r2c2 -d1t1r2c3`: the figures of a formula with their signs. */
const signed = (drawn: string): readonly (readonly [weight: 1 | -1, record: string])[] =>
  drawn.split(" ").map((term) => [term.startsWith("-") ? -1 : 1, term.slice(1)]);

const shortName = (record: CanonicalRecord): string => record.columnPath.at(-1) ?? record.indicator;

function recalculation(
  kind: Relation["kind"],
  scope: Relation["scope"],
  total: string,
  drawn: string,
  verdict: Verdict,
  expected: string,
  slack: string,
): Recalculation {
  const terms = signed(drawn);
  const judged = BY_ID.get(total)!;
  const role = (id: string): string => {
    const record = BY_ID.get(id)!;
    return kind === "sum" && record.column === judged.column ? record.rowPath.join("/") : shortName(record);
  };
  const expression: Expression = {
    op: "sum",
    terms: terms.map(([weight, id]) => ({ weight, of: { op: "figure", record: id, role: role(id) } })),
  };
  const formula = `${role(total)} = ${terms.map(([weight, id], index) => `${index === 0 ? "" : weight < 0 ? " − " : " + "}${role(id)}`).join("")}`;
  return {
    relation: {
      id: fingerprint(kind, total, ...terms.map(([, id]) => id)),
      kind,
      source: scope === "prose" ? "prose" : "vocabulary",
      scope,
      nature: "logical",
      total,
      expression,
      comparison: "equal",
      family: formula,
      formula,
      why: { "zh-CN": "分项相加应等于合计。", en: "The parts add up to the total." },
      next: { "zh-CN": "请核对原始凭证。", en: "Go back to the source records." },
    },
    reported: judged.figure.value,
    expected: decimal(expected),
    slack: decimal(slack),
    verdict,
    figures: [{ record: total, role: role(total) }, ...terms.map(([, id]) => ({ record: id, role: role(id) }))],
    blanks: 0,
  };
}

const agrees: Verdict = { is: "agrees" };
const differs = (difference: string): Verdict => ({ is: "differs", difference: decimal(difference) });
const rounding = (difference: string): Verdict => ({ is: "rounding", difference: decimal(difference) });

const RECALCULATIONS: readonly Recalculation[] = [
  recalculation("sum", "table", "d1t1r2c4", "+d1t1r2c2 +d1t1r2c3", agrees, "5176.05", "0.015"),
  recalculation("sum", "table", "d1t1r3c4", "+d1t1r3c2 +d1t1r3c3", agrees, "5829.65", "0.015"),
  recalculation("sum", "table", "d1t1r4c4", "+d1t1r4c2 +d1t1r4c3", differs("10.00"), "11005.70", "0.015"),
  recalculation("difference", "table", "d1t1r2c6", "+d1t1r2c4 -d1t1r2c5", rounding("-0.003"), "1187.12", "0.0105"),
  recalculation("difference", "table", "d1t1r3c6", "+d1t1r3c4 -d1t1r3c5", rounding("0.01"), "829.64", "0.015"),
  recalculation("sum", "table", "d1t1r4c2", "+d1t1r2c2 +d1t1r3c2", agrees, "7976.05", "0.015"),
  recalculation("sum", "table", "d1t1r4c3", "+d1t1r2c3 +d1t1r3c3", agrees, "3029.65", "0.015"),
  recalculation("sum", "table", "d1t1r4c4", "+d1t1r2c4 +d1t1r3c4", differs("10.00"), "11005.70", "0.015"),
  recalculation("sum", "table", "d1t1r4c5", "+d1t1r2c5 +d1t1r3c5", agrees, "8988.94", "0.015"),
  recalculation("sum", "table", "d1t1r4c6", "+d1t1r2c6 +d1t1r3c6", agrees, "2016.767", "0.0015"),
  recalculation("tie", "prose", "d1p3s6", "+d1t1r4c4", differs("-10.00"), "11015.70", "0.01"),
  recalculation("tie", "cross-document", "d1t1r3c2", "+d2t1r2c2", differs("-0.10"), "4000.10", "0.005"),
  recalculation("tie", "cross-document", "d1t1r2c2", "+d2t1r1c2", rounding("-0.001234"), "3976.051234", "0.005"),
  {
    ...recalculation("target", "table", "d2t1r1c3", "+d2t1r2c3", agrees, "95", "0"),
    verdict: { is: "untested", because: "range" },
    expected: null,
    slack: null,
  },
];

interface Said {
  readonly code: Finding["code"];
  readonly severity: Finding["severity"];
  readonly of: Recalculation;
  readonly message: Finding["message"];
  readonly suspect?: { readonly record: string; readonly suggested: string; readonly why: Finding["message"] };
  readonly root?: string;
}

function found({ code, severity, of, message, suspect, root }: Said): Finding {
  const { relation, reported, expected, slack, verdict, figures } = of;
  const total = BY_ID.get(relation.total)!;
  const id = fingerprint(code, relation.id);
  const cell = suspect && BY_ID.get(suspect.record)!;
  return {
    id,
    code,
    severity,
    nature: "logical",
    scope: relation.scope,
    message,
    next: {
      "zh-CN": "请对照原始凭证，要求报送单位说明或更正。",
      en: "Compare with the source records and ask the submitter to explain or correct.",
    },
    unit: total.figure.unit?.symbol ?? null,
    reported: reported && plain(reported, total.decimals),
    expected: expected && plain(expected, total.decimals),
    difference: "difference" in verdict ? plain(verdict.difference) : null,
    slack: slack && plain(slack),
    at: total.at,
    evidence: figures.map(({ record, role }) => {
      const { at, figure } = BY_ID.get(record)!;
      return { locator: at, raw: figure.raw, value: plain(figure.value, figure.decimals), role };
    }),
    relation: {
      id: relation.id,
      kind: relation.kind,
      source: relation.source,
      formula: relation.formula,
      why: relation.why,
      holds: 2,
      fails: 1,
    },
    suspect: suspect && cell ? { locator: cell.at, reported: cell.figure.raw, suggested: suspect.suggested, why: suspect.why } : null,
    root: root ?? id,
  };
}

const total = found({
  code: "sum-mismatch",
  severity: "error",
  of: RECALCULATIONS[2]!,
  message: {
    "zh-CN": "合计行的实际收入合计填报 11015.70 万元，按 7976.05 + 3029.65 计算应为 11005.70 万元，多 10.00 万元。",
    en: "The total income of the total row is given as 11015.70 万元, but 7976.05 + 3029.65 is 11005.70 万元: 10.00 too much.",
  },
  suspect: {
    record: "d1t1r4c4",
    suggested: "11005.70",
    why: {
      "zh-CN": "只改这一个数，3 处不符就全部成立（有一位数字不同）",
      en: "changing this one figure settles all 3 disagreements (one digit is different)",
    },
  },
});

const FINDINGS: readonly Finding[] = [
  total,
  found({
    code: "sum-mismatch",
    severity: "error",
    of: RECALCULATIONS[7]!,
    root: total.root,
    message: {
      "zh-CN": "实际收入合计列相加得 11005.70 万元，合计行填报 11015.70 万元。",
      en: "The column of total income adds up to 11005.70 万元, the total row says 11015.70 万元.",
    },
  }),
  found({
    code: "prose-mismatch",
    severity: "error",
    of: RECALCULATIONS[10]!,
    root: total.root,
    message: {
      "zh-CN": "正文写基金收入 11005.70 万元，表中为 11015.70 万元。",
      en: "The text says income of 11005.70 万元, the table 11015.70 万元.",
    },
  }),
  found({
    code: "tie-mismatch",
    severity: "error",
    of: RECALCULATIONS[11]!,
    message: {
      "zh-CN": "西山的财政补助在结余情况表为 4000.00 万元，在财政补助表为 40001000.00 元，相差 0.10 万元。",
      en: "The subsidy of 西山 is 4000.00 万元 in one table and 40001000.00 元 in the other: 0.10 万元 apart.",
    },
  }),
  fileFinding(
    "encrypted-file",
    "error",
    LOCKED,
    { "zh-CN": `${LOCKED} 已加密，未能读取。`, en: `${LOCKED} is encrypted and was not read.` },
    { "zh-CN": "请报送单位提供未加密的文件。", en: "Ask the submitter for a copy without a password." },
  ),
  found({
    code: "excess-precision",
    severity: "warning",
    of: RECALCULATIONS[3]!,
    message: {
      "zh-CN": "东河的当年结余 1187.117 有三位小数，本列均为两位。",
      en: "The balance of 东河, 1187.117, has three decimals in a column of two.",
    },
    suspect: {
      record: "d1t1r2c6",
      suggested: "1187.12",
      why: { "zh-CN": "5176.05 − 3988.93 = 1187.12", en: "5176.05 − 3988.93 = 1187.12" },
    },
  }),
  found({
    code: "rounding",
    severity: "info",
    of: RECALCULATIONS[4]!,
    message: {
      "zh-CN": "西山的当年结余相差 0.01 万元，在舍入可解释的 0.015 之内。",
      en: "The balance of 西山 is 0.01 万元 off, within the 0.015 that rounding explains.",
    },
  }),
];

function coverage(): readonly CellCoverage[] {
  return RECORDS.map(({ id }): CellCoverage => {
    const around = RECALCULATIONS.filter(
      ({ figures, verdict }) => verdict.is !== "untested" && figures.some(({ record }) => record === id),
    );
    const disputed = around.some(({ verdict }) => verdict.is === "differs");
    const state = around.length === 0 ? "untested" : disputed ? "disputed" : "verified";
    return {
      record: id,
      state,
      relations: around.map(({ relation }) => relation.id),
      reason: state === "untested" ? "no label or pattern ties it to another figure" : null,
    };
  });
}

const paragraph = (number: number, text: string): Block => ({ kind: "paragraph", paragraph: { number, text } });

const DOCUMENTS: readonly Document[] = [
  {
    path: STATEMENT,
    sha256: digest("a"),
    bytes: 20480,
    format: "docx",
    blocks: [paragraph(1, "基金运行情况说明"), { kind: "grid", grid: statementGrid }, paragraph(2, ""), paragraph(3, SENTENCE)],
    findings: [],
    losses: [{ what: "w:drawing", count: 2 }],
  },
  {
    path: SUBSIDY,
    sha256: digest("b"),
    bytes: 212,
    format: "csv",
    encoding: "gb18030",
    blocks: [{ kind: "grid", grid: subsidyGrid }],
    findings: [],
    losses: [],
  },
  {
    path: LOCKED,
    sha256: digest("c"),
    bytes: 9216,
    format: "unknown",
    blocks: [],
    findings: FINDINGS.filter(({ code }) => code === "encrypted-file"),
    losses: [],
  },
];

/** A small but full examination: Word and CSV tables, prose, a refused file, a cause with echoes, a tie over units. */
export function smallExamination(): Examination {
  const cells = coverage();
  const count = (state: CellCoverage["state"]): number => cells.filter((cell) => cell.state === state).length;
  const verdicts = (...of: readonly Verdict["is"][]): number => RECALCULATIONS.filter(({ verdict }) => of.includes(verdict.is)).length;
  return {
    submission: "东西两县 2017",
    tool: { name: "crossfoot", version: "0.1.0" },
    rules: [{ id: "fund-statements", version: "1", sha256: digest("d") }],
    documents: DOCUMENTS,
    tables: [statement, subsidy],
    records: RECORDS,
    recalculations: RECALCULATIONS,
    findings: FINDINGS,
    coverage: cells,
    summary: {
      documents: { arrived: 3, read: 2, refused: 1 },
      tables: 2,
      figures: RECORDS.length,
      relations: {
        proposed: RECALCULATIONS.length,
        agreed: verdicts("agrees"),
        rounded: verdicts("rounding"),
        differing: verdicts("differs", "truncated"),
        untested: verdicts("untested"),
      },
      cells: { verified: count("verified"), disputed: count("disputed"), untested: count("untested") },
      findings: { error: 5, warning: 1, info: 1 },
      causes: { error: 3, warning: 1, info: 1 },
    },
  };
}
