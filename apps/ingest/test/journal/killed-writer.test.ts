import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { startProcess } from '@ticketpost/testkit';
import { idsOf } from '../sealed-samples.ts';
import { makeTemporaryFolder, openForTest, readAll } from './open-for-test.ts';

let folder: Awaited<ReturnType<typeof makeTemporaryFolder>>;
beforeAll(async () => {
  folder = await makeTemporaryFolder();
});
afterAll(async () => {
  await folder.remove();
});

test('a process killed in the middle of its writes, again and again, loses nothing it acknowledged', async () => {
  const acknowledged: string[] = [];
  for (const count of [1, 40, 333]) {
    const writer = await startProcess({
      name: 'writer',
      command: process.execPath,
      args: [
        '--conditions=source',
        '--import',
        'tsx',
        fileURLToPath(new URL('writing-process.ts', import.meta.url)),
        folder.path,
      ],
      env: {},
    });
    let seen = 0;
    await writer.nextLine((line) => line.startsWith('stored ') && (seen += 1) >= count, {
      timeoutMs: 20_000,
    });
    // While it lives nobody else gets the folder; afterwards the next one does at once.
    await expect(openForTest(folder.path)).rejects.toThrow('another one');
    await writer.kill();
    acknowledged.push(
      ...writer.lines.flatMap((line) => /^stored (?<id>\S+)$/.exec(line)?.groups?.['id'] ?? []),
    );
  }
  const journal = await openForTest(folder.path);
  const ids = idsOf(await readAll(journal));
  const kept = new Set(ids);
  await journal.close();
  expect(acknowledged.length).toBeGreaterThanOrEqual(374);
  expect(kept.size).toBe(ids.length);
  expect(acknowledged.filter((id) => !kept.has(id))).toEqual([]);
});
