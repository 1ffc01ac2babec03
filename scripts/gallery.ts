import { mkdir, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { pages } from "./gallery/pages.ts";

// Writes docs/findings.md and docs/findings/<code>.md from the fixtures and the texts: npm run gallery
const docs = new URL("../docs/", import.meta.url);
const written = await pages();
await mkdir(new URL("findings/", docs), { recursive: true });
for (const [path, content] of written) await writeFile(new URL(path, docs), content);
console.log(`${written.size} pages in ${fileURLToPath(docs)}`);
