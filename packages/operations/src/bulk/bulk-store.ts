import type { Redis } from 'ioredis';
import { bulkKinds, type BulkKind, type BulkState } from './bulk-state.ts';

/** What of a bulk is written while it runs. */
export type BulkProgress = Pick<BulkState, 'total' | 'outcomes'>;

/** `lost`: another bulk took its place while this one could not reach Redis. */
export type Heartbeat = 'going_on' | 'stop_wanted' | 'lost';

/** The bulks in Redis: one hash for each, and for each kind the id of the one that runs. */
export interface BulkStore {
  /** Takes the only place of its kind; answers the id of the one that has it when it is taken. */
  take(kind: BulkKind, id: string): Promise<{ kind: 'taken' } | { kind: 'occupied'; id: string }>;
  begin(bulk: Pick<BulkState, 'id' | 'kind' | 'reason' | 'by' | 'beganAt'>): Promise<void>;
  write(id: string, progress: BulkProgress): Promise<void>;
  /** Keeps the place for some seconds more, and tells what others want of the bulk. */
  beat(kind: BulkKind, id: string): Promise<Heartbeat>;
  /** Writes how it ended, then gives the place up. */
  end(kind: BulkKind, id: string, ending: BulkProgress & BulkEnding): Promise<void>;
  /** Gives the place up; a bulk that never began leaves nothing. */
  leave(kind: BulkKind, id: string): Promise<void>;
  read(id: string): Promise<BulkState | undefined>;
  /** The id of the bulk that has the place of its kind. */
  current(kind: BulkKind): Promise<string | undefined>;
  /** Asks a bulk to stop; `false` when there is none of that id, or it has ended. */
  wantStop(id: string, by: string): Promise<boolean>;
}

export interface BulkEnding {
  status: 'done' | 'stopped' | 'broken_off';
  endedAt: string;
  because?: string;
}

/** A place runs out this long after the last heartbeat of its process. */
const defaultPlaceMs = 10_000;
/** How long one can look at a bulk after its last sign of life. */
const keptMs = 7 * 24 * 60 * 60 * 1000;

/** Renews the place, or takes it again when it ran out and nobody else has it. */
const keepPlaceScript = `
local owner = redis.call('GET', KEYS[1])
if owner and owner ~= ARGV[1] then return 0 end
redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
return 1
`;

const leavePlaceScript = `
if redis.call('GET', KEYS[1]) == ARGV[1] then return redis.call('DEL', KEYS[1]) end
return 0
`;

/** Does nothing to a bulk that has ended. */
const wantStopScript = `
if redis.call('HGET', KEYS[1], 'status') ~= 'running' then return 0 end
redis.call('HSETNX', KEYS[1], 'stoppedBy', ARGV[1])
return 1
`;

/** The bulks over a connection that fails fast. */
export function createBulkStore({
  redis,
  placeMs = defaultPlaceMs,
}: {
  redis: Redis;
  placeMs?: number;
}): BulkStore {
  const write = async (id: string, fields: Record<string, string>) => {
    const key = bulkKey(id);
    const results = await redis.multi().hset(key, fields).pexpire(key, keptMs).exec();
    for (const [error] of results ?? []) if (error !== null) throw error;
  };
  const leave = async (kind: BulkKind, id: string) => {
    await redis.eval(leavePlaceScript, 1, placeKey(kind), id);
  };
  return {
    async take(kind, id) {
      const place = placeKey(kind);
      for (;;) {
        if ((await redis.set(place, id, 'PX', placeMs, 'NX')) !== null) return { kind: 'taken' };
        const owner = await redis.get(place);
        if (owner !== null) return { kind: 'occupied', id: owner };
      }
    },
    begin: ({ id, ...fields }) => write(id, { ...fields, status: 'running', outcomes: '{}' }),
    write: (id, progress) => write(id, progressFields(progress)),
    async beat(kind, id) {
      if ((await redis.eval(keepPlaceScript, 1, placeKey(kind), id, placeMs)) !== 1) return 'lost';
      return (await redis.hexists(bulkKey(id), 'stoppedBy')) === 1 ? 'stop_wanted' : 'going_on';
    },
    async end(kind, id, { total, outcomes, status, endedAt, because }) {
      await write(id, {
        ...progressFields({ ...(total === undefined ? {} : { total }), outcomes }),
        status,
        endedAt,
        ...(because === undefined ? {} : { because }),
      });
      await leave(kind, id);
    },
    leave,
    async read(id) {
      // The places first: a bulk writes its end before it gives its place up.
      const owners = await Promise.all(bulkKinds.map((kind) => redis.get(placeKey(kind))));
      const fields = await redis.hgetall(bulkKey(id));
      return readState(id, fields, { hasPlace: owners.includes(id) });
    },
    async current(kind) {
      return (await redis.get(placeKey(kind))) ?? undefined;
    },
    wantStop: async (id, by) => (await redis.eval(wantStopScript, 1, bulkKey(id), by)) === 1,
  };
}

function bulkKey(id: string): string {
  return `ticketpost:bulk:${id}`;
}

function placeKey(kind: BulkKind): string {
  return `ticketpost:bulk:running:${kind}`;
}

function progressFields({ total, outcomes }: BulkProgress): Record<string, string> {
  return {
    ...(total === undefined ? {} : { total: String(total) }),
    outcomes: JSON.stringify(outcomes),
  };
}

function readState(
  id: string,
  fields: Readonly<Record<string, string>>,
  { hasPlace }: { hasPlace: boolean },
): BulkState | undefined {
  const { kind, reason, by, beganAt, status, endedAt, because, total, outcomes, stoppedBy } =
    fields as Partial<Record<string, string>>;
  const known = bulkKinds.find((name) => name === kind);
  if (known === undefined || reason === undefined || by === undefined || beganAt === undefined) {
    return undefined;
  }
  return {
    id,
    kind: known,
    reason,
    by,
    status: judgeStatus(status, { hasPlace, isStopWanted: stoppedBy !== undefined }),
    beganAt,
    ...(endedAt === undefined ? {} : { endedAt }),
    ...(stoppedBy === undefined ? {} : { stoppedBy }),
    ...(because === undefined ? {} : { because }),
    ...(total === undefined ? {} : { total: Number(total) }),
    outcomes: JSON.parse(outcomes ?? '{}') as Record<string, number>,
  };
}

function judgeStatus(
  status: string | undefined,
  { hasPlace, isStopWanted }: { hasPlace: boolean; isStopWanted: boolean },
): BulkState['status'] {
  if (status === 'done' || status === 'stopped' || status === 'broken_off') return status;
  if (!hasPlace) return 'abandoned';
  return isStopWanted ? 'stopping' : 'running';
}
