// Builds dist/ from src/ with the installed compiler. Run by npm on install, so that `npx crossfoot` works at once.
import { execFileSync } from "node:child_process";
import { chmodSync, copyFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const require = createRequire(import.meta.url);
const compiler = join(dirname(require.resolve("typescript/package.json")), "bin", "tsc");

rmSync(join(root, "dist"), { recursive: true, force: true });
execFileSync(process.execPath, [compiler, "-p", join(root, "tsconfig.build.json")], { stdio: "inherit" });
// The generated parser of rule formulas is JavaScript already: the compiler leaves it out.
copyFileSync(join(root, "src", "rules", "grammar.js"), join(root, "dist", "rules", "grammar.js"));
chmodSync(join(root, "dist", "cli.js"), 0o755);
