import type { EventType, Payloads } from "../model/event.ts";
import type { RulePackSummary, Summary } from "../model/examination.ts";
import type { Finding } from "../model/finding.ts";
import type { IndexEntry } from "../model/index-entry.ts";
import type { Limits } from "../model/parser.ts";
import type { OutputFile } from "../model/report.ts";
import type { Language, Text } from "../model/text.ts";
import type { Contents, Location } from "./disk.ts";

// What crosses to a process of its own and back: plain data, as structured cloning takes it.

/** A rule pack as its file has it. `sha256` is that of the file's bytes; `text` is without a byte order mark. */
export interface PackSource {
  readonly path: string;
  readonly sha256: string;
  readonly text: string;
}

/** A rule pack that is in order. */
export type LoadedPack = PackSource & RulePackSummary;

/** What is wrong with a rule pack, and where: line and column from 1. */
export interface PackError {
  readonly path: string;
  readonly line: number;
  readonly column: number;
  readonly message: Text;
}

/** Compile rule packs: the summary of each, in their order, or everything that is wrong with them. */
export interface RulesJob {
  readonly is: "rules";
  readonly packs: readonly PackSource[];
}
export type RulesAnswer = { readonly packs: readonly RulePackSummary[] } | { readonly errors: readonly PackError[] };

/** Read a file, which must still have the hash it arrived with. `from`: its place, or the bytes of one inside another file. */
export interface ReadJob {
  readonly is: "read";
  readonly path: string;
  readonly from: { readonly location: Location } | { readonly bytes: Uint8Array };
  readonly sha256: string;
  readonly limits: Limits;
}

/** What must be known of a document outside the process that examines it. */
export interface DocumentSummary {
  readonly path: string;
  readonly format: string;
  readonly encoding: string | null;
  readonly grids: number;
  readonly paragraphs: number;
  readonly losses: Payloads["file-parsed"]["losses"];
  readonly findings: readonly Finding[];
}

/** A document in the bytes of V8's serializer: only the process that examines it makes objects of it again. */
export interface ReadDocument {
  readonly bytes: Uint8Array;
  readonly summary: DocumentSummary;
}
/** A file inside the one that was read: to be read in its turn, or why it could not be taken out. */
export type Inside = { readonly path: string } & ({ readonly bytes: Uint8Array; readonly sha256: string } | { readonly finding: Finding });
export type ReadAnswer =
  | { readonly document: ReadDocument; readonly attachments: readonly Inside[] }
  | Extract<Contents, { readonly reason: unknown }>;

/**
 * An earlier submission whose closing balances a later one may open with: the `records.csv` of its outputs, or its documents.
 * `asked`: named by a person, not found in the output folder. `identity` tells its content from any other.
 */
export type PreviousSource = { readonly submission: string; readonly asked: boolean; readonly identity: string } & (
  | { readonly records: string }
  | { readonly documents: readonly Uint8Array[] }
);

/** Examine documents together and render every output. `findings` are about the submission as such, and come first. */
export interface ExamineJob {
  readonly is: "examine";
  readonly submission: string;
  readonly documents: readonly Uint8Array[];
  readonly packs: readonly PackSource[];
  readonly previous: readonly PreviousSource[];
  readonly findings: readonly Finding[];
  readonly language: Language;
}

/** An event for the log of the submission. */
export type Logged = { readonly [type in EventType]: { readonly type: type; readonly payload: Payloads[type] } }[EventType];

export interface ExamineAnswer {
  readonly summary: Summary;
  /** The worst findings, one a cause, few. */
  readonly worst: readonly Finding[];
  readonly logged: readonly Logged[];
  readonly outputs: readonly OutputFile[];
}

/** Render the index over an output folder, the entries in their order. */
export interface IndexJob {
  readonly is: "index";
  readonly entries: readonly IndexEntry[];
  readonly language: Language;
}
export interface IndexAnswer {
  readonly page: string;
}

export type Job = RulesJob | ReadJob | ExamineJob | IndexJob;
export type Answer<J extends Job> = J extends RulesJob
  ? RulesAnswer
  : J extends ReadJob
    ? ReadAnswer
    : J extends IndexJob
      ? IndexAnswer
      : ExamineAnswer;

/** The end of a job: its answer, the stack of a fault of ours, or the limit at which the process was stopped. */
export type Done<J extends Job> =
  | { readonly is: "done"; readonly answer: Answer<J> }
  | { readonly is: "fault"; readonly stack: string }
  | { readonly is: "time" | "memory" }
  | { readonly is: "crash"; readonly detail: string };

/** What a process tells of itself: that it is ready for the first job, or how a job ended and its resident size in bytes. */
export type Told = { readonly is: "ready" } | { readonly is: "ended"; readonly done: Done<Job>; readonly resident: number };

/** The signal by which a process ends itself when it has more memory than it may. */
export const TOO_MUCH: NodeJS.Signals = "SIGUSR2";
