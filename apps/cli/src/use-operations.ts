import { createOperations, type Operations } from '@ticketpost/operations';
import { findMissingKeys } from '@ticketpost/monitoring';
import { createChangingKeyring } from '@ticketpost/queue';
import { connectRedis, waitForRedis } from '@ticketpost/runtime';
import { UnavailableError } from './command-error.ts';
import type { Settings } from './load-settings.ts';

const connectTimeoutMs = 3000;
const commandTimeoutMs = 5000;

/**
 * Runs `use` on the Redis that the settings name, for as long as that answers. Rejects with an
 * `UnavailableError` when it does not.
 */
export async function useOperations<Result>(
  { config, logger }: Settings,
  use: (operations: Operations, redis: ReturnType<typeof connectRedis>) => Promise<Result>,
): Promise<Result> {
  const connection = connectRedis({
    url: config.redisUrl,
    tls: config,
    use: { for: 'answers', commandTimeoutMs },
    logger,
  });
  try {
    await waitForRedis(connection, connectTimeoutMs);
    if (connection.status !== 'ready') throw new UnavailableError('cannot be reached');
    const keyring = createChangingKeyring(config.payloadKeys);
    const operations = createOperations({
      connection,
      keyring,
      findMissingKeys: () => findMissingKeys(connection, keyring.keyIds()),
      storeTimeoutMs: commandTimeoutMs,
      onError: () => undefined,
    });
    try {
      return await use(operations, connection);
    } catch (error) {
      throw isBug(error) ? error : new UnavailableError(`failed: ${messageOf(error)}`, error);
    } finally {
      await operations.close().catch(() => undefined);
    }
  } finally {
    connection.disconnect();
  }
}

function isBug(error: unknown): boolean {
  const { name } = (error ?? {}) as { name?: unknown };
  return name === 'TypeError' || name === 'RangeError' || name === 'SyntaxError';
}

function messageOf(error: unknown): string {
  const { message } = (error ?? {}) as { message?: unknown };
  return typeof message === 'string' ? message : 'no reason given';
}
