import { fileURLToPath } from 'node:url';
import { describe, expect, test } from '@jest/globals';
import { startProcess, type RunningProcess } from '@ticketpost/testkit';

/** A process with three closers: quick ones around one that `middle` describes. */
async function startClosing(
  middle: 'quick' | 'failing' | 'hung' | 'throwing' | 'giving-up',
): Promise<RunningProcess> {
  const child = await startProcess({
    name: 'closing',
    command: process.execPath,
    args: [
      '--conditions=source',
      '--import',
      'tsx',
      fileURLToPath(new URL('closing-process.ts', import.meta.url)),
      middle,
    ],
    env: { PATH: process.env['PATH'] ?? '' },
  });
  await child.nextLine((line) => line === 'ready', { timeoutMs: 20_000 });
  return child;
}

const closed = ({ lines }: RunningProcess) => lines.filter((line) => line.startsWith('closed'));

describe('a process that is told to stop', () => {
  test.each([
    ['SIGTERM', 'quick', ['closed third', 'closed second', 'closed first']],
    ['SIGINT', 'quick', ['closed third', 'closed second', 'closed first']],
    ['SIGTERM', 'failing', ['closed third', 'closed first']],
    ['SIGTERM', 'hung', ['closed third', 'closed first']],
  ] as const)(
    'by %s with a %s closer tries all in reverse and exits 0',
    async (signal, middle, order) => {
      const child = await startClosing(middle);
      child.signal(signal);
      expect(await child.exited).toEqual({ code: 0, signal: null });
      expect(closed(child)).toEqual(order);
    },
  );

  test('twice exits at once', async () => {
    const child = await startClosing('hung');
    child.signal('SIGTERM');
    await child.nextLine((line) => line === 'closed third');
    child.signal('SIGTERM');
    expect((await child.exited).code).toBe(1);
    expect(closed(child)).toEqual(['closed third']);
  });

  test.each([
    ['an error nobody caught', 'throwing'],
    ['itself', 'giving-up'],
  ] as const)('by %s closes and exits 1', async (_by, what) => {
    const child = await startClosing(what);
    expect((await child.exited).code).toBe(1);
    expect(closed(child)).toHaveLength(3);
  });
});
