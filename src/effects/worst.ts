import type { Finding } from "../model/finding.ts";

/** The worst findings of an examination, one a cause. They stand most severe first. */
export function worstOf(findings: readonly Finding[], most: number): readonly Finding[] {
  const roots = new Set<string>();
  return findings.filter(({ root, severity }) => severity !== "info" && !roots.has(root) && roots.add(root)).slice(0, most);
}
