import type { Examination } from "./examination.ts";
import type { Language } from "./text.ts";

export interface OutputFile {
  /** Path inside the submission's output folder, `/` between folders. */
  readonly path: string;
  readonly content: string | Uint8Array;
}

/** An output: examination → files. One file in `src/reports`. The same examination gives the same bytes. */
export interface Report {
  readonly id: string;
  readonly files: (examination: Examination, language: Language) => Iterable<OutputFile>;
}
