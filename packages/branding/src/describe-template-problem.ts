import type { TemplateProblem } from '@ticketpost/email';

/** One line: where, what is wrong, and the remedy. */
export function describeTemplateProblem({ file, line, message }: TemplateProblem): string {
  return `${line === undefined ? file : `${file}, line ${line}`}: ${message}.`;
}
