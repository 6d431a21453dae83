/** What was answered to one delivery, and when it was on disk. Times since the request's head came. */
export interface AnswerRecord {
  deliveryId: string;
  /** Milliseconds since the epoch, when the request's head was there. */
  arrivedAt: number;
  /** Absent when it was stored nowhere. */
  stored?: { in: 'redis' | 'journal'; afterMs: number };
  status: number;
  afterMs: number;
  /** The connection broke before the answer was handed to it whole. */
  isBroken: boolean;
}

const places = { r: 'redis', j: 'journal' } as const;

const pattern =
  /^(?<status>\d{3}),(?<arrivedAt>[0-9a-z]+),(?:(?<place>[rj])(?<storedMs>[\d.]+))?,(?<afterMs>[\d.]+)(?<broken>!?)$/;

/** The short text that stands in Redis: `200,mi9z3k2a,r8.1,9.3`. */
export function formatAnswer(record: AnswerRecord): string {
  const { status, arrivedAt, stored, afterMs, isBroken } = record;
  const place =
    stored === undefined ? '' : `${stored.in === 'redis' ? 'r' : 'j'}${round(stored.afterMs)}`;
  return `${status},${arrivedAt.toString(36)},${place},${round(afterMs)}${isBroken ? '!' : ''}`;
}

/** `undefined` for a text that this version does not know. */
export function parseAnswer(deliveryId: string, text: string): AnswerRecord | undefined {
  const { status, arrivedAt, place, storedMs, afterMs, broken } = pattern.exec(text)?.groups ?? {};
  if (status === undefined || arrivedAt === undefined) return undefined;
  const isPlace = place === 'r' || place === 'j';
  return {
    deliveryId,
    arrivedAt: Number.parseInt(arrivedAt, 36),
    ...(isPlace ? { stored: { in: places[place], afterMs: Number(storedMs) } } : {}),
    status: Number(status),
    afterMs: Number(afterMs),
    isBroken: broken === '!',
  };
}

function round(ms: number): number {
  return Math.max(0, Math.round(ms * 10) / 10);
}
