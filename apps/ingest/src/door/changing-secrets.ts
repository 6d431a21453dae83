import { defineRereading, type Rereading, type Variable } from '@ticketpost/runtime';
import { createSecretMatcher } from './secret-matcher.ts';

/** Secrets that may be changed while they are in use, for a rotation without a restart. */
export interface ChangingSecrets {
  isOne: (candidate: string) => boolean;
  /** How they are read again. The log tells how many there are, and nothing of them. */
  rereading: Rereading;
}

export function createChangingSecrets(
  variable: Variable<readonly string[]> | Variable<readonly string[] | undefined>,
  secrets: readonly string[],
): ChangingSecrets {
  let isOne = createSecretMatcher(secrets);
  return {
    isOne: (candidate) => isOne(candidate),
    rereading: defineRereading<readonly string[] | undefined>(variable, (list) => {
      isOne = createSecretMatcher(list);
      return { kind: 'taken', about: { entries: list.length } };
    }),
  };
}
