import { type Finding, SEVERITIES, type Severity } from "../model/finding.ts";
import { grouped } from "../model/grouped.ts";

/** Findings with one cause. `reference` is its number in the reports: `E1`, `W3`, `I12`. */
export interface Cause {
  readonly reference: string;
  readonly root: string;
  readonly severity: Severity;
  /** The finding that speaks for the cause: of the worst severity, the root itself where it is one of those. */
  readonly lead: Finding;
  readonly echoes: readonly Finding[];
}

const LETTERS: { readonly [severity in Severity]: string } = { error: "E", warning: "W", info: "I" };

/** Findings grouped by `root`: worst first, else in the order given; each group under its leading finding. */
export function causesOf(findings: readonly Finding[]): readonly Cause[] {
  const rank = (finding: Finding): number => SEVERITIES.indexOf(finding.severity);
  const led = [...grouped(findings, ({ root }) => root)].map(([root, group]) => {
    const worst = Math.min(...group.map(rank));
    const worstOnes = group.filter((finding) => rank(finding) === worst);
    const lead = worstOnes.find(({ id }) => id === root) ?? worstOnes[0]!;
    return { root, severity: lead.severity, lead, echoes: group.filter((finding) => finding !== lead) };
  });
  return SEVERITIES.flatMap((severity) =>
    led.filter((cause) => cause.severity === severity).map((cause, index) => ({ reference: `${LETTERS[severity]}${index + 1}`, ...cause })),
  );
}
