import type { Code } from "../../../src/model/finding.ts";
import { type Explanation, type Reserved, say } from "../explanation.ts";

/** Codes about a figure, a row or a cell by itself. */
export const figures = {
  "excess-precision": {
    means: say(
      "一个数的小数位比同栏其余各数多，而多出的位数不是零：两位小数的栏里出现 1187.117。多为公式结果未取整或笔误。",
      "A figure has more decimals than the rest of its column, and they are not noughts: 1187.117 in a column kept to two. Mostly an unrounded formula or a typing error.",
    ),
    severity: say(
      "待核实：该栏统一保留小数。提示：该栏都是整数（整数可能只是凑巧）。",
      "Warning in a column kept to decimals; note in a column of whole numbers, which may be round by chance.",
    ),
    act: say(
      "四舍五入到该栏的位数，再看由它算出的数是否仍然成立。",
      "Round it to the decimals of its column, then see whether what was computed from it still holds.",
    ),
    not: say(
      "位数少（33685 在两位小数的栏里）不报：视为省略了末尾的零。同栏不足四个数、或不到八成守同一位数的，谈不上惯例，不报。同表同单位的数多次用到这样的位数，也不报。",
      "Fewer decimals (33685 in a column of two) are not reported: trailing noughts were left out. A column of fewer than four figures, or where fewer than four in five keep the custom, has none. Nor is it reported where several figures of that unit in the table have as many.",
    ),
  },
  "hidden-precision": {
    means: say(
      "单元格存储的小数位多于显示的位数：显示 426.25，实存 426.2479。显示的各数相加，可能不等于显示的合计。",
      "A cell stores more decimals than it shows: 426.25 shown, 426.2479 held. What is shown may then not add up to the total shown.",
    ),
    severity: say("提示。每栏只报一次，写明有几个。", "Note, once a column, with their number."),
    act: say("报送前用 ROUND 取整，使所见即所存。", "Round the stored values before submitting, so that what is seen is what is held."),
    not: say(
      "二进制存储造成的末位误差（124599.99999999999）按 15 位有效数字还原，不报。显示数不相加而存储数相加的关系视为相符。",
      "The last-digit noise of binary storage (124599.99999999999) is taken back to 15 significant digits and not reported. A relation that holds on the stored values agrees.",
    ),
  },
  "unit-slip": {
    means: say(
      "数字与它的计量单位不相称：总人口“312540万人”，或总数的单位与所列分项对不上（505元，分项却以万元计）。",
      "A figure cannot be meant in the unit it is printed in: a population of “312540万人”, or a total whose unit does not fit its parts (505元 over parts in 万元).",
    ),
    severity: say("错误。", "Error."),
    act: say("核对单位（元、万元；人、万人），更正文字。", "Check the unit (元 or 万元, 人 or 万人) and correct the text."),
    not: say(
      "数量级不同但可能属实的不报：须超过全国人口，或是同一材料中其他人数的数千倍。表内混用元与万元时，报所破坏的关系（如 `sum-mismatch`），并在“最可能有误的数”中说明像是单位混用。",
      "A large figure that may be true is not reported: it must exceed any country's population or be thousands of times the other counts of the submission. 元 among 万元 inside a table is reported as the relation it breaks (such as `sum-mismatch`), whose likeliest culprit says that units look confused.",
    ),
  },
  implausible: {
    means: say(
      "数字之间没有算术矛盾，但不合常理：例如人数少于预算而资金全部支出。目前由规则包规定。",
      "Nothing contradicts in arithmetic, yet it is unlikely: fewer persons than budgeted and all the money spent. In this version rule packs say what is.",
    ),
    severity: say("待核实：可能有正当理由。", "Warning: there may be a good reason."),
    act: say("请报送单位说明；说明成立的，记入处理意见。", "Ask the submitter to explain, and keep the explanation with the disposition."),
    not: say(
      "能用算式证明的矛盾报各自的代码。`--rules none` 时不报。",
      "What arithmetic disproves has its own code. With `--rules none` it is not reported.",
    ),
  },
  "missing-value": {
    means: say(
      "该填的没有填：分成几块的自评表总分已知、只缺一项得分；或规则包规定必填（如目标未完成的原因）。",
      "What should be filled in is blank: one score of a form of several blocks whose total is given, or what a rule pack requires (such as the reason for a missed target).",
    ),
    severity: say("待核实。", "Warning."),
    act: say(
      "补填；缺一项得分的，消息中给出按总分倒推的数，供核对。",
      "Fill it in. For a missing score the message gives the figure that the total leaves for it.",
    ),
    not: say(
      "一般的空白单元格不报：空白不等于零，求和时按零计入。缺两项以上的不倒推。",
      "A blank cell as such is not reported: blank is not nought, though a sum takes it for that. With two or more missing, nothing is worked out.",
    ),
  },
  "duplicate-row": {
    means: say(
      "同一张表里，两行的名称和所有数字完全相同，可能重复填列。",
      "Two rows of one table have the same labels and the same figures: it may have been entered twice.",
    ),
    severity: say("待核实。", "Warning."),
    act: say(
      "确属重复的，删除一行并重算合计；确是两笔的，在名称中区分。",
      "If it is one entry, delete a row and add up again; if there are two, let their labels tell them apart.",
    ),
    not: say(
      "名称不同而数相同、只有一两位数字的行、合计行、评分行，不报。",
      "Rows with other labels, rows whose figures have only a digit or two, totals and scores are not reported.",
    ),
  },
  "text-number": {
    means: say(
      "看起来是数，Excel 却当作文本：以文本格式存储，或夹有空格、全角字符。Excel 求和时会漏掉它。",
      "It looks like a number but Excel takes it for text: stored as text, or written with blanks or full-width marks. Excel leaves it out of sums.",
    ),
    severity: say(
      "提示：以文本存储（每栏只报一次）；全表的千位都以空格或全角字符分隔（每表只报一次）。待核实：表格文件中个别数字夹有空格或全角字符。",
      "Note where it is stored as text (once a column), or where all thousands of a table are parted by blanks or full-width marks (once a table). Warning where such marks stand in single figures of a sheet.",
    ),
    act: say("转换为数字后重算合计，看是否有合计漏了它。", "Turn it into a number and compute the totals again: one may have left it out."),
    not: say(
      "Word 表格里的数本来就是文字，不报（夹空格的只作提示）。带 ≥、%、约等的数，编号和日期，不报。核对时一律按数值计算。",
      "Figures of a Word table are text anyway (only blanks inside are noted). Figures with ≥, % or 约, numbers of items and dates are not reported. In every check it counts as the number it says.",
    ),
  },
  "formula-overwritten": {
    means: say("同栏（行）都是公式，唯独一格是手工键入的常数。", "One cell of a row or column of formulas holds a typed constant."),
    severity: say("待核实；键入的数与公式结果相同的为提示。", "Warning; a note where the typed figure equals the result."),
    act: say("恢复公式，或说明为何改为常数。", "Put the formula back, or say why it was replaced."),
    not: say(
      "整行、整列的手填数，期初余额，合计行里的比率，逐行加一的序号，不报。",
      "Whole lines of inputs, opening balances, rates in a row of sums and numbers that count rows are not reported.",
    ),
  },
  "formula-inconsistent": {
    means: say(
      "公式与左右（上下）相邻单元格的规律不同，或合计公式漏了紧邻的行。",
      "A formula differs from those beside it, or a sum leaves out the rows next to it.",
    ),
    severity: say("待核实；结果相同的为提示。", "Warning; a note where the result is the same."),
    act: say("与相邻公式对照，改正引用范围。", "Compare it with its neighbours and correct the range."),
    not: say(
      "明细之间的小计行、末尾的合计行、交替出现的公式、其中项，不报。",
      "Subtotals between items, totals at the end, formulas that take turns and parts under 其中 are not reported.",
    ),
  },
  "stale-formula": {
    means: say(
      "保存的公式结果不是公式现在应得的数：改了数据而没有重新计算。",
      "The saved result is not what the formula gives now: data were changed and not recalculated.",
    ),
    severity: say("错误；只在不显示的小数位上不同的为提示。", "Error; a note where only decimals differ that are not shown."),
    act: say(
      "在 Excel 中全部重算（Ctrl+Alt+F9），保存后重新报送。",
      "Recalculate everything in Excel (Ctrl+Alt+F9), save, and submit again.",
    ),
    not: say(
      "二进制尾差不报；引用其他文件、名称、日期或不认识的函数的公式不重算；`.xlsb` 的公式不重算；从未计算的公式另报 `not-checked`。",
      "Binary noise is not reported. Formulas that read other files, names, dates or unknown functions, and those of `.xlsb`, are not computed again. A formula never calculated is `not-checked`.",
    ),
  },
} as const satisfies { readonly [code in Code]?: Explanation | Reserved };
