import { CODE_TITLES } from "../words.ts";
import { Causes, listedReferences } from "./causes.tsx";
import { Head } from "./head.tsx";
import { type Marking, reasonLetters } from "./mark.tsx";
import { Narrative } from "./narrative.tsx";
import { grouped, say, T } from "./say.tsx";
import { Shell } from "./shell.tsx";
import { Sources } from "./sources.tsx";
import { GridTitle, Tables } from "./tables.tsx";
import { Unchecked } from "./unchecked.tsx";
import type { View } from "./view.ts";

/** Entries of a list in the contents; the sections themselves hold the rest. */
const MOST_ENTRIES = 40;

function Contents({ view }: { readonly view: View }) {
  const serious = view.causes.filter(({ severity }) => severity !== "info");
  const left = serious.length - MOST_ENTRIES;
  return (
    <nav aria-label={view.language === "zh-CN" ? "目录" : "Contents"}>
      <ol>
        <li>
          <a href="#conclusion">
            <T of={say("结论", "Conclusion")} />
          </a>
        </li>
        <li>
          <a href="#causes">
            <T of={say("需要处理的问题", "What needs attention")} />
          </a>
          <ol>
            {serious.slice(0, MOST_ENTRIES).map(({ reference, severity, lead }) => (
              <li class={severity}>
                <span class="ref">{reference}</span>
                <a href={`#${reference}`}>
                  <T of={CODE_TITLES[lead.code]} />
                </a>
              </li>
            ))}
            {left <= 0 ? null : (
              <li>
                <T of={say(`另有 ${grouped(left)} 项`, `and ${grouped(left)} more`)} />
              </li>
            )}
          </ol>
        </li>
        {view.grids.length === 0 ? null : (
          <li>
            <a href="#tables">
              <T of={say("报送的表格", "The tables as submitted")} />
            </a>
            <ol>
              {view.grids.slice(0, MOST_ENTRIES).map((grid) => (
                <li>
                  <a href={`#${grid.id}`}>
                    <GridTitle of={grid} />
                  </a>
                </li>
              ))}
            </ol>
          </li>
        )}
        {view.examination.documents.some(({ blocks }) => blocks.some(({ kind }) => kind === "paragraph")) ? (
          <li>
            <a href="#narrative">
              <T of={say("正文", "The text")} />
            </a>
          </li>
        ) : null}
        <li>
          <a href="#unchecked">
            <T of={say("核对了什么，没有核对什么", "What was checked, and what was not")} />
          </a>
        </li>
        <li>
          <a href="#sources">
            <T of={say("依据与方法", "Sources and method")} />
          </a>
        </li>
      </ol>
    </nav>
  );
}

/** The whole report of a submission. */
export function Page({ view }: { readonly view: View }) {
  const { submission } = view.examination;
  const marking: Marking = { view, letters: reasonLetters(view), listed: listedReferences(view.causes) };
  const title = `${view.language === "zh-CN" ? "勾稽核对工作底稿" : "Cross-footing work paper"} · ${submission}`;
  return (
    <Shell language={view.language} title={title} running={`crossfoot · ${submission}`} style={letterRules(marking)}>
      <Contents view={view} />
      <main>
        <Head view={view} />
        <Causes view={view} />
        <Tables marking={marking} />
        <Narrative marking={marking} />
        <Unchecked view={view} />
        <Sources view={view} />
      </main>
    </Shell>
  );
}

/** The letter of each reason, set behind the figures that were not checked for it. */
const letterRules = ({ letters }: Marking): string =>
  [...new Set(letters.values())].map((letter) => `.n.u.r${letter}:not(.at)::after{content:"○${letter}"}`).join("");
