import { beforeAll, describe, expect, test } from '@jest/globals';
import { obtainRedisProgram } from '@ticketpost/testkit';
import { formatFuzzResult } from '../src/fuzz/report/format-result.ts';
import { doors } from '../src/fuzz/requests/fuzz-request.ts';
import { runFuzz, type FuzzResult } from '../src/fuzz/run-fuzz.ts';

/** The short form; `npm run fuzz -- --minutes 60` is the long one. */
const seed = 20_261_124;
const minutes = 0.15;
/** The same requests on every machine. */
const count = 1000;
const timeoutMs = 180_000;

let result: FuzzResult;
beforeAll(async () => {
  const obtained = await obtainRedisProgram({ announce: () => undefined, install: false });
  if (obtained.kind === 'missing') throw new Error(obtained.remedy);
  result = await runFuzz({
    ...{ seed, minutes, doors, connections: 6, from: 1, count, keepLogs: false },
    program: obtained.program,
    tell: () => undefined,
  });
}, timeoutMs);

describe('garbage at both doors, beside honest traffic', () => {
  test('breaks nothing, shows nothing and brings no mail', () => {
    expect(result.breaches.length === 0 ? '' : formatFuzzResult(result)).toBe('');
  });

  test('came in all kinds, and was answered in many ways', () => {
    const { kinds, answers } = result.tally;
    expect(kinds.size).toBeGreaterThanOrEqual(14);
    const statuses = (door: string) => [...answers.keys()].filter((each) => each.startsWith(door));
    for (const door of doors) expect(statuses(door).length).toBeGreaterThanOrEqual(6);
    expect(answers.get('ingest 200') ?? 0).toBeGreaterThan(0);
    expect(answers.get('dashboard 200') ?? 0).toBeGreaterThan(0);
  });

  test('kept nobody from being served', () => {
    expect(result.counts.acknowledged).toBeGreaterThan(0);
    expect(result.counts.acknowledged).toBe(result.counts.posted);
    expect(result.counts.mails).toBeGreaterThan(0);
  });

  test('was watched: logs were read and memory was measured', () => {
    expect(result.logLines).toBeGreaterThan(100);
    const names = new Set(result.memory.map(({ name }) => name));
    expect([...names].sort()).toEqual(['dashboard-1', 'ingest-1', 'worker-1']);
  });
});
