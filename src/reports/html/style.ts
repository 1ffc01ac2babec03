/** A text as a CSS string: everything but plain letters and digits as an escape, so that no name can end the string or the element. */
const cssString = (text: string): string => `"${text.replace(/[^\p{L}\p{N} ]/gu, (mark) => `\\${mark.codePointAt(0)!.toString(16)} `)}"`;

const SCREEN = `
:root{--ink:#1c2126;--soft:#59626b;--line:#d5d2c8;--hair:#e7e4db;--paper:#fff;--ground:#f4f2ec;--link:#1d4f79;
--error:#9b1c1c;--error-tint:#fbeceb;--warning:#855300;--warning-tint:#fdf4e1;--info:#44576a;--info-tint:#eef2f6;
--ok:#1f6b45;--ok-tint:#edf5ef;
--sans:"Helvetica Neue",Arial,"PingFang SC","Hiragino Sans GB","Microsoft YaHei","Noto Sans CJK SC","Source Han Sans SC",sans-serif;
--serif:Georgia,"Times New Roman","Songti SC",STZhongsong,"Source Han Serif SC","Noto Serif CJK SC",SimSun,serif;
--mono:ui-monospace,SFMono-Regular,Consolas,"Liberation Mono",monospace}
*{box-sizing:border-box}
html{font-size:15px;scroll-padding-top:1rem;-webkit-text-size-adjust:100%}
body{margin:0;background:var(--ground);color:var(--ink);font:1rem/1.65 var(--sans);font-variant-numeric:tabular-nums;line-break:strict;overflow-wrap:anywhere;text-autospace:normal}
a{color:var(--link);text-underline-offset:.18em;text-decoration-thickness:1px}
a:focus-visible,summary:focus-visible,.scroll:focus-visible{outline:2px solid var(--link);outline-offset:2px}
h1,h2,h3,h4{line-height:1.35;margin:0;text-wrap:balance}
p,dl,dd,ul,figure{margin:0}
code,.hash{font-family:var(--mono);font-size:.86em}
.pick{position:fixed;top:0;left:0;opacity:0;width:1px;height:1px}
#lang-zh:checked~* .en,#lang-en:checked~* .zh{display:none}
.page{max-width:1560px;margin:0 auto;display:grid;grid-template-columns:14rem minmax(0,1fr);gap:0 1.6rem;padding:0 1.5rem 3rem}
.bar-top{grid-column:1/-1;display:flex;justify-content:space-between;align-items:center;padding:.8rem 0;gap:1rem}
.bar-top .brand{font:600 .95rem var(--mono);letter-spacing:.02em}
.lang{display:flex;border:1px solid var(--line);border-radius:3px;overflow:hidden;background:var(--paper)}
.lang label{padding:.15rem .8rem;cursor:pointer;font-size:.87rem;color:var(--soft)}
#lang-zh:checked~.page [for=lang-zh],#lang-en:checked~.page [for=lang-en]{background:var(--ink);color:#fff}
#lang-zh:focus-visible~.page [for=lang-zh],#lang-en:focus-visible~.page [for=lang-en]{outline:2px solid var(--link);outline-offset:-3px}
nav{position:sticky;top:0;align-self:start;max-height:100vh;overflow:auto;font-size:.87rem;padding:.2rem 0 2rem}
nav>ol{list-style:none;margin:0;padding:0;border-top:2px solid var(--ink)}
nav>ol>li{border-bottom:1px solid var(--line);padding:.45rem 0}
nav a{text-decoration:none;color:var(--ink)}
nav a:hover{text-decoration:underline}
nav ol ol{list-style:none;margin:.25rem 0 0;padding:0}
nav ol ol li{padding:.1rem 0;display:flex;gap:.5em;line-height:1.4;color:var(--soft)}
nav ol ol a{color:inherit}
nav .ref{flex:none;min-width:2.1em;font-weight:600}
nav .error .ref{color:var(--error)}nav .warning .ref{color:var(--warning)}
main{background:var(--paper);border:1px solid var(--line);border-top:3px solid var(--ink);padding:2rem 2.4rem 2.5rem;min-width:0}
main>section+section{margin-top:2.6rem}
h2{font:600 1.32rem/1.35 var(--serif);border-bottom:1px solid var(--ink);padding-bottom:.35rem;margin-bottom:1rem}
h3{font-size:1rem;font-weight:600;margin:1.2rem 0 .4rem}
.kind{color:var(--soft);font-size:.87rem;letter-spacing:.06em}
h1{font:600 1.75rem/1.3 var(--serif);margin:.15rem 0 .9rem}
.verdict{display:flex;gap:.7rem;align-items:baseline;border-left:4px solid;padding:.6rem .9rem;font-size:1.12rem;line-height:1.5}
.verdict .shape{font-weight:700}
.verdict.error{border-color:var(--error);background:var(--error-tint)}.verdict.error .shape{color:var(--error)}
.verdict.warning{border-color:var(--warning);background:var(--warning-tint)}.verdict.warning .shape{color:var(--warning)}
.verdict.clean{border-color:var(--ok);background:var(--ok-tint)}.verdict.clean .shape{color:var(--ok)}
.verdict.nothing{border-color:var(--ink);background:repeating-linear-gradient(-45deg,#fdf4e1 0 10px,#f7e8c4 10px 20px)}
.refused{color:var(--error);font-weight:600}
.facts{display:grid;grid-template-columns:repeat(3,auto) minmax(12rem,1.4fr) minmax(14rem,1.6fr);border:1px solid var(--line);margin-top:1rem}
.fact{padding:.55rem .9rem;border-right:1px solid var(--line)}
.fact:last-child{border-right:0}
.fact dt{font-size:.83rem;color:var(--soft)}
.fact dd b{display:block;font-size:1.35rem;font-weight:600;line-height:1.3}
.fact.bad dd b{color:var(--error)}
.part{display:inline-block;margin-right:.8em;font-size:.83rem;color:var(--soft);white-space:nowrap}
.part.v{color:var(--ok)}.part.d{color:var(--error)}
.bar{display:block;width:100%;height:.5rem;margin:.2rem 0 .3rem}
.bar .u{fill:#e4e1d8}.bar .v{fill:#5c9a78}.bar .d{fill:#b3312b}
.sign-off,.disposition{display:none}
.none{color:var(--soft)}
.cause{border:1px solid var(--line);border-left-width:4px;padding:.9rem 1.1rem .8rem;margin-top:1rem}
.cause.error{border-left-color:var(--error)}.cause.warning{border-left-color:var(--warning)}
.cause:target{box-shadow:0 0 0 2px var(--link)}
.cause header{display:flex;gap:.7rem;align-items:baseline;flex-wrap:wrap}
.cause .ref{font-weight:700;text-decoration:none;color:inherit}
.cause h3{margin:0;font-weight:600}
.cause.error .severity,.cause.error .ref{color:var(--error)}.cause.warning .severity,.cause.warning .ref{color:var(--warning)}
.severity{margin-right:.4em}
.tags{margin-left:auto;color:var(--soft);font-size:.83rem}
.message{margin-top:.35rem;font-size:1.04rem}
.where{margin-top:.2rem;font-size:.9rem;color:var(--soft)}
.where .label{color:var(--ink);font-weight:600;margin-left:.4em}
.of-table{display:block}.where .of-table{color:var(--ink);font-weight:400}.list .of-table{font-size:.94em;color:var(--soft)}
.where q{display:block;color:var(--ink);quotes:"「" "」"}
.file{font-size:.94em;color:var(--soft)}
.work{display:flex;flex-wrap:wrap;gap:.8rem 1.6rem;margin:.7rem 0;align-items:flex-start}
.work .scroll{flex:1 1 26rem}
.scroll{overflow-x:auto;max-width:100%;background:linear-gradient(90deg,var(--paper) 1rem,transparent 2rem) 0/3rem 100% local,linear-gradient(270deg,var(--paper) 1rem,transparent 2rem) 100%/3rem 100% local,linear-gradient(90deg,rgba(28,33,38,.18),transparent) 0/.6rem 100%,linear-gradient(270deg,rgba(28,33,38,.18),transparent) 100%/.6rem 100%;background-repeat:no-repeat}
table{border-collapse:collapse}
table.sum{font-size:.92rem;line-height:1.5;min-width:min(100%,26rem)}
.sum caption{text-align:left;color:var(--soft);padding-bottom:.25rem;font-size:.9rem}
.sum th{font-weight:400;text-align:left;padding:.08rem 1.4rem .08rem .3rem}
.sum .place{font-size:.85em;white-space:nowrap}
.sum td{padding:.08rem .2rem;vertical-align:baseline}
.sum .sign{width:1.6em;text-align:right;color:var(--soft);white-space:nowrap}
.sum .n{text-align:right;white-space:nowrap;font-weight:500}
.sum td.close{padding:.08rem 0}
.sum .unit{color:var(--soft);font-size:.88em;padding-left:.35rem;white-space:nowrap}
.sum .pad{visibility:hidden}
.results tr:first-child td,.results tr:first-child th{border-top:1px solid var(--ink)}
.results .difference td,.results .difference th{font-weight:700;border-top:1px solid var(--ink);border-bottom:3px double var(--ink)}
.cause.error .difference .n{color:var(--error)}.cause.warning .difference .n{color:var(--warning)}
.results .slack{color:var(--soft)}.results .slack .n{font-weight:400}
.suspect{flex:0 1 19rem;border:1px solid var(--ink);padding:.6rem .8rem;font-size:.9rem;line-height:1.5}
.suspect h4{font-size:.83rem;font-weight:600;color:var(--soft)}
.change{font-size:1.15rem;font-weight:600;margin:.15rem 0}
.change s{text-decoration-thickness:2px;text-decoration-color:var(--error);color:var(--soft);font-weight:400}
.change ins{text-decoration:none}
.caution{color:var(--soft);font-size:.85rem}
.next{background:var(--ground);padding:.4rem .7rem;margin-top:.5rem}
.next b{margin-right:.5em}
.echoes{margin-top:.7rem;font-size:.92rem}
.echoes h4{font-size:.9rem;font-weight:600}
.echoes ul{margin:.2rem 0 0;padding-left:1.2em}
.echoes small{color:var(--soft)}
.basis{margin-top:.6rem;font-size:.8rem;color:var(--soft)}
.notes{margin-top:1.2rem;border:1px solid var(--line);padding:.6rem 1rem}
.notes summary{cursor:pointer;color:var(--info);font-weight:600}
.notes .scroll{margin-top:.6rem}
.list{width:100%;font-size:.88rem;line-height:1.5}
.list th,.list td{text-align:left;vertical-align:top;padding:.32rem .6rem;border-bottom:1px solid var(--hair)}
.list thead th{font-weight:600;border-bottom:1px solid var(--ink);white-space:nowrap}
.list tbody th{font-weight:400}
.list .n{text-align:right;white-space:nowrap}
.list tr:target td{background:var(--info-tint)}
.coverage-list .bars{width:9rem;padding-left:0}.coverage-list .bar{margin:.5rem 0 0;min-width:6rem}
.coverage-list tbody th{width:38%}.list thead th.n{text-align:right}
.coverage-list .file{display:block}
.left-out,.note{color:var(--soft);font-size:.86rem}
.note{margin-top:.3rem}
.legend{display:grid;grid-template-columns:repeat(auto-fill,minmax(17rem,1fr));gap:.3rem 1.4rem;font-size:.86rem;border:1px solid var(--line);padding:.6rem .9rem}
.legend div{display:flex;gap:.8rem;align-items:baseline}
.legend dt{flex:none;min-width:4.6rem;text-align:right}
.legend dt>span{padding:.15em .4em}
.legend .suggested{display:inline;margin-left:.3em}
.document{margin-top:1.4rem}
.document>h3{margin:0 0 .2rem;font-size:.95rem;color:var(--ink);border-bottom:1px solid var(--hair);padding-bottom:.2rem}
.sheet{margin:1rem 0 1.6rem}
.wide .scroll{margin-right:-1.4rem;max-width:none}
figcaption h4{font:600 1.05rem/1.4 var(--serif)}
figcaption p{font-size:.86rem;color:var(--soft);margin-bottom:.4rem}
.no{font-family:var(--sans);font-weight:400;color:var(--soft);font-size:.88em;margin-right:.2em}
.downloads{float:right}
.count{white-space:nowrap;margin-right:.7em}
.count.v{color:var(--ok)}.count.d{color:var(--error)}
.grid{font-size:.82rem;line-height:1.4;border:1px solid var(--ink);overflow-wrap:normal}
.grid td,.grid th{border:1px solid var(--line);padding:.22rem .4rem;vertical-align:middle;white-space:pre-line;unicode-bidi:isolate;min-width:2.4em;max-width:26rem}
.grid thead th,.grid th[scope^=col]{background:#efece4;font-weight:600;text-align:center}
.grid th[scope^=row]{font-weight:400;text-align:left;background:#faf9f5}
.grid .t{min-width:11em}.grid th[scope^=row]{min-width:4.6em}
.grid .whole{text-align:center;max-width:none}
.grid .left-out td{background:repeating-linear-gradient(90deg,#f4f2ec 0 6px,#fbfaf7 6px 12px);text-align:left}
.grid td.n{text-align:right;white-space:nowrap;padding-right:1.3em;position:relative}
.grid td.n::after{position:absolute;right:.3em;margin:0!important}
.grid td.n>.badge{margin:0 .7em 0 -.1em}
.grid .hid{background:repeating-linear-gradient(45deg,transparent 0 5px,#ece9e0 5px 6px)}
.n.v::after{content:"✓";color:var(--ok);font-size:.72em;margin-left:.25em;vertical-align:.25em}
.n.d::after{content:"≠";color:var(--error);font-size:.85em;margin-left:.25em;font-weight:700}
.n.d{color:var(--error)}
td.n.d,dt .n.d{background:var(--error-tint)}
.n.p::after{content:"?";color:var(--soft);font-size:.72em;margin-left:.25em;vertical-align:.25em}
td.n.p,dt .n.p{background:#faf5f2}
.n.u{color:var(--soft)}
.n.u::after{content:"○";font-size:.7em;margin-left:.2em;vertical-align:.3em}
.n.at:not(.d)::after{content:none}
.at{outline:2px solid var(--info);outline-offset:-2px;font-weight:700}
.at.error{outline-color:var(--error)}.at.warning{outline-color:var(--warning);background:var(--warning-tint)}
.at.info{font-weight:400;outline-style:dotted;outline-width:1px;outline-offset:-1px}
.at.warning{color:var(--ink)}.at.warning.n::after{color:var(--warning)}
.badge{display:inline-block;margin-left:.35em;padding:0 .35em;border-radius:2px;background:var(--info);color:#fff;font:700 .72rem/1.35 var(--sans);text-decoration:none;vertical-align:.08em}
.at.error .badge,.suspected .badge{background:var(--error)}.at.warning .badge{background:var(--warning)}
.suspected{outline:3px double var(--error);outline-offset:-3px}
.suspected.warning{outline-color:var(--warning)}
.suggested{display:block;font-size:.86em;font-weight:600;color:var(--ink);white-space:nowrap}
mark .suggested{display:inline;margin-left:.3em}
:target:is(td,th,mark){box-shadow:inset 0 0 0 99px rgba(255,214,90,.45)}
tr:target>*{background:#fff3c9}
figure:target figcaption{background:#fff3c9}
.reading{max-width:46rem;font-size:.97rem;line-height:1.85}
.reading p{margin:.35rem 0;white-space:pre-line}
.reading :is(.h1,.h2,.h3,.h4,.h5,.h6,.strong){font-weight:600}.reading .h1{margin-top:1rem}.reading .item{padding-left:1.5em}
.reading p:target{background:#fff3c9}
.table-here{font-size:.88rem}
mark{background:none;color:inherit;border-bottom:1px dotted var(--soft)}
mark.v{border-bottom:1px solid #5c9a78}
mark.p{border-bottom:1px dashed var(--error)}
mark.d{border-bottom:2px solid var(--error)}
mark.at{padding:0 .15em;outline-offset:1px}
.plain{padding-left:1.2em;font-size:.92rem}
.formula{color:var(--soft)}
.files .hash{font-size:.76rem}
.tool{margin-top:1rem;color:var(--soft);font-size:.86rem}
`;

