import type { Code } from "../../../src/model/finding.ts";
import { type Explanation, say } from "../explanation.ts";

/** Codes about a file as such, and about what was left unchecked. */
export const files = {
  "hidden-content": {
    means: say(
      "文件里有页面上看不到的内容：隐藏的工作表、行、列，数字格式隐去的内容，合并单元格盖住的值，未定稿的修订，隐藏文字，宏。",
      "The file holds what its pages do not show: hidden sheets, rows and columns, content that a number format blanks out, values under merged cells, tracked changes, hidden text, macros.",
    ),
    severity: say("提示。", "Note."),
    act: say(
      "取消隐藏后查看，确认这些内容是否应当计入、是否应当报送。",
      "Unhide it and decide whether it belongs in the figures, and in the submission.",
    ),
    not: say(
      "隐藏的工作表、行、列照常读取和核对；隐藏文字不参与核对；修订按全部接受读取；宏从不运行。",
      "Hidden sheets, rows and columns are read and checked all the same; hidden text is left out; tracked changes are read as accepted; macros are never run.",
    ),
  },
  "unreadable-file": {
    means: say(
      "文件无法读取，或只能读取一部分：空文件、已截断、已损坏、内容无法识别、超出处理上限、含不安全的结构（压缩炸弹、指向包外的名称、外部实体），或读取时消失、变动、没有权限。",
      "The file cannot be read, or only in part: empty, cut short, damaged, of no known kind, beyond the limits, unsafe (a zip bomb, a name that leads out of the package, entities), or gone, changed or forbidden while it was read.",
    ),
    severity: say(
      "错误：整个文件或工作表未核对，退出码为 3。待核实：已读取，但有几个字符或引号读不准。",
      "Error: the file or a sheet was not checked at all, and the exit status is 3. Warning: it was read, but some characters or quotes are in doubt.",
    ),
    act: say(
      "按消息所说的办法重新保存、重新报送；报送材料中的其他文件照常核对。",
      "Save and submit it again as the message says; the other files of the submission were checked.",
    ),
    not: say(
      "设有密码的报 `encrypted-file`；完好但不支持的格式报 `unsupported-format`。",
      "A password makes it `encrypted-file`; a sound file of another kind is `unsupported-format`.",
    ),
  },
  "encrypted-file": {
    means: say("文件设有打开密码，未核对。", "The file is protected by a password; nothing in it was checked."),
    severity: say("错误；退出码为 3。", "Error, and the exit status is 3."),
    act: say(
      "取消密码后重新报送。不要把密码写进文件名或邮件正文。",
      "Remove the password and submit it again. Do not send the password along in a name or a mail.",
    ),
    not: say("只限制编辑、仍可打开的文件照常读取，不报。", "A file that may be opened but not edited is read and not reported."),
  },
  "unsupported-format": {
    means: say(
      "内容是暂不支持的格式（PDF、旧版 .doc、图片、网页、压缩包等），未核对；或扩展名与内容不符，已按内容读取。",
      "The content is of a kind that is not read (PDF, old .doc, images, web pages, archives …) and was not checked; or the name says another format than the content, which was read as what it is.",
    ),
    severity: say(
      "错误：未核对，退出码为 3。提示：只是扩展名不对，已读取。",
      "Error: not checked, exit status 3. Note: only the name is wrong, and it was read.",
    ),
    act: say(
      "另存为 .docx、.xlsx 或 .csv 后重新报送；扩展名不对的请改正。",
      "Save it as .docx, .xlsx or .csv and submit that; correct a wrong extension.",
    ),
    not: say(
      "是什么格式只看内容：扩展名写错的 Word 文件照样按 Word 读取。",
      "Content alone decides: a Word file under another name is read as Word.",
    ),
  },
  "not-checked": {
    means: say(
      "规则包中有一条规则适用于这张表，却因表头不同、单元格为空等原因无法核对；或报送材料是空文件夹，没有可核对的文件。",
      "A rule of a rule pack is for this table but could not be checked, because headings differ or cells are blank; or the submission is an empty folder.",
    ),
    severity: say("提示；空材料为错误。", "Note; an error for an empty submission."),
    act: say(
      "人工核对此项；若表式与规则不同，请修改规则包中的名称。",
      "Check it by hand; where the form differs from the rule, change the names in the rule pack.",
    ),
    not: say(
      "单个数字未能核对（没有勾稽关系、除数为零等）不逐个报，统一列在 `coverage.json` 和报告的“未核对”部分。规则包中标明 `optional` 的规则不报。",
      "Single figures that no relation reaches, or whose divisor is nought, are not reported one by one: `coverage.json` and the report list them with the reason. Rules marked `optional` are not reported.",
    ),
    unshown: say(
      "本版本在规则包的规则适用于某表却无从核对时报出；现有样例文件都不触发它。",
      "This version reports it where a rule is for a table but cannot be applied; none of the fixtures brings it about.",
    ),
  },
} as const satisfies { readonly [code in Code]?: Explanation };
