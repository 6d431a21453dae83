import { fileURLToPath } from 'node:url';
import { expect, test } from '@jest/globals';
import { startProcess } from '@ticketpost/testkit';

async function countLoaded(env: Record<string, string>): Promise<number> {
  const child = await startProcess({
    name: 'tracing',
    command: process.execPath,
    args: [
      '--conditions=source',
      '--import',
      'tsx',
      fileURLToPath(new URL('loaded-modules.ts', import.meta.url)),
    ],
    env,
  });
  await child.exited;
  const [count] = child.lines.flatMap(
    (line) => /^loaded (?<count>\d+)$/.exec(line)?.groups?.['count'] ?? [],
  );
  return Number(count);
}

test('without an endpoint nothing of OpenTelemetry is loaded', async () => {
  expect(await countLoaded({})).toBe(0);
  expect(await countLoaded({ OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:9' })).toBeGreaterThan(
    50,
  );
});