const NARROW = `
@media(max-width:1080px){.page{grid-template-columns:minmax(0,1fr);padding:0 1rem 2rem}nav{position:static;max-height:none;padding-bottom:1rem}
nav>ol{display:flex;flex-wrap:wrap;gap:0 1.2rem;border-top-width:1px}nav>ol>li{border:0}nav ol ol{display:none}
.facts{grid-template-columns:repeat(3,1fr)}.fact{border-bottom:1px solid var(--line)}.fact:nth-child(3){border-right:0}.fact:nth-child(4){grid-column:span 3;border-right:0}.fact.coverage{grid-column:span 3;border-bottom:0}}
@media(max-width:620px){.downloads{float:none}.wide .scroll{margin-right:0}html{font-size:14.5px}.page{padding:0 0 1rem}.bar-top{padding:.6rem 1rem}nav{padding:0 1rem .6rem}main{border-width:3px 0 0;padding:1.2rem 1rem 2rem}
h1{font-size:1.4rem}.cause{padding:.8rem .8rem .7rem}.cause header{flex-wrap:nowrap}.cause header h3{flex:1}.tags{display:none}.suspect{flex-basis:100%}
.fact{padding:.5rem .6rem}.sum th{padding-right:.7rem}.sum .place{white-space:normal}
.list.files thead{display:none}.list.files tr{display:block;padding:.4rem 0;border-bottom:1px solid var(--hair)}.list.files td,.list.files th{display:inline-block;border:0;padding:.05rem .6rem .05rem 0}.list.files .hash{display:block}
.coverage-list{min-width:44rem}.notes .list{min-width:38rem}}
`;

