import type { Redis } from 'ioredis';
import { isSameText } from '../http/is-same-text.ts';
import { deriveKey, keyedHash } from '../http/keyed-hash.ts';
import { macOfSession } from './mac-of-session.ts';
import { parseSessionRecord, type SessionRecord } from './session-record.ts';

/** Sessions in Redis. Everything rejects while Redis does not answer. */
export interface SessionStore {
  create(id: string, record: SessionRecord, lifeMs: number): Promise<void>;
  /** `undefined` as well for one that no dashboard wrote like that under this id. */
  read(id: string): Promise<SessionRecord | undefined>;
  /**
   * Changes a session that is there and whose secret is still `current`; `false` when it is not: one that
   * has ended does not come back by an answer that was under way.
   */
  change(
    id: string,
    change: { current: string; record: SessionRecord; lifeMs: number },
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

/** No key of Redis has a person's name in it. The connection stays the caller's to close. */
export function createSessionStore({
  redis,
  secret,
  maxLifeMs,
}: {
  redis: Redis;
  /** Hashes the names of people, and vouches for what Redis keeps. */
  secret: string;
  /** The longest that a session lasts. */
  maxLifeMs: number;
}): SessionStore {
  const listKey = deriveKey(secret, 'lists of sessions');
  const macKey = deriveKey(secret, 'records of sessions');
  const listOf = (name: string): string =>
    `ticketpost:dashboard:sessions:${keyedHash(listKey, name)}`;
  const vouchFor = (id: string, record: SessionRecord) => ({
    ...record,
    mac: macOfSession(macKey, id, record),
  });

  const removeIds = async (ids: readonly string[]): Promise<void> => {
    await Promise.all(ids.map((id) => redis.unlink(sessionKey(id))));
  };

  return {
    async create(id, record, lifeMs) {
      const list = listOf(record.name);
      await redis
        .multi()
        .hset(sessionKey(id), vouchFor(id, record))
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
      const fields = await redis.hgetall(sessionKey(id));
      const record = parseSessionRecord(fields);
      if (record === undefined) return undefined;
      return isSameText(fields['mac'] ?? '', macOfSession(macKey, id, record)) ? record : undefined;
    },
    async change(id, { current, record, lifeMs }) {
      const written = Object.entries(vouchFor(id, record)).flat().map(String);
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
