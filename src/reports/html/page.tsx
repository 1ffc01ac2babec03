import { CODE_TITLES } from "../words.ts";
import { Causes, listedReferences } from "./causes.tsx";
import { Head } from "./head.tsx";
import { type Marking, reasonLetters } from "./mark.tsx";
import { Narrative } from "./narrative.tsx";
import { grouped, say, T } from "./say.tsx";
import { Sources } from "./sources.tsx";
import { styleSheet } from "./style.ts";
import { GridTitle, Tables } from "./tables.tsx";
import { Unchecked } from "./unchecked.tsx";
import type { View } from "./view.ts";

/** Entries of a list in the contents; the sections themselves hold the rest. */
const MOST_ENTRIES = 40;
/** Nothing is loaded and nothing runs: not even a script of the page's own. */
const POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'";

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

/** The whole page. Both languages are in it; two radio buttons and the style sheet decide which is seen. */
export function Page({ view }: { readonly view: View }) {
  const { submission } = view.examination;
  const zh = view.language === "zh-CN";
  const marking: Marking = { view, letters: reasonLetters(view), listed: listedReferences(view.causes) };
  const title = `${zh ? "勾稽核对工作底稿" : "Cross-footing work paper"} · ${submission}`;
  return (
    <html lang={view.language}>
      <head>
        <meta charset="utf-8" />
        <meta http-equiv="Content-Security-Policy" content={POLICY} />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light" />
        <title>{title}</title>
        {/* Made here from constants and an escaped name: see cssString. */}
        <style dangerouslySetInnerHTML={{ __html: styleSheet(`crossfoot · ${submission}`) + letterRules(marking) }} />
      </head>
      <body>
        <input type="radio" name="language" id="lang-zh" class="pick" checked={zh} />
        <input type="radio" name="language" id="lang-en" class="pick" checked={!zh} />
        <div class="page">
          <header class="bar-top">
            <span class="brand">crossfoot</span>
            <span class="lang">
              <label for="lang-zh" lang="zh-CN">
                中文
              </label>
              <label for="lang-en" lang="en">
                English
              </label>
            </span>
          </header>
          <Contents view={view} />
          <main>
            <Head view={view} />
            <Causes view={view} />
            <Tables marking={marking} />
            <Narrative marking={marking} />
            <Unchecked view={view} />
            <Sources view={view} />
          </main>
        </div>
      </body>
    </html>
  );
}

/** The letter of each reason, set behind the figures that were not checked for it. */
const letterRules = ({ letters }: Marking): string =>
  [...new Set(letters.values())].map((letter) => `.n.u.r${letter}:not(.at)::after{content:"○${letter}"}`).join("");
