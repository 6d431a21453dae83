import type { Variable } from '@ticketpost/runtime';

/** A text that a regular expression cannot judge. */
export function judgedBy<T>(isFine: (text: string) => boolean, variable: Variable<T>): Variable<T> {
  return {
    ...variable,
    schema: { type: 'string', format: 'judged' },
    formats: { judged: isFine },
  };
}
