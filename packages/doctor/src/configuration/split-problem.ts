/** A problem's first sentence is what is wrong, the others are the remedy. */
export function splitProblem(problem: string): { finding: string; remedy?: string } {
  const [, finding = problem, remedy] = /^(.+?)\. (\P{Ll}.*)$/su.exec(problem) ?? [];
  return remedy === undefined ? { finding: finding.replace(/\.$/, '') } : { finding, remedy };
}
