// Builds dist/ from src/ with the installed compiler. Run by npm on install, so that `npx crossfoot` works at once.
// The new build takes the place of the old one only when it is whole: a failed build leaves what was there.
import { execFileSync } from "node:child_process";
import { chmodSync, copyFileSync, mkdtempSync, renameSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const require = createRequire(import.meta.url);
const compiler = join(dirname(require.resolve("typescript/package.json")), "bin", "tsc");
const dist = join(root, "dist");
const fresh = mkdtempSync(join(root, "dist.new-"));

try {
  execFileSync(process.execPath, [compiler, "-p", join(root, "tsconfig.build.json"), "--noEmitOnError", "--outDir", fresh], {
    stdio: "inherit",
  });
  // The generated parser of rule formulas is JavaScript already: the compiler leaves it out.
  copyFileSync(join(root, "src", "rules", "grammar.js"), join(fresh, "rules", "grammar.js"));
  chmodSync(join(fresh, "cli.js"), 0o755);
  chmodSync(fresh, 0o755);
  rmSync(dist, { recursive: true, force: true });
  renameSync(fresh, dist);
} finally {
  rmSync(fresh, { recursive: true, force: true });
}
