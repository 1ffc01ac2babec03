import type { IndexEntry, Moment } from "../../model/index-entry.ts";
import type { Language, Text } from "../../model/text.ts";
import { type Standing, standingOf } from "./head.tsx";
import { grouped, say, T } from "./say.tsx";
import { Shell } from "./shell.tsx";

type Mark = Standing | "failed" | "working" | "unknown";

/** Shape and word of what became of a submission: colour is never the only sign. */
const MARKS: { readonly [mark in Mark]: { readonly shape: string; readonly word: Text } } = {
  error: { shape: "■", word: say("有错误", "with errors") },
  warning: { shape: "▲", word: say("待核实", "to look at") },
  clean: { shape: "✓", word: say("未见不一致", "nothing wrong") },
  nothing: { shape: "!", word: say("没有核对任何数字", "nothing checked") },
  failed: { shape: "!", word: say("未能核对", "not examined") },
  working: { shape: "…", word: say("正在核对", "under way") },
  unknown: { shape: "·", word: say("见报告", "see report") },
};

const markOf = ({ state, summary }: IndexEntry): Mark => {
  if (state !== "published") return state;
  return summary ? standingOf(summary) : "unknown";
};

const ORDER: readonly Mark[] = ["error", "warning", "clean", "nothing", "failed", "working", "unknown"];

const STYLE = `.page{grid-template-columns:minmax(0,1fr);max-width:1280px}
.totals{display:flex;flex-wrap:wrap;gap:.3rem 1.6rem;margin:.2rem 0 1.4rem;font-size:1.04rem}
.totals b{font-size:1.35rem;font-weight:600;margin-right:.25em}
.mark{white-space:nowrap}.mark.error{color:var(--error)}.mark.warning{color:var(--warning)}.mark.clean{color:var(--ok)}
.mark.nothing,.mark.failed{color:var(--error);font-weight:600}.mark.working,.mark.unknown{color:var(--soft)}
.index{min-width:56rem}.index tbody th{font-size:1rem}.index a{font-weight:600}
.index .n{font-variant-numeric:tabular-nums}.index .zero{color:var(--line)}.index .some.error{color:var(--error);font-weight:700}
.index .some.warning{color:var(--warning);font-weight:700}.index .bad{color:var(--error);font-weight:600}
.index .also{display:block;color:var(--soft);font-size:.9em}.index time{white-space:nowrap}
@media(max-width:620px){main{padding:1.2rem .8rem 2rem}.index{min-width:0}.index .wide{display:none}}`;

/** A folder's name as part of a link. */
const linked = (folder: string): string => folder.split("/").map(encodeURIComponent).join("/");

const When = ({ of }: { readonly of: Moment | null }) => (of === null ? "" : <time dateTime={of.iso}>{of.local}</time>);

function Count({ of, severity }: { readonly of: number | undefined; readonly severity: string }) {
  return <td class={`n ${of === 0 ? "zero" : "some"} ${severity}`}>{of === undefined ? "" : grouped(of)}</td>;
}

function Also({ version, again }: IndexEntry) {
  const words: Text[] = [];
  if (version > 1) words.push(say(`第 ${version} 版`, `version ${version}`));
  if (again > 0) words.push(say(`相同内容又收到 ${again} 次`, `the same again ${again === 1 ? "once" : `${again} times`}`));
  if (words.length === 0) return null;
  const zh = words.map((word) => word["zh-CN"]).join("，");
  return (
    <span class="also">
      <T of={say(zh, words.map((word) => word.en).join(", "))} />
    </span>
  );
}

function Row({ entry }: { readonly entry: IndexEntry }) {
  const { name, folder, state, summary, received, done } = entry;
  const mark = markOf(entry);
  const refused = summary?.documents.refused ?? 0;
  return (
    <tr>
      <th scope="row">
        {state === "published" ? <a href={`${linked(folder)}/report.html`}>{name}</a> : name}
        <Also {...entry} />
      </th>
      <td class={`mark ${mark}`}>
        <span aria-hidden="true">{MARKS[mark].shape} </span>
        <T of={MARKS[mark].word} />
      </td>
      <Count of={summary?.causes.error} severity="error" />
      <Count of={summary?.causes.warning} severity="warning" />
      <Count of={summary?.causes.info} severity="info wide" />
      <td class="n wide">
        {summary ? grouped(summary.documents.arrived) : ""}
        {refused === 0 ? null : (
          <span class="also bad">
            <T of={say(`${refused} 个无法读取`, `${refused} unreadable`)} />
          </span>
        )}
      </td>
      <td class="n wide">{summary ? grouped(summary.figures) : ""}</td>
      <td class="wide">
        <When of={received} />
      </td>
      <td>
        <When of={done} />
      </td>
    </tr>
  );
}

const HEADINGS: readonly { readonly words: Text; readonly kind?: string }[] = [
  { words: say("报送材料", "Submission") },
  { words: say("结论", "Result") },
  { words: say("错误", "Errors"), kind: "n" },
  { words: say("待核实", "To look at"), kind: "n" },
  { words: say("提示", "Notes"), kind: "n wide" },
  { words: say("文件", "Files"), kind: "n wide" },
  { words: say("数字", "Figures"), kind: "n wide" },
  { words: say("收到", "Received"), kind: "wide" },
  { words: say("完成", "Done") },
];

function Totals({ entries }: { readonly entries: readonly IndexEntry[] }) {
  const marks = entries.map(markOf);
  return (
    <p class="totals">
      <span>
        <b>{grouped(entries.length)}</b>
        <T of={say("份报送材料", entries.length === 1 ? "submission" : "submissions")} />
      </span>
      {ORDER.map((mark) => ({ mark, count: marks.filter((each) => each === mark).length }))
        .filter(({ count }) => count > 0)
        .map(({ mark, count }) => (
          <span class={`mark ${mark}`}>
            <span aria-hidden="true">{MARKS[mark].shape} </span>
            <b>{grouped(count)}</b>
            <T of={MARKS[mark].word} />
          </span>
        ))}
    </p>
  );
}

/** Every submission of an output folder, in the order given, each with a link to its report. */
export function IndexPage({ entries, language }: { readonly entries: readonly IndexEntry[]; readonly language: Language }) {
  const title = language === "zh-CN" ? "勾稽核对总览" : "Cross-footing: all submissions";
  return (
    <Shell language={language} title={title} running="crossfoot" style={STYLE}>
      <main>
        <h1>
          <T of={say("勾稽核对总览", "All submissions")} />
        </h1>
        <Totals entries={entries} />
        {entries.length === 0 ? null : (
          <div class="scroll">
            <table class="list index">
              <thead>
                <tr>
                  {HEADINGS.map(({ words, kind }) => (
                    <th scope="col" class={kind}>
                      <T of={words} />
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {entries.map((entry) => (
                  <Row entry={entry} />
                ))}
              </tbody>
            </table>
          </div>
        )}
        <p class="note">
          <T
            of={say(
              "最近的在前；问题按原因归并计数，与各份报告一致。本页随时重写，不是证据：凭据是各份材料目录与 audit.jsonl，可用 crossfoot verify 校验。",
              "Newest first; problems are counted by cause, as in the reports. This page is written anew all the time and proves nothing: the folders and audit.jsonl do, which crossfoot verify checks.",
            )}
          />
        </p>
      </main>
    </Shell>
  );
}
