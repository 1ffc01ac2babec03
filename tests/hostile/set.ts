import { binaries } from "./binaries.ts";
import { flipped, truncated } from "./damaged.ts";
import { disguised } from "./disguised.ts";
import { documents } from "./documents.ts";
import { names } from "./names.ts";
import { packages } from "./packages.ts";
import { sheets } from "./sheets.ts";
import type { Specimen } from "./specimen.ts";
import { texts } from "./texts.ts";

/** Every hostile file, the same on every run. */
export const specimens = (): readonly Specimen[] => [
  ...truncated(),
  ...flipped(),
  ...packages(),
  ...sheets(),
  ...documents(),
  ...binaries(),
  ...texts(),
  ...disguised(),
  ...names(),
];
