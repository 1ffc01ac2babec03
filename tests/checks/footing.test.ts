import { footing } from "../../src/checks/footing.ts";
import { tryCheck } from "../support/try-check.ts";

tryCheck(footing, {
  agrees: {
    "two breakdowns of one whole, each under 其中": `
      指标 | 年末数（万人）
      总人口 | 315.9
      其中：城镇 | 160.8
      乡村 | 155.0
      其中：男性 | 157.8
      女性 | 158.0`,
    "a total below its rows": `
      区县 | 收入 | 支出
      东山 | 100.25 | 80.10
      西岭 | 250.50 | 260.00
      合计 | 350.75 | 340.10`,
    "within rounding (尾差)": `
      区县 | 金额（万元）
      东山 | 100
      西岭 | 200
      北港 | 300
      合计 | 601`,
    "a total above its rows": `
      项目 | 本年数
      合计 | 610.5
      工资 | 400.3
      办公费 | 210.2`,
    "groups that only their figures show, and a total of their heads": `
      项目 | 本年数 | 上年数
      甲类救助 | 100 | 90
      住院 | 40 | 35
      门诊 | 60 | 55
      乙类救助 | 80 | 70
      急难 | 50 | 45
      日常 | 30 | 25
      合计 | 180 | 160`,
    "numbered parents over their items, and a total of parents": `
      项目 | 预算数
      一、税收收入 | 3000
      1、增值税 | 1800
      2、契税 | 1200
      二、非税收入 | 700
      1、专项收入 | 400
      2、罚没收入 | 300
      收入合计 | 3700`,
    "the parts named under 其中 need not be all": `
      指标 | 数量
      参保单位 | 42269
      其中：1、街道 | 1329
      2、学校 | 466`,
    "changes below a total that nothing names are not added up": `
      地方 | 收入 | 变动
      本市 | 60075.34 | -3.9
      东山 | 18907.99 | 2.4
      西岭 | 33975.15 | 17.1
      北港 | 3915.14 | -32.9
      南塘 | 3277.06 | 11.0`,
    "a contract given again at each payment is counted once": `
      用途 | 合同金额 | 本次支付
      预付款 | 2000.00 | 400.00
      进度款 | 2000.00 | 600.00
      结算款 | 2000.00 | 500.00
      监理费 | 60.00 | 45.00
      合计 | 2060.00 | 1545.00`,
    "codes with one code under them, and a total of the outermost": `
      科目编码 | 科目 | 预算数（万元）
      208 | 社会保障和就业支出 | 120.00
      20822 | 移民后期扶持支出 | 120.00
      2082201 | 移民补助 | 80.00
      2082202 | 基础设施建设 | 40.00
      212 | 城乡社区支出 | 5600.00
      21208 | 土地出让收入安排的支出 | 5200.00
      2120801 | 征地补偿支出 | 3200.00
      2120802 | 土地开发支出 | 2000.00
      21213 | 城市基础设施配套费支出 | 400.00
      2121301 | 城市公共设施 | 400.00
       | 合计 | 5720.00`,
    "a blank counts as nought": `
      资金来源 | 金额
      中央补助 | 4000.5
      地方资金 |
      合计 | 4000.5`,
  },
  differs: {
    "a list that begins at 2": {
      drawing: `
        项目 | 金额（万元）
        基金总支出 | 33461
        2、居民医疗保险基金支出 | 14782
        3、其他医疗保险基金支出 | 1504`,
      finds: [{ code: "sum-mismatch", severity: "warning", at: "B2" }],
    },
    "a city that is more than its districts by a like share in every column": {
      drawing: `
        地区 | 债务限额（万元） | 债务余额（万元）
        临江市 | 4265887 | 3984212
        东山区 | 215464 | 208801
        西岭县 | 428916 | 399526
        北港县 | 687937 | 671103
        南浦县 | 658770 | 643511`,
      finds: [
        { code: "sum-mismatch", severity: "warning", at: "B2" },
        { code: "sum-mismatch", severity: "warning", at: "C2" },
      ],
    },
    "one column of the total is wrong": {
      drawing: `
        区县 | 收入 | 支出
        东山 | 100.25 | 80.10
        西岭 | 250.50 | 260.00
        合计 | 350.75 | 341.10`,
      finds: [{ code: "sum-mismatch", severity: "error", at: "C4" }],
    },
    "the only column of a plain list": {
      drawing: `
        区县 | 参保人数（人）
        东山 | 1371
        西岭 | 13457
        北港 | 8308
        合计 | 23138`,
      finds: [{ code: "sum-mismatch", severity: "error", at: "B5" }],
    },
    "a large amount beside small numbers that agree": {
      drawing: `
        类别 | 资产名称 | 数量（台） | 金额（元）
        办公设备 | 台式电脑 | 45 | 189000.00
        ^ | 打印机 | 12 | 22200.00
        ^ | 小计 | 57 | 211230.00
        专用设备 | 服务器 | 4 | 272000.00
        ^ | 交换机 | 6 | 57000.00
        ^ | 小计 | 10 | 329000.00
        总计 | < | 67 | 540200.00`,
      finds: [
        { code: "sum-mismatch", severity: "error", at: "D4", suspect: "D4" },
        { code: "sum-mismatch", severity: "error", at: "D8", suspect: "D4" },
      ],
    },
    "one of two lists that end in named totals": {
      drawing: `
        项目 | 决算数（万元）
        一、财政拨款收入 | 3123.55
        二、事业收入 | 120.40
        三、其他收入 | 33.18
        本年收入合计 | 3274.13
        年初结转和结余 | 212.46
        总计 | 3486.59`,
      finds: [{ code: "sum-mismatch", severity: "warning", at: "B5" }],
    },
    "a total that misses the heads of groups that only their figures show": {
      drawing: `
        项目 | 金额（万元）
        甲项目 | 16899
        设备 | 1500
        人员 | 2000
        材料 | 13399
        乙项目 | 11170
        设备 | 6170
        人员 | 5000
        合计 | 28096`,
      finds: [{ code: "sum-mismatch", severity: "error", at: "B9" }],
    },
    "an only child that does not equal its parent": {
      drawing: `
        科目编码 | 科目 | 合计 | 基本支出 | 项目支出
        205 | 教育支出 | 25.30 | 25.30 |
        20508 | 进修及培训 | 25.30 | 25.30 |
        208 | 社会保障和就业支出 | 180.12 | 180.12 |
        20805 | 养老支出 | 180.12 | 108.12 |
        221 | 住房保障支出 | 117.46 | 97.46 | 20.00
        22102 | 住房改革支出 | 117.46 | 97.46 | 20.00`,
      finds: [{ code: "sum-mismatch", severity: "warning", at: "D4" }],
    },
    "parts named under 其中 are more than the whole": {
      drawing: `
        项目 | 预算数
        年度资金总额 | 0
        其中：财政拨款 | 90
        其他资金 | 5`,
      finds: [{ code: "over-limit", severity: "error", at: "B2" }],
    },
  },
  ignores: {
    "a total whose lines come to exactly twice as much tells them on two levels": `
      项目 | 金额（万元）
      设备 | 1500
      人员 | 2000
      材料 | 13399
      甲项目 | 16899
      设备 | 6170
      人员 | 5000
      乙项目 | 11170
      合计 | 28069`,
    "a total of lines on two levels that neither words nor figures tell apart": `
      项目 | 金额（万元）
      甲项目 | 16899
      设备 | 1500
      人员 | 2000
      材料 | 13999
      乙项目 | 11170
      设备 | 6170
      人员 | 5000
      合计 | 28069`,
    "rates and averages have no total": `
      区县 | 参保率 | 人均补助（元）
      东山 | 95.10% | 450
      西岭 | 96.20% | 460
      合计 | 95.60% | 455`,
  },
});
