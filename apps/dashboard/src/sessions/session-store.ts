import type { Redis } from 'ioredis';
import { keyedHash } from '../http/keyed-hash.ts';
import { parseSessionRecord, type SessionRecord } from './session-record.ts';

/** Sessions in Redis. Everything rejects while Redis does not answer. */
export interface SessionStore {
  create(id: string, record: SessionRecord, lifeMs: number): Promise<void>;
  read(id: string): Promise<SessionRecord | undefined>;
  /**
   * Changes fields of a session that is there and whose secret is still `current`; `false` when it is
   * not: one that has ended does not come back by an answer that was under way.
   */
  change(
    id: string,
    change: { current: string; fields: Partial<SessionRecord>; lifeMs: number },
  ): Promise<boolean>;
  remove(id: string, name: string): Promise<void>;
  /** Ends all of one person. */
  removeAll(name: string): Promise<void>;
}

/** More of one person than anybody opens: the oldest end. */
const maxOfOnePerson = 100;

/** One key, as Redis Cluster asks. */
const changeScript = `
if redis.call('HGET', KEYS[1], 'current') ~= ARGV[1] then return 0 end
redis.call('HSET', KEYS[1], unpack(ARGV, 3))
redis.call('PEXPIRE', KEYS[1], ARGV[2])
return 1
`;

/** `key` hashes the names of people, which are in no key. The connection stays the caller's to close. */
export function createSessionStore({
  redis,
  key,
  maxLifeMs,
}: {
  redis: Redis;
  key: Buffer;
  /** The longest that a session lasts. */
  maxLifeMs: number;
}): SessionStore {
  const listOf = (name: string): string => `ticketpost:dashboard:sessions:${keyedHash(key, name)}`;

  const removeIds = async (ids: readonly string[]): Promise<void> => {
    await Promise.all(ids.map((id) => redis.unlink(sessionKey(id))));
  };

  return {
    async create(id, record, lifeMs) {
      const list = listOf(record.name);
      await redis
        .multi()
        .hset(sessionKey(id), { ...record })
        .pexpire(sessionKey(id), lifeMs)
        .exec();
      await redis
        .multi()
        .zadd(list, String(record.beganAt), id)
        .zremrangebyscore(list, '-inf', record.beganAt - maxLifeMs)
        .pexpire(list, maxLifeMs)
        .exec();
      const tooMany = await redis.zrange(list, '0', String(-1 - maxOfOnePerson));
      if (tooMany.length > 0) {
        await removeIds(tooMany);
        await redis.zrem(list, ...tooMany);
      }
    },
    async read(id) {
      return parseSessionRecord(await redis.hgetall(sessionKey(id)));
    },
    async change(id, { current, fields, lifeMs }) {
      const written = Object.entries(fields).flatMap(([name, value]) => [name, String(value)]);
      const done = await redis.eval(
        changeScript,
        1,
        sessionKey(id),
        current,
        String(Math.max(1, Math.ceil(lifeMs))),
        ...written,
      );
      return done === 1;
    },
    async remove(id, name) {
      await removeIds([id]);
      await redis.zrem(listOf(name), id);
    },
    async removeAll(name) {
      const list = listOf(name);
      await removeIds(await redis.zrange(list, '0', '-1'));
      await redis.unlink(list);
    },
  };
}

function sessionKey(id: string): string {
  return `ticketpost:dashboard:session:${id}`;
}
