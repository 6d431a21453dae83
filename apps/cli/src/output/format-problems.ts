/** Problems on one line: where, and what is wrong there. */
export function formatProblems(problems: readonly { pointer: string; message: string }[]): string {
  return problems.map(({ pointer, message }) => `${pointer} ${message}`.trim()).join('; ');
}