const PRINT = `
@media print{@page{size:A4;margin:16mm 14mm 15mm}@page wide{size:A4 landscape}
html{font-size:9.5pt}body{background:none;line-height:1.5}
.bar-top,nav,.pick,.downloads{display:none}.page{display:block;max-width:none;padding:0}main{border:0;padding:0}
main>section+section{margin-top:6mm}
a{color:inherit;text-decoration:none}
.sign-off{display:table;width:100%;margin-top:4mm;font-size:.9rem}.sign-off th{font-weight:400;text-align:left;padding:1.5mm 2mm;border:1px solid var(--line);width:9%;white-space:nowrap}.sign-off td{border:1px solid var(--line);width:16%}
.disposition{display:block;break-before:avoid;margin-top:1.5mm;padding-bottom:5mm;border-bottom:1px solid var(--line);font-size:.9rem}
.cause{margin-top:3.5mm;padding:2mm 3.5mm 2mm;-webkit-box-decoration-break:clone;box-decoration-break:clone}.core,.suspect,.next,.disposition,.fact,.legend div{break-inside:avoid}.core{break-after:auto}h2,h3,h4,figcaption{break-after:avoid}
.work{margin:1.5mm 0;gap:2mm 5mm}.next{padding:1mm 2.5mm;margin-top:1.5mm}.echoes,.basis{margin-top:1.5mm}table.sum{line-height:1.35}p{orphans:2;widows:2}
tr,.short{break-inside:avoid}thead{display:table-header-group}
.scroll{overflow:visible}.grid{font-size:7.5pt;width:100%}.grid td,.grid th{padding:.4mm .8mm;overflow-wrap:anywhere;max-width:none}.grid td,.grid th{min-width:0}.grid th[scope^=row]{min-width:3.2em}.grid .t{min-width:9em}.grid td.n{padding-right:1.2em}
.turned{page:wide}.wide .scroll{margin-right:0}.reading{max-width:none}
.notes{border:0;padding:0}.notes summary{break-after:avoid}.coverage-list tbody th{width:30%}.coverage-list .bars{width:6rem}.coverage-list td:last-child{min-width:34mm}.notes:not([open])::details-content{content-visibility:visible;display:block;height:auto}
.verdict,.next,.at,.n.d,.n.p,thead th,.grid th,.bar,.badge{-webkit-print-color-adjust:exact;print-color-adjust:exact}
.facts{grid-template-columns:repeat(3,auto) 1.4fr 1.6fr}.fact{border-bottom:0;border-right:1px solid var(--line)}.fact:nth-child(4),.fact.coverage{grid-column:auto}}
`;

/** The style sheet of the page; `running` stands at the head of every printed page. */
export const styleSheet = (running: string): string =>
  `${SCREEN}${NARROW}${PRINT}@media print{@page{@top-left{content:${cssString(running)};font-size:8pt;color:#59626b}@bottom-right{content:counter(page) " / " counter(pages);font-size:8pt;color:#59626b}}}`.replace(
    /\n/g,
    "",
  );
