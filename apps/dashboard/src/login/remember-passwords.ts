import { randomBytes } from 'node:crypto';
import { keyedHash } from '../http/keyed-hash.ts';
import type { CheckPassword, PasswordOutcome } from './password-check.ts';

const rememberedMs = 5 * 60 * 1000;
const maxRemembered = 100;

/**
 * Spares scripts, which bring their password with each request, a check of it each time: one that was
 * right is known again for a while, by a keyed hash, and the same one asked at once is checked once.
 */
export function rememberPasswords(check: CheckPassword): CheckPassword {
  const key = randomBytes(32);
  const right = new Map<string, { outcome: PasswordOutcome; until: number }>();
  const underWay = new Map<string, Promise<PasswordOutcome>>();

  const checkAndRemember: CheckPassword = async (credentials, from) => {
    const outcome = await check(credentials, from);
    if (outcome.kind === 'right') {
      const [oldest] = right.size >= maxRemembered ? right.keys() : [];
      if (oldest !== undefined) right.delete(oldest);
      right.set(hash(credentials), { outcome, until: performance.now() + rememberedMs });
    }
    return outcome;
  };
  const hash = ({ name, password }: { name: string; password: string }): string =>
    keyedHash(key, name, password);

  return async (credentials, from) => {
    const known = right.get(hash(credentials));
    if (known !== undefined && performance.now() < known.until) return known.outcome;
    right.delete(hash(credentials));
    const same = keyedHash(key, hash(credentials), from.address);
    const checking = underWay.get(same) ?? checkAndRemember(credentials, from);
    underWay.set(same, checking);
    try {
      return await checking;
    } finally {
      underWay.delete(same);
    }
  };
}
