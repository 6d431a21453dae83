import { Ajv, type JSONSchemaType } from 'ajv';
import type { Redis } from 'ioredis';
import { custodyKeys } from './custody-keys.ts';

/** How many sealed values there were of each kind under each key. Times are RFC 3339 in UTC. */
export interface Census {
  beganAt: string;
  endedAt: string;
  /** By kind, then by key id. */
  values: Record<string, Record<string, number>>;
}

/** The last re-seal that left nothing under another key, while every process sealed with this one. */
export interface Resealed {
  keyId: string;
  endedAt: string;
}

/** What is known of all that is sealed. */
export interface CustodyState {
  census?: Census;
  resealed?: Resealed;
  /** How many values each key has sealed since it was first used. */
  seals: Record<string, number>;
}

const isCensus = new Ajv().compile({
  type: 'object',
  required: ['beganAt', 'endedAt', 'values'],
  properties: {
    beganAt: { type: 'string' },
    endedAt: { type: 'string' },
    values: {
      type: 'object',
      required: [],
      additionalProperties: {
        type: 'object',
        required: [],
        additionalProperties: { type: 'number' },
      },
    },
  },
} satisfies JSONSchemaType<Census>);

const isResealed = new Ajv().compile({
  type: 'object',
  required: ['keyId', 'endedAt'],
  properties: { keyId: { type: 'string' }, endedAt: { type: 'string' } },
} satisfies JSONSchemaType<Resealed>);

/** Key ids that are told apart: whoever writes into Redis makes no more of them. */
const mostKeyIds = 20;
const keyIdForm = /^[A-Za-z0-9_-]{1,32}$/;

/** Under which the others are counted; no id of a key has a blank. */
export const otherKeys = 'other keys';

export async function readCustodyState(redis: Redis): Promise<CustodyState> {
  const [census, resealed, seals] = await Promise.all([
    redis.get(custodyKeys.census),
    redis.get(custodyKeys.resealed),
    redis.hgetall(custodyKeys.seals),
  ]);
  const readCensus = readJson(census);
  const readResealed = readJson(resealed);
  return {
    ...(isCensus(readCensus) ? { census: readCensus } : {}),
    ...(isResealed(readResealed) ? { resealed: readResealed } : {}),
    seals: gatherKeyIds(new Map(Object.entries(seals).map(([id, count]) => [id, Number(count)]))),
  };
}

export async function writeCensus(redis: Redis, census: Census): Promise<void> {
  await redis.set(custodyKeys.census, JSON.stringify(census));
}

export async function writeResealed(redis: Redis, resealed: Resealed): Promise<void> {
  await redis.set(custodyKeys.resealed, JSON.stringify(resealed));
}

/** Counts by key id, with those of ids that are none, or too many, as one. */
export function gatherKeyIds(counts: ReadonlyMap<string, number>): Record<string, number> {
  const sorted = [...counts].toSorted(([, one], [, other]) => other - one);
  const gathered: Record<string, number> = {};
  for (const [keyId, count] of sorted) {
    const isTold = keyIdForm.test(keyId) && Object.keys(gathered).length < mostKeyIds;
    const name = isTold ? keyId : otherKeys;
    gathered[name] = (gathered[name] ?? 0) + count;
  }
  return gathered;
}

function readJson(text: string | null): unknown {
  try {
    return JSON.parse(text ?? 'null');
  } catch {
    return undefined;
  }
}
