import { obtainRedisProgram, type RedisProgram } from '@ticketpost/testkit';
import { LocalError } from './local-error.ts';
import { pingRedis } from './processes/redis-client.ts';

export type FoundRedis = { kind: 'given'; url: string } | { kind: 'own'; program: RedisProgram };

/**
 * The server of `REDIS_URL` when it is set, else a program to run one with. Rejects with
 * `redis_unreachable`, or with `redis_missing` and the commands that get one.
 */
export async function findRedis(
  environment: Readonly<Record<string, string | undefined>>,
  announce: (line: string) => void,
): Promise<FoundRedis> {
  const url = environment['REDIS_URL'] ?? '';
  if (url === '') {
    const obtained = await obtainRedisProgram({ announce, env: environment });
    if (obtained.kind === 'found') return { kind: 'own', program: obtained.program };
    throw new LocalError(obtained.remedy, { code: 'redis_missing' });
  }
  try {
    await pingRedis(url);
  } catch (cause) {
    const message = `REDIS_URL is set, but ${hidePassword(url)} does not answer. Start that server, or unset REDIS_URL to get one by itself.`;
    throw new LocalError(message, { code: 'redis_unreachable', cause });
  }
  return { kind: 'given', url };
}

/** The URL as it may be shown. */
export function hidePassword(url: string): string {
  if (!URL.canParse(url)) return 'its value';
  const shown = new URL(url);
  if (shown.password !== '') shown.password = '***';
  return shown.href;
}
