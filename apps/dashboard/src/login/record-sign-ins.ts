import type { AuditedAction, AuditLog } from '@ticketpost/operations';
import type { Logger } from '@ticketpost/runtime';
import type { DashboardUser } from '@ticketpost/settings/dashboard';
import type { Redis } from 'ioredis';
import { classOfAddress } from '../http/address-class.ts';
import { keyedHash } from '../http/keyed-hash.ts';
import type { UserDirectory } from '../users/user-directory.ts';
import type { PasswordOutcome } from './password-check.ts';
import type { KnownAddresses } from './throttle/known-addresses.ts';

type Way = 'form' | 'basic' | 'oidc';

/** Writes down who came in, who left and who was not let in. */
export interface SignInRecord {
  /** Lets somebody in; not without a line in the audit log. */
  enter<Result>(
    who: { user: DashboardUser; way: Way; address: string },
    work: () => Promise<Result>,
  ): Promise<Result>;
  /** A form's password that did not let anybody in. */
  refused(attempt: RefusedAttempt): Promise<void>;
  /** A request with a password of its own. The audit log has it once for each new address. */
  basic(attempt: { name: string; address: string; outcome: PasswordOutcome }): Promise<void>;
  leave<Result>(
    who: { user: DashboardUser; everywhere: boolean },
    work: () => Promise<Result>,
  ): Promise<Result>;
}

interface RefusedAttempt {
  way: Way;
  name: string;
  address: string;
  outcome: Exclude<PasswordOutcome, { kind: 'right' }>;
}

/** Of one account the audit log has a line on wrong passwords that often at most. */
const tellEveryMs = 60 * 60 * 1000;

/**
 * One line a login in the log. A name is only written when somebody has it: people type their
 * password into the wrong field. Of addresses nothing is written but their kind.
 */
export function createSignInRecord(options: {
  audit: Pick<AuditLog, 'around'>;
  users: Pick<UserDirectory, 'find'>;
  knownAddresses: KnownAddresses;
  redis: Redis;
  key: Buffer;
  logger: Logger;
}): SignInRecord {
  const { audit, users, knownAddresses, redis, key, logger } = options;

  const around = async <Result>(
    action: AuditedAction['action'],
    { name: by, role }: DashboardUser,
    detail: string,
    work: () => Promise<Result>,
  ): Promise<Result> => {
    let result: { value: Result } | undefined;
    await audit.around({ action, by, role, via: 'dashboard', detail }, async () => {
      result = { value: await work() };
      return { kind: 'done' };
    });
    if (result === undefined) throw new Error('the audit log did not do what it writes down');
    return result.value;
  };

  const refused: SignInRecord['refused'] = async ({ way, name, address, outcome }) => {
    const user = users.find(name);
    const from = classOfAddress(address);
    logger.info(
      { user: user?.name, role: user?.role, by: way, from, outcome: nameOf(outcome) },
      'login',
    );
    if (user === undefined || outcome.kind !== 'wrong' || !outcome.isLast) return;
    const toldKey = `ticketpost:dashboard:told:${keyedHash(key, name)}`;
    try {
      if ((await redis.set(toldKey, '1', 'PX', tellEveryMs, 'NX')) === null) return;
      const detail = `wrong passwords by ${way}, the last from a ${from} address`;
      await around('sign_in_refused', user, detail, () => Promise.resolve());
    } catch (error) {
      // Nobody is let in by it, and the log has the line.
      logger.debug({ error }, 'the audit log did not take a line on wrong passwords');
    }
  };

  return {
    async enter({ user, way, address }, work) {
      const from = classOfAddress(address);
      const result = await around('sign_in', user, `by ${way}, from a ${from} address`, work);
      await knownAddresses.remember(user.name, address).catch(() => false);
      logger.info(
        { user: user.name, role: user.role, by: way, from, outcome: 'accepted' },
        'login',
      );
      return result;
    },
    refused,
    async basic({ name, address, outcome }) {
      if (outcome.kind !== 'right') {
        await refused({ way: 'basic', name, address, outcome });
        return;
      }
      const { user } = outcome;
      // What the request is about tells that Redis is away.
      const isNew = await knownAddresses.remember(user.name, address).catch(() => false);
      if (!isNew) return;
      const detail = `by basic, from a ${classOfAddress(address)} address that is new`;
      await around('sign_in', user, detail, () => Promise.resolve()).catch(() => undefined);
    },
    leave: ({ user, everywhere }, work) =>
      around('sign_out', user, everywhere ? 'everywhere' : 'here', work),
  };
}

function nameOf({ kind }: RefusedAttempt['outcome']): string {
  return kind === 'wait' ? 'throttled' : 'refused';
}
