import { auditWhysPrefix, whyContext } from '@ticketpost/operations';
import type { Redis } from 'ioredis';
import type { KindResealing, SealedKind } from '../sealed-kind.ts';
import { createSwapFields, execAll } from '../swap-fields.ts';
import { walkKeys } from '../walk-keys.ts';

/**
 * People's own words in the audit log: a hash for each day, beside the lines, which never change. An id
 * is a day's and a line's.
 */
export function createAuditKind({ redis }: { redis: Redis }): SealedKind {
  const swapFields = createSwapFields(redis);
  const place = (id: string) => {
    const [day = '', field = ''] = id.split(' ');
    return { key: `${auditWhysPrefix}${day}`, field };
  };
  const read = async (ids: readonly string[]) => {
    const pipeline = redis.pipeline();
    for (const { key, field } of ids.map(place)) pipeline.hget(key, field);
    const found = await execAll(pipeline);
    return ids.flatMap((id, index) => {
      const sealed = found[index];
      return typeof sealed === 'string' ? [{ id, sealed }] : [];
    });
  };
  return {
    name: 'audit_log',
    about: 'why somebody decided something',
    async *walk() {
      for await (const days of walkKeys(redis, auditWhysPrefix)) {
        for (const day of days) {
          const fields = await redis.hkeys(`${auditWhysPrefix}${day}`);
          yield fields.map((field) => `${day} ${field}`);
        }
      }
    },
    async list(ids) {
      return (await read(ids)).map(({ sealed }) => sealed);
    },
    async reseal(ids, { reseal, isDryRun }) {
      const made = (await read(ids)).map(({ id, sealed }) => ({
        id,
        sealed,
        after: reseal(sealed, whyContext),
      }));
      const wanted = made.filter(({ sealed, after }) => sealed !== after);
      const kept = made.filter(({ sealed, after }) => sealed === after);
      const answers = isDryRun
        ? []
        : await swapFields(
            wanted.map(({ id, sealed, after }) => {
              const { key, field } = place(id);
              return { key, swaps: [{ field, before: sealed, after }] };
            }),
          );
      const isDone = (_why: unknown, index: number) => isDryRun || answers[index]?.[0] === true;
      const resealing: KindResealing = {
        resealed: wanted.filter(isDone).map(({ sealed }) => sealed),
        kept: kept.map(({ sealed }) => sealed),
        changed: wanted.filter((why, index) => !isDone(why, index)).map(({ id }) => id),
      };
      return resealing;
    },
  };
}
