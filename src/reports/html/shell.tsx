import type { ComponentChildren } from "preact";
import type { Language } from "../../model/text.ts";
import { styleSheet } from "./style.ts";

/** Nothing is loaded and nothing runs: not even a script of the page's own. */
const POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

interface Shell {
  readonly language: Language;
  readonly title: string;
  /** The line at the head of each printed page. */
  readonly running: string;
  /** What the page adds to the common style: made from constants, never from what a document holds. */
  readonly style: string;
  readonly children: ComponentChildren;
}

/** What every page has around it. Both languages are in it; two radio buttons and the style sheet decide which is seen. */
export function Shell({ language, title, running, style, children }: Shell) {
  const zh = language === "zh-CN";
  return (
    <html lang={language}>
      <head>
        <meta charset="utf-8" />
        <meta http-equiv="Content-Security-Policy" content={POLICY} />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light" />
        <title>{title}</title>
        {/* Made here from constants and an escaped line: see cssString. */}
        <style dangerouslySetInnerHTML={{ __html: styleSheet(running) + style }} />
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
          {children}
        </div>
      </body>
    </html>
  );
}
