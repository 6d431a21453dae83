import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Redis } from 'ioredis';

/** Something that is kept, by where. */
export interface Kept {
  where: string;
  bytes: Buffer;
}

/** Every key and value that Redis has in its memory. */
export async function* readRedisMemory(client: Redis): AsyncGenerator<Kept> {
  let cursor = '0';
  do {
    const [next, keys] = await client.scan(cursor, 'COUNT', 500);
    cursor = next;
    for (const key of keys) yield { where: `Redis, ${key}`, bytes: await readKey(client, key) };
  } while (cursor !== '0');
}

async function readKey(client: Redis, key: string): Promise<Buffer> {
  const name = Buffer.from(`${key}\n`);
  return Buffer.concat([name, ...flatten(await readValue(client, key))]);
}

async function readValue(client: Redis, key: string): Promise<unknown> {
  switch (await client.type(key)) {
    case 'string':
      return client.getBuffer(key);
    case 'hash':
      return client.callBuffer('HGETALL', key);
    case 'list':
      return client.lrangeBuffer(key, 0, -1);
    case 'set':
      return client.smembersBuffer(key);
    case 'zset':
      return client.zrangeBuffer(key, '0', '-1');
    case 'stream':
      return client.callBuffer('XRANGE', key, '-', '+');
    default:
      return null;
  }
}

function flatten(value: unknown): Buffer[] {
  if (Array.isArray(value)) return value.flatMap(flatten);
  return Buffer.isBuffer(value) ? [value] : [];
}

/** Every file below a folder. */
export async function* readFiles(directory: string): AsyncGenerator<Kept> {
  const files = await readdir(directory, { recursive: true, withFileTypes: true });
  for (const file of files) {
    if (!file.isFile()) continue;
    const path = join(file.parentPath, file.name);
    yield { where: path, bytes: await readFile(path) };
  }
}
