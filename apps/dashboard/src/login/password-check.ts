import { bulkhead, BulkheadRejectedError } from 'cockatiel';
import type { PasswordUser } from '@ticketpost/settings/dashboard';
import type { UserDirectory } from '../users/user-directory.ts';
import type { LoginThrottle, Try } from './throttle/login-throttle.ts';

export interface Credentials {
  name: string;
  password: string;
}

export type PasswordOutcome =
  | { kind: 'right'; user: PasswordUser }
  /** `isLast`: whoever it was has to wait from now on. */
  | { kind: 'wrong'; isLast: boolean }
  | { kind: 'wait'; waitMs: number };

export type CheckPassword = (
  credentials: Credentials,
  from: Omit<Try, 'name'>,
) => Promise<PasswordOutcome>;

/**
 * Each takes 32 MiB and a thread of four, which others need too. Strangers have places of their own, so that
 * none of theirs, however many, stands before that of somebody who logged in before.
 */
const places = { known: { atOnce: 1, waiting: 40 }, stranger: { atOnce: 2, waiting: 30 } };
const busyWaitMs = 2000;

/** Checks passwords, a few at once, and none of those who tried too often. */
export function createPasswordCheck({
  users,
  throttle,
}: {
  users: Pick<UserDirectory, 'check'>;
  throttle: LoginThrottle;
}): CheckPassword {
  const known = bulkhead(places.known.atOnce, places.known.waiting);
  const strangers = bulkhead(places.stranger.atOnce, places.stranger.waiting);
  return async ({ name: written, password }, from) => {
    const name = written.normalize('NFC');
    const attempt = await throttle.take({ ...from, name });
    if (attempt.kind === 'wait') return attempt;
    const queue = attempt.isKnown ? known : strangers;
    try {
      const user = await queue.execute(() => users.check({ name, password }));
      if (user === undefined) return { kind: 'wrong', isLast: attempt.isLast };
      await attempt.forgive();
      return { kind: 'right', user };
    } catch (error) {
      await attempt.withdraw();
      if (error instanceof BulkheadRejectedError) return { kind: 'wait', waitMs: busyWaitMs };
      throw error;
    }
  };
}
