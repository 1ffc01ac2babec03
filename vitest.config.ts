import { defineConfig } from "vitest/config";

/** What starts processes, watches folders or breaks things on purpose gets a process of its own for each file. */
const apart = ["tests/effects/**/*.test.ts", "tests/hostile/**/*.test.ts", "tests/cli.test.ts"];

export default defineConfig(({ mode }) => ({
  test: {
    testTimeout: 60_000,
    hookTimeout: 120_000,
    maxWorkers: 2,
    projects: [
      { extends: true, mode, test: { name: "apart", include: apart } },
      // The rest keeps no state: the parsers are loaded once for all files of a worker.
      { extends: true, mode, test: { name: "pure", include: ["tests/**/*.test.ts"], exclude: apart, isolate: false } },
    ],
  },
}));
