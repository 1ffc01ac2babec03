import type { Finding, Severity } from "../../model/finding.ts";
import type { Cause } from "../causes.ts";
import { CODE_TITLES, NATURE_WORDS, SCOPE_WORDS, SEVERITY_WORDS, sourceWords } from "../words.ts";
import { Arithmetic, PlaceLink } from "./arithmetic.tsx";
import { grouped, say, T } from "./say.tsx";
import type { View } from "./view.ts";

/** Causes written out in full on the page; the rest are in findings.csv, and the page says so. */
const MOST_CAUSES = 300;
const MOST_ECHOES = 40;
const MOST_NOTES = 500;

/** Colour is never the only sign of severity: each has its own shape and word. */
const SHAPES: { readonly [severity in Severity]: string } = { error: "■", warning: "▲", info: "○" };

function Where({ finding, view }: { readonly finding: Finding; readonly view: View }) {
  const { at } = finding;
  const finer = at.a1 ?? at.row ?? at.paragraph ?? at.line;
  const table = view.tableOf(finding);
  return (
    <p class="where">
      <span class="file">{at.document}</span>
      {finer === undefined ? null : (
        <>
          {" "}
          <PlaceLink at={at} view={view} />
        </>
      )}
      {table === undefined ? null : (
        <b class="of-table">
          {at.paragraph === undefined ? null : <T of={say("对照表格 ", "compared with ")} />}
          <T of={table} />
        </b>
      )}
      {at.label === "" ? null : <b class="label"> {at.label}</b>}
      {at.quote === undefined ? null : <q>{at.quote}</q>}
    </p>
  );
}

function SuspectBox({ finding, view }: { readonly finding: Finding; readonly view: View }) {
  const { suspect } = finding;
  if (!suspect) return null;
  return (
    <aside class="suspect">
      <h4>
        <T of={say("最可能有误的数", "Likeliest wrong figure")} />
      </h4>
      <p class="change">
        <s>{suspect.reported}</s>
        <span class="arrow"> → </span>
        <ins>{suspect.suggested}</ins>
      </p>
      <p>
        {suspect.locator.document === finding.at.document ? null : <span class="file">{suspect.locator.document} </span>}
        <PlaceLink at={suspect.locator} view={view} /> {suspect.locator.label}
      </p>
      <p>
        <T of={suspect.why} />
      </p>
      <p class="caution">
        <T of={say("仅为核实建议，填报数未作改动。", "A suggestion to verify; the submitted figure is unchanged.")} />
      </p>
    </aside>
  );
}

/** What ties figures of different tables, documents or sentences: in one table the formula says it. */
function Why({ finding: { relation, scope } }: { readonly finding: Finding }) {
  if (relation === null || scope === "table" || relation.source === "declared") return null;
  return (
    <small>
      {" "}
      <T of={relation.why} />
    </small>
  );
}

function Echoes({ cause, view }: { readonly cause: Cause; readonly view: View }) {
  const { echoes } = cause;
  if (echoes.length === 0) return null;
  const left = echoes.length - MOST_ECHOES;
  return (
    <section class="echoes">
      <h4>
        <T
          of={say(
            `同一原因还表现为（${echoes.length} 处）`,
            `The same cause also shows in ${echoes.length} ${echoes.length === 1 ? "place" : "places"}`,
          )}
        />
      </h4>
      <ul>
        {echoes.slice(0, MOST_ECHOES).map((echo) => (
          <li>
            {echo.at.document === cause.lead.at.document ? null : <span class="file">{echo.at.document} </span>}
            <PlaceLink at={echo.at} view={view} /> <T of={echo.message} />
            <Why finding={echo} />
          </li>
        ))}
        {left <= 0 ? null : (
          <li>
            <T
              of={say(
                `另有 ${grouped(left)} 处未在此列出，见 findings.csv。`,
                `${grouped(left)} more are not listed here; see findings.csv.`,
              )}
            />
          </li>
        )}
      </ul>
    </section>
  );
}

function Basis({ finding }: { readonly finding: Finding }) {
  const { relation } = finding;
  return (
    <p class="basis">
      {relation === null ? null : (
        <>
          <T of={say("依据：", "Based on ")} />
          <T of={sourceWords(relation.source)} />
          <T of={say("。", ". ")} />
          {/* A rule pack's clause is told with what to do. */}
          {relation.source === "declared" ? null : <T of={say(relation.why["zh-CN"], `${relation.why.en} `)} />}
          {relation.holds + relation.fails === 0 ? null : (
            <T
              of={say(
                `同类关系 ${relation.holds} 处成立、${relation.fails} 处不成立。`,
                `Relations of this kind hold ${relation.holds} and fail ${relation.fails} times. `,
              )}
            />
          )}
        </>
      )}
      <T of={say("编号 ", "id ")} />
      <code>{finding.id}</code>
    </p>
  );
}

