import type { Code } from "../../../src/model/finding.ts";
import { type Explanation, say } from "../explanation.ts";

/** Codes of relations (勾稽关系) that do not hold. */
export const relations = {
  "sum-mismatch": {
    means: say(
      "合计、小计、总计等，不等于它所含各行（纵向合计）或各栏（横向合计）之和；文中写明的总数不等于所列分项之和，也属此类。",
      "A total, subtotal or whole is not the sum of the rows (footing) or columns (cross-footing) it gathers, or of the parts that a sentence lists for it.",
    ),
    severity: say(
      "错误：任何四舍五入都解释不了的差额。待核实：合计在各栏都不等于其上各行之和，或文中分项可能没有列全；差额正好是各行尾差累积而成的也降为待核实。",
      "Error where no rounding explains the difference. Warning where a total agrees with the rows above it in no column at all, where the parts in a sentence may not be all, or where the difference is just the rounding residues of the lines gathered in the total.",
    ),
    act: say(
      "先看“最可能有误的数”。没有的，逐项重加：差额正好等于某一项，多为漏加或重加；是某一项的两倍，多为正负号有误。再对照原始凭证，确定改合计还是改明细。",
      "Look at the likeliest culprit first. Where there is none, add again: a difference equal to one item means it was left out or counted twice, twice an item a wrong sign. Then let the vouchers decide whether the total or an item is corrected.",
    ),
    not: say(
      "尾差以内的差额报 `rounding`。“其中”所列各项合起来小于总项不报（不必列全），大于总项报 `over-limit`。比率、人均、标准、序号不相加。",
      "A difference within rounding is `rounding`. Parts under 其中 that come to less than the whole are not reported, for they need not be all of it; more than the whole is `over-limit`. Rates, averages, standards and serial numbers are never added.",
    ),
  },
  "difference-mismatch": {
    means: say(
      "写成两数之差的数，不等于两数相减：当年结余 = 本年收入 − 本年支出，增减额 = 本年数 − 上年数。",
      "A figure that is one figure less another is not: 当年结余 (the year's balance) = income − outlay, 增减额 (the change) = this year − last year.",
    ),
    severity: say(
      "错误：超出尾差。合计行的差额正好等于各行尾差之和时为待核实。",
      "Error beyond rounding; warning where the difference of a total row is just the rounding residues of its lines.",
    ),
    act: say(
      "核对三个数。若同一行或同一栏还有 `sum-mismatch`，多半是同一个数写错，报告把它们归为同一原因。",
      "Check the three figures. A `sum-mismatch` in the same row or column is most likely the same wrong figure; the report puts both under one cause.",
    ),
    not: say(
      "带期初数的滚动结余报 `balance-mismatch`；增减率报 `growth-mismatch`。表头看不出由哪两栏相减、数据也不足以判断的，不作推断，记入 `coverage.json`。",
      "A roll-forward with an opening balance is `balance-mismatch`, a rate of change `growth-mismatch`. Where neither headings nor figures show which two columns are meant, nothing is claimed and `coverage.json` says so.",
    ),
  },
  "ratio-mismatch": {
    means: say(
      "比率（执行率、到位率、参保率、支付比例、占比等）不等于分子除以分母。",
      "A rate (execution, funds received, enrolment, share …) is not its numerator divided by its denominator.",
    ),
    severity: say(
      "错误：分子、分母由表头、同表其他行或正文写明。待核实：文中没有写明基数，按通常口径试算。",
      "Error where the headings, the other lines of the table or the text name both figures. Warning where the text names no base and the usual one was tried.",
    ),
    act: say(
      "先确认所用基数（全年预算还是调整后预算、户籍人口还是常住人口），再核对分子、分母和比率，并写明基数。",
      "Settle which base was used (original or adjusted budget, registered or resident population), then check both figures and the rate, and name the base.",
    ),
    not: say(
      "只有舍去尾数才相符的报 `truncated`。分母为零或空白的不核对，在 `coverage.json` 注明原因。看不出分子分母的比率不作推断。",
      "A rate that agrees only when cut off is `truncated`. A blank denominator, or nought, is not checked and `coverage.json` says why. A rate whose two figures cannot be made out is left alone.",
    ),
  },
  "average-mismatch": {
    means: say(
      "人均、人平、次均、户均数不等于金额除以人数（人次、户数）。单位自动换算：万元 ÷ 人 = 元。",
      "An average per person, case or household is not the amount divided by the number. Units are heeded: 万元 ÷ 人 gives 元.",
    ),
    severity: say("错误。", "Error."),
    act: say(
      "核对金额、人数和均数；留意金额与人数是否同一口径（同一级别、同一时段）。",
      "Check amount, number and average, and that amount and number cover the same level and period.",
    ),
    not: say(
      "只有舍去尾数才相符的报 `truncated`。定死的标准、单价、限额不是算出来的均数，不核对。附近找不到成规律的金额与人数的均数不作推断。",
      "An average that agrees only when cut off is `truncated`. A standard, a price or a limit is set, not computed, and is not checked. Where no amount and number nearby fit, nothing is claimed.",
    ),
  },
  "growth-mismatch": {
    means: say(
      "增减率（增幅、同比）不等于（本期数 − 上期数）÷ 上期数。",
      "A rate of change is not (this period − last period) ÷ last period.",
    ),
    severity: say("错误。", "Error."),
    act: say(
      "核对两期数和增减率：正负号是否丢失，分母是否误用本期数，是否有一期的数改了而增减率没有更新。",
      "Check both periods and the rate: a lost sign, this period taken as the base, or a period corrected and the rate left as it was.",
    ),
    not: say(
      "增减额报 `difference-mismatch`。上期数为零或空白的不核对。文中与“年初预算”等其他基数比较的，不当作与上年比较。",
      "A change in amount is `difference-mismatch`. A last period of nought or blank is not checked. A sentence that compares with another base, such as the budget, is not read as a change on last year.",
    ),
  },
  "product-mismatch": {
    means: say(
      "金额不等于人数（数量）乘以标准：其余各行都按同一标准计算而这一行不是，或规则包写明的乘积不成立。",
      "An amount is not the number times the standard: every other line keeps one standard and this one does not, or a product that a rule pack states does not hold.",
    ),
    severity: say(
      "待核实：标准是由其余各行推断的，可能有正当的例外。规则包写明的可为错误。",
      "Warning, for the standard is inferred from the other lines and an exception may be sound. A rule pack may make it an error.",
    ),
    act: say(
      "按标准重新计算该行；若有减免、跨年或两种标准，请附说明。",
      "Compute the line again by the standard; where there are exemptions, arrears or a second standard, ask for the explanation.",
    ),
    not: say(
      "至少五行都合同一标准才据以推断；行数不足或例外过多的不报。",
      "A standard is believed only when five lines or more keep it; with fewer lines, or many exceptions, nothing is reported.",
    ),
  },
  "balance-mismatch": {
    means: say(
      "期初、本期变动、期末对不上：期末（累计）结余 ≠ 期初（上年）结余 + 本年收入 − 本年支出，或 ≠ 上年结余 + 当年结余；期初 ≠ 上期期末；收入总计 ≠ 支出总计。",
      "Opening, movements and closing do not agree: the closing balance is not opening + income − outlay, or not last year's balance + the year's; an opening is not the last closing; both sides of a statement do not come to the same total.",
    ),
    severity: say(
      "错误：超出尾差。待核实：期初与上期期末在各年都不相等。",
      "Error beyond rounding; warning where an opening carries over in no year.",
    ),
    act: say(
      "核对期初数是否等于上期期末数，有没有漏列的收支（利息、上缴、调整），再看结余本身。",
      "Check that the opening is last period's closing, then for a movement left out (interest, transfers, adjustments), then the balance itself.",
    ),
    not: say(
      "只有收入减支出、没有期初数的报 `difference-mismatch`。名称有“结余”而看不出收支的，不作推断。",
      "Income less outlay without an opening is `difference-mismatch`. A balance whose income and outlay cannot be made out is left alone.",
    ),
  },
  "tie-mismatch": {
    means: say(
      "同一事项、同一单位（地区）、同一期间的数，在两张表或两份文件中不一致。",
      "The same indicator of the same entity and period differs between two tables or documents.",
    ),
    severity: say(
      "错误：两栏标题有相同的用词。待核实：只凭多行数值一致推断为同一事项。",
      "Error where the headings of both columns share words. Warning where only the agreement of the other rows shows that both report one fact.",
    ),
    act: say(
      "以原始凭证为准，更正其中一处；若口径或取数时点不同，请在表下注明。",
      "Let the vouchers decide which is corrected; where scope or date differ, a note under the table should say so.",
    ),
    not: say(
      "名称对不上的数从不相比。单位不同先换算：51760512.34 元与 5176.05 万元相符。两栏多数行不一致的，视为两回事，不报。",
      "Figures whose names do not say that they are the same are never compared. Units are converted first: 51760512.34元 agrees with 5176.05万元. Columns that differ on most rows are two facts, not a mismatch.",
    ),
  },
  "prose-mismatch": {
    means: say(
      "文字与表格、或文字前后两处，说的是同一指标、同一年度，数却不一致；表中没有合计行，各行之和不等于文中写明的合计；或文字说法与表中数相抵触（由规则包规定）。",
      "The text and a table, or two passages of the text, give the same indicator of the same year differently; the rows of a table without a total row do not add up to the total in the text; or what the text says contradicts a figure of the table (where a rule pack says so).",
    ),
    severity: say(
      "错误：用词相同、年度不相抵触而数不同。待核实：规则包中降级的说法。",
      "Error where words and year are the same and the figures are not. Warning for statements that a rule pack rates lower.",
    ),
    act: say(
      "对照账表，更正写错的一处；两处依据不同的，请统一来源。",
      "Compare both with the accounts and correct the one that is wrong; where they rest on different sources, agree on one.",
    ),
    not: say(
      "文中分项加不成总数报 `sum-mismatch`，文中比率报 `ratio-mismatch`，增减报 `difference-mismatch` 或 `growth-mismatch`。换算单位、四舍五入后相符的不报。",
      "Parts in a sentence that do not add up are `sum-mismatch`, rates `ratio-mismatch`, changes `difference-mismatch` or `growth-mismatch`. What agrees after conversion and rounding is not reported.",
    ),
  },
  "score-mismatch": {
    means: say(
      "得分算不出来：总分不等于各项得分之和，得分不等于满分×执行率，分组标题中的分数不等于其下分值之和，得分不是扣分标准能得出的数，或结果相同而得分不同。",
      "A score does not work out: the total is not the sum of its items, a score is not its points times the execution rate, the points of a group are not those of its items, the printed scale cannot give the score, or like results were scored unlike.",
    ),
    severity: say(
      "错误：总分、分组分值、执行率得分等算式不成立。待核实：相同结果评分不一，或需按评分标准理解的扣分。",
      "Error where totals, group points or the execution score do not come out. Warning where like results were scored unlike, or where a scoring rule has to be understood.",
    ),
    act: say(
      "按表中印的评分标准重新计分、重新加总；不同的，写明扣分理由。",
      "Score again by the rule that the form prints and add up again; where it stays different, write down the reason.",
    ),
    not: say(
      "得分高于分值报 `over-limit`，缺一项得分报 `missing-value`。一张表对一张表的评分差异不报：至少两张表同分，才算有惯例。",
      "A score above its points is `over-limit`, a score left blank `missing-value`. One form against one other shows no custom: at least two must agree before a third is called odd.",
    ),
  },
  "over-limit": {
    means: say(
      "部分大于总体或超过上限：得分高于该项分值，“其中”各项之和大于总项，支出超过预算上限（由规则包规定）。",
      "A part is more than its whole or a limit: a score above its points, parts under 其中 above the whole, spending above a limit that a rule pack states.",
    ),
    severity: say(
      "错误；规则包或通常口径推断的为待核实。",
      "Error; warning where a rule pack says so or only the usual meaning of the words makes one a part of the other.",
    ),
    act: say("核对两个数及其口径，更正其一。", "Check both figures and what they cover, and correct one."),
    not: say(
      "得分低于分值、部分小于总体，不报。完成值与目标值相比报 `target-missed`。",
      "A score below its points and a part below its whole are not reported. Results against targets are `target-missed`.",
    ),
  },
  "target-missed": {
    means: say(
      "全年完成值没有达到指标值（年度目标值）：低于下限、超过上限，或落在区间之外。",
      "A result does not reach its target: below the least, above the most, or outside the range.",
    ),
    severity: say(
      "待核实：目标没有完成不是差错，但须有原因说明和相应的扣分。",
      "Warning: to miss a target is no mistake, but it calls for a reason and a lower score.",
    ),
    act: say(
      "核对目标值与完成值；确未完成的，检查“偏差原因”是否填写、得分是否相应扣减。",
      "Check target and result; where it was missed, see that the reason is filled in and the score is lower.",
    ),
    not: say(
      "“左右”“约”等目标不作判断；单位不同的不比较。没有写 ≥ ≤ 的，按指标名称判断方向（成本、费用、投诉类越低越好，其余越高越好）。",
      "A target of “about” is not judged, nor are figures in different units compared. Without ≥ or ≤ the indicator's name gives the direction: costs and complaints should be low, everything else high.",
    ),
  },
  truncated: {
    means: say(
      "算出来的数（均数、比率、换算后的金额等）只有舍去尾数才与填报数相符，四舍五入则不符。",
      "A computed figure (an average, a rate, a converted amount) agrees with what is reported only if it was cut off instead of rounded.",
    ),
    severity: say("待核实。", "Warning."),
    act: say(
      "改为四舍五入；若制度规定舍去尾数，在规则包中写明 `rounding: truncated`。",
      "Round it; where the rules prescribe cutting off, say `rounding: truncated` in a rule pack.",
    ),
    not: say(
      "加、减得出的数不适用：它们的差额要么是尾差，要么是不符。",
      "It does not apply to sums and differences: those are either within rounding or do not agree.",
    ),
  },
  rounding: {
    means: say(
      "有差额，但在四舍五入所能解释的范围之内：每个换算单位（万元、亿元）的数代表末位前后半个单位的区间，区间相交即为尾差。",
      "There is a difference, but rounding explains it: each figure in a converted unit (万元, 亿元) stands for half a unit of its last place either way, and the ranges meet.",
    ),
    severity: say("提示。", "Note."),
    act: say(
      "一般无须处理；要求分毫不差的报表，请在合计处调整并注明尾差。",
      "Usually nothing. Where a statement must agree to the last digit, adjust it at the total and note the rounding.",
    ),
    not: say(
      "以元、人、分为单位的整数没有尾差，差一也是不符。区间不相交的，按所属关系报不符。",
      "Whole numbers in 元, 人 or 分 have no rounding: one off does not agree. Where the ranges do not meet, the relation's own code is reported.",
    ),
  },
} as const satisfies { readonly [code in Code]?: Explanation };
