import { createDecipheriv } from 'node:crypto';
import { inflateRawSync } from 'node:zlib';
import type { Redis } from 'ioredis';

const key = Buffer.alloc(32, 7);
const nonceLength = 12;
const tagLength = 16;
const sealedForm = /k1\.([A-Za-z0-9_-]{40,})/g;

/**
 * Everything that Redis holds as one text, each sealed value followed by what it opens to, in whatever
 * context it was sealed.
 */
export async function openAll(redis: Redis): Promise<string> {
  return [...(await openEach(redis)).values()].join('\n');
}

/** The same key by key. */
export async function openEach(redis: Redis): Promise<Map<string, string>> {
  const keys = await redis.keys('*');
  const texts = await Promise.all(
    keys.map(async (name) => `${name} ${await readKey(redis, name)}`),
  );
  return new Map(keys.map((name, n) => [name, withOpened(texts[n] ?? '')]));
}

/** Names and values alike, whatever the type. */
async function readKey(redis: Redis, name: string): Promise<string> {
  switch (await redis.type(name)) {
    case 'hash':
      return Object.entries(await redis.hgetallBuffer(name))
        .map(
          ([field, value]) =>
            `${field} ${field === 'folded' ? readFolded(value) : value.toString()}`,
        )
        .sort()
        .join('\n');
    case 'list':
      return (await redis.lrange(name, '0', '-1')).join('\n');
    case 'set':
      return (await redis.smembers(name)).join('\n');
    case 'zset':
      return (await redis.zrange(name, '0', '-1')).join('\n');
    case 'stream':
      return JSON.stringify(await redis.xrange(name, '-', '+'));
    default:
      return (await redis.get(name)) ?? '';
  }
}

/** What was deflated with a dictionary cannot be read without it: that it is there is said. */
function readFolded(value: Buffer): string {
  return `FOLDED ${value.toString('latin1')}`;
}

function withOpened(text: string): string {
  return text.replaceAll(sealedForm, (sealed, encoded: string) => {
    const bytes = Buffer.from(encoded, 'base64url');
    const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, nonceLength));
    // Without the end, what is authenticated with it is not asked for.
    const opened = decipher.update(bytes.subarray(nonceLength, -tagLength));
    return `${sealed} OPENED ${opened.toString()} ${inflate(opened)}`;
  });
}

function inflate(bytes: Buffer): string {
  try {
    return inflateRawSync(bytes.subarray(1)).toString();
  } catch {
    return '';
  }
}
