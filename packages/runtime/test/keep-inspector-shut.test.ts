import { fileURLToPath } from 'node:url';
import { expect, test } from '@jest/globals';
import { startProcess } from '@ticketpost/testkit';

test('SIGUSR1 opens no inspector: the process goes on and says so', async () => {
  const child = await startProcess({
    name: 'signalled',
    command: process.execPath,
    args: [
      '--conditions=source',
      '--import',
      'tsx',
      fileURLToPath(new URL('signalled-process.ts', import.meta.url)),
    ],
    env: { PATH: process.env['PATH'] ?? '' },
    readyWhen: (line) => line === 'ready',
  });
  try {
    child.signal('SIGUSR1');
    const said = await child.nextLine((line) => line.includes('SIGUSR1'));
    expect(JSON.parse(said)).toMatchObject({ level: 'warn', signal: 'SIGUSR1' });
    child.signal('SIGUSR2');
    const state = await child.nextLine((line) => line.startsWith('inspector'));
    expect(state).toBe('inspector: shut');
    expect(child.lines.join('\n')).not.toContain('Debugger listening');
  } finally {
    await child.stop();
  }
});
