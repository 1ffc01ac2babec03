import { tieTables } from "../../src/checks/tie-tables.ts";
import { tryCheck } from "../support/try-check.ts";

const income = `
  区县 | 财政补助（万元） | 个人缴费（万元）
  东山 | 18907.99 | 6162.56
  西岭 | 33975.15 | 10947.61
  北港 | 3915.14 | 1236.02
  南塘 | 4430.06 | 1477.8
  中渡 | 30160.71 | 9853.63`;

const paid = (third: string): string => `
  区县 | 财政资金合计（万元） | 个人实缴数（万元）
  东  山 | 18907.99 | 6162.56
  西  岭 | 33975.15 | 10947.61
  北  港 | ${third} | 1236.02
  南  塘 | 4430.06 | 1477.8
  中  渡 | 30160.71 | 9853.63`;

const inYuan = (third: string): string => `
  区县 | 财政补助（元） | 个人缴费（元）
  东山 | 189079900 | 61625600
  西岭 | 339751500 | 109476100
  北港 | ${third} | 12360244
  南塘 | 44300600 | 14778000
  中渡 | 301607100 | 98536300`;

const schools = (district: string, sum: string): string => `
  片区 | 项目 | 补助金额（万元） | 学生人数
  ${district} | 伙食费 | 18907.99 | 6162
  ^ | 住宿费 | 33975.15 | 10947
  ^ | 交通费 | 3915.14 | 1236
  ^ | 书本费 | 4430.06 | 1477
  ^ | 小计 | ${sum} | 19822`;

tryCheck(tieTables, {
  agrees: {
    "two tables of one fact, names spaced differently": [income, paid("3915.14")],
    "one in 元, what 万元 rounds off included": [income, inYuan("39151432")],
    "the subtotals of two districts, though their lines agree": [schools("东片区", "61228.34"), schools("西片区", "70000.00")],
  },
  differs: {
    "one district differs": { drawing: [income, paid("3951.14")], finds: [{ code: "tie-mismatch", severity: "error", at: "B4" }] },
    "one district differs in another unit": {
      drawing: [income, inYuan("39511400")],
      finds: [{ code: "tie-mismatch", severity: "error", at: "B4" }],
    },
  },
});