function CauseCard({ cause, view }: { readonly cause: Cause; readonly view: View }) {
  const { lead, reference, severity } = cause;
  return (
    <article class={`cause ${severity}`} id={reference} aria-labelledby={`${reference}-t`}>
      <div class="core">
        <header>
          <a class="ref" href={`#${reference}`}>
            {reference}
          </a>
          <h3 id={`${reference}-t`}>
            <span class="severity">
              <span aria-hidden="true">{SHAPES[severity]} </span>
              <T of={SEVERITY_WORDS[severity]} />
            </span>{" "}
            <T of={CODE_TITLES[lead.code]} />
          </h3>
          <p class="tags">
            <T of={SCOPE_WORDS[lead.scope]} />
            {lead.scope === "file" ? null : (
              <>
                {" · "}
                <T of={NATURE_WORDS[lead.nature]} />
              </>
            )}
          </p>
        </header>
        <p class="message">
          <T of={lead.message} />
        </p>
        <Where finding={lead} view={view} />
        <div class="work">
          {lead.scope === "file" ? null : <Arithmetic finding={lead} view={view} />}
          <SuspectBox finding={lead} view={view} />
        </div>
      </div>
      <p class="next">
        <b>
          <T of={say("怎么办", "What to do")} />
        </b>{" "}
        <T of={lead.next} />
      </p>
      <Echoes cause={cause} view={view} />
      <Basis finding={lead} />
      <p class="disposition">
        <T
          of={say(
            "处理意见：□ 属实，应更正　□ 可以解释　□ 不成立　　审核说明：",
            "Disposition: □ correct it  □ explained  □ not upheld    Note: ",
          )}
        />
      </p>
    </article>
  );
}

function NoteTable({ finding, view }: { readonly finding: Finding; readonly view: View }) {
  const table = view.tableOf(finding);
  return table === undefined ? null : (
    <span class="of-table">
      <T of={table} />
    </span>
  );
}

function Notes({ causes, view }: { readonly causes: readonly Cause[]; readonly view: View }) {
  if (causes.length === 0) return null;
  const findings = causes.flatMap((cause) => [cause.lead, ...cause.echoes].map((finding) => ({ cause, finding })));
  const left = findings.length - MOST_NOTES;
  const seen = new Set<Cause>();
  return (
    <details class="notes">
      <summary>
        <T
          of={say(
            `提示 ${findings.length} 条：尾差与背景情况，一般无需处理`,
            `${findings.length} ${findings.length === 1 ? "note" : "notes"}: rounding and context, usually nothing to do`,
          )}
        />
      </summary>
      <div class="scroll">
        <table class="list">
          <thead>
            <tr>
              <th scope="col">
                <T of={say("索引", "Ref.")} />
              </th>
              <th scope="col">
                <T of={say("类别", "Kind")} />
              </th>
              <th scope="col">
                <T of={say("位置", "Place")} />
              </th>
              <th scope="col">
                <T of={say("说明", "What was seen")} />
              </th>
            </tr>
          </thead>
          <tbody>
            {findings.slice(0, MOST_NOTES).map(({ cause, finding }) => {
              const first = !seen.has(cause);
              seen.add(cause);
              return (
                <tr id={first ? cause.reference : undefined}>
                  <td>{cause.reference}</td>
                  <td>
                    <T of={CODE_TITLES[finding.code]} />
                  </td>
                  <td>
                    <span class="file">{finding.at.document}</span> <PlaceLink at={finding.at} view={view} />
                    <NoteTable finding={finding} view={view} />
                  </td>
                  <td>
                    <T of={finding.message} />
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
      {left <= 0 ? null : (
        <p class="left-out">
          <T
            of={say(
              `另有 ${grouped(left)} 条未在此列出，见 findings.csv。`,
              `${grouped(left)} more are not listed here; see findings.csv.`,
            )}
          />
        </p>
      )}
    </details>
  );
}

/** References that have an element of their own on the page: only those may be linked to. */
export const listedReferences = (causes: readonly Cause[]): ReadonlySet<string> => {
  const listed = new Set<string>();
  let notes = 0;
  for (const [index, cause] of causes.filter(({ severity }) => severity !== "info").entries())
    if (index < MOST_CAUSES) listed.add(cause.reference);
  for (const cause of causes)
    if (cause.severity === "info") {
      if (notes < MOST_NOTES) listed.add(cause.reference);
      notes += 1 + cause.echoes.length;
    }
  return listed;
};

/** Every cause with what to do about it: errors, then warnings; notes folded away beneath. */
export function Causes({ view }: { readonly view: View }) {
  const serious = view.causes.filter(({ severity }) => severity !== "info");
  const left = serious.length - MOST_CAUSES;
  return (
    <section id="causes" aria-labelledby="causes-t">
      <h2 id="causes-t">
        <T of={say("需要处理的问题", "What needs attention")} />
      </h2>
      {serious.length > 0 ? null : (
        <p class="none">
          <T
            of={
              view.examination.summary.figures === 0
                ? say("没有可核对的数字，因此没有结论。", "There were no figures to check, so there is no conclusion.")
                : say(
                    "已核对的关系中没有错误，也没有需要核实的事项。",
                    "Nothing in the relations that were checked is wrong or needs a look.",
                  )
            }
          />
        </p>
      )}
      {serious.slice(0, MOST_CAUSES).map((cause) => (
        <CauseCard cause={cause} view={view} />
      ))}
      {left <= 0 ? null : (
        <p class="left-out">
          <T
            of={say(
              `另有 ${grouped(left)} 项问题未在此展开，全部见 findings.csv。`,
              `${grouped(left)} more causes are not written out here; all are in findings.csv.`,
            )}
          />
        </p>
      )}
      <Notes causes={view.causes.filter(({ severity }) => severity === "info")} view={view} />
    </section>
  );
}
