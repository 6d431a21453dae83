import type { Redis } from 'ioredis';

/** What the keys of one kind take. */
export interface KindMemory {
  keys: number;
  bytes: number;
}

/** Kinds of keys, by how they begin. */
const kinds = {
  'record of the order': 'ticketpost:order:',
  'search index': 'ticketpost:found-by:',
  'answers of evidence': 'ticketpost:answers:',
  'jobs of BullMQ': '{ticketpost}:',
  'all else': '',
} as const;

export type MemoryKind = keyof typeof kinds;

/** What a key takes beside its value: its place among those with an end, which `MEMORY USAGE` leaves out. */
const expiryBytes = 32;

/** What each kind of key takes, each key measured whole: all keys, or so many, met by chance. */
export async function readMemoryByKind(
  client: Redis,
  { mostKeys = Infinity } = {},
): Promise<Record<MemoryKind, KindMemory>> {
  const found = Object.fromEntries(
    Object.keys(kinds).map((kind) => [kind, { keys: 0, bytes: 0 }]),
  ) as Record<MemoryKind, KindMemory>;
  let cursor = '0';
  let looked = 0;
  do {
    const [next, keys] = await client.scan(cursor, 'COUNT', 1000);
    cursor = next;
    looked += keys.length;
    const pipeline = client.pipeline();
    for (const key of keys) pipeline.memory('USAGE', key, 'SAMPLES', 0).pttl(key);
    const answers = (await pipeline.exec()) ?? [];
    keys.forEach((key, index) => {
      const kind = kindOf(key);
      found[kind].keys += 1;
      found[kind].bytes += Number(answers[2 * index]?.[1] ?? 0);
      if (Number(answers[2 * index + 1]?.[1]) > 0) found[kind].bytes += expiryBytes;
    });
  } while (cursor !== '0' && looked < mostKeys);
  return found;
}

function kindOf(key: string): MemoryKind {
  const names = Object.keys(kinds) as MemoryKind[];
  return names.find((kind) => key.startsWith(kinds[kind])) ?? 'all else';
}
