import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { startSystem, type AppProcess, type System } from './start-system.ts';

let system: System;

beforeAll(async () => {
  system = await startSystem();
});
afterAll(() => system.close());

test.each<[string, () => Promise<AppProcess>]>([
  ['ingest', () => Promise.resolve(system.ingest)],
  ['worker', () => system.startWorker()],
  ['dashboard', () => system.startDashboard()],
])('SIGUSR1 opens no inspector in %s, which goes on', async (_app, start) => {
  const child = await start();
  child.signal('SIGUSR1');
  const said = await child.nextLine((line) => line.includes('SIGUSR1'));
  expect(JSON.parse(said)).toMatchObject({ level: 'warn', signal: 'SIGUSR1' });
  expect(await child.readMetrics()).not.toBe('');
  expect(child.lines.join('\n')).not.toContain('Debugger listening');
  expect(await child.stop()).toEqual({ code: 0, signal: null });
});
