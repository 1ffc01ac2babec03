// Pictures of a report as people see it: 1440 and 390 wide, both languages, and in print.
// node scripts/screenshot.mjs output/<submission>/report.html <prefix>   (CHROMIUM=/path/to/chromium where it is elsewhere)
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

const [page, prefix] = process.argv.slice(2);
if (page === undefined || prefix === undefined) {
  console.error("usage: node scripts/screenshot.mjs <report.html> <prefix>");
  process.exit(2);
}
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu"],
});
for (const language of ["zh", "en"]) {
  for (const width of [1440, 390]) {
    const tab = await browser.newPage({ viewport: { width, height: 900 } });
    await tab.goto(pathToFileURL(resolve(page)).href);
    await tab.check(`#lang-${language}`, { force: true });
    const wide = await tab.evaluate("document.documentElement.scrollWidth");
    if (wide > width) console.error(`at ${width} the page is ${wide} wide`);
    await tab.screenshot({ path: `${prefix}-${width}-${language}.png`, fullPage: true });
    await tab.close();
  }
  const tab = await browser.newPage();
  await tab.goto(pathToFileURL(resolve(page)).href);
  await tab.check(`#lang-${language}`, { force: true });
  await tab.pdf({ path: `${prefix}-${language}.pdf`, preferCSSPageSize: true });
  await tab.close();
}
await browser.close();
