import type { Redis } from 'ioredis';

/** All that looks sealed with a key, in whatever type of value of whatever key of Redis. */
export async function findSealedTexts(redis: Redis, keyId: string): Promise<string[]> {
  const form = new RegExp(`(?<![A-Za-z0-9_-])${keyId}\\.[A-Za-z0-9_-]{38,}`, 'g');
  const texts = await Promise.all((await redis.keys('*')).map((key) => readTexts(redis, key)));
  return texts.flat().flatMap((text) => text.match(form) ?? []);
}

/** What a key of Redis holds, as texts; a hash's in the order of its fields. */
export async function readTexts(redis: Redis, key: string): Promise<string[]> {
  switch (await redis.type(key)) {
    case 'string':
      return [(await redis.get(key)) ?? ''];
    case 'hash':
      return Object.entries(await redis.hgetall(key))
        .toSorted(([one], [other]) => (one < other ? -1 : 1))
        .map(([, value]) => value);
    case 'list':
      return await redis.lrange(key, 0, -1);
    case 'set':
      return (await redis.smembers(key)).toSorted();
    case 'zset':
      return await redis.zrange(key, '0', '-1');
    case 'stream':
      return (await redis.xrange(key, '-', '+')).flatMap(([, fields]) => fields);
    default:
      return [];
  }
}
