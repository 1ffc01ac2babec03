// Loaded into the watcher and the processes that it starts (node --expose-gc --import): on SIGUSR2 each collects its garbage and
// writes what it still holds, in bytes, to a file named for it in the folder CROSSFOOT_PROBE. An empty file says that it may be asked.
import { renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const place = join(process.env.CROSSFOOT_PROBE ?? "", `${process.pid}`);
process.on("SIGUSR2", () => {
  for (let turn = 0; turn < 3; turn++) globalThis.gc();
  const { heapUsed, external } = process.memoryUsage();
  writeFileSync(`${place}.new`, `${heapUsed + external}`);
  renameSync(`${place}.new`, place);
});
writeFileSync(place, "");
