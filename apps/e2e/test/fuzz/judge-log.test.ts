import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { judgeLogLine } from '../../src/fuzz/judge/judge-log-line.ts';
import { createLogWatch } from '../../src/fuzz/watch/log-watch.ts';

const secret = 'the-secret-of-this-test';

describe('a line of a log', () => {
  test.each([
    ['of the logger', '{"level":"info","msg":"delivery"}', true],
    ['of a warning', '{"level":"warn","msg":"delivery"}', true],
    ['of the supervisor', '--- 2026 starting', true],
    ['of an error', '{"level":"error","msg":"a request failed"}', false],
    ['of a fatal error', '{"level":"fatal","msg":"x"}', false],
    ['of a stack', '    at Object.<anonymous> (file.js:1:1)', false],
    ['of a warning of Node', '(node:1) MaxListenersExceededWarning: x', false],
  ])('%s is ordinary: %#', (_what, line, isOrdinary) => {
    expect(judgeLogLine(line) === undefined).toBe(isOrdinary);
  });

  test('is read once, when it is whole, and searched for marks', async () => {
    const directory = await mkdtemp(join(tmpdir(), 'ticketpost-fuzz-'));
    const watch = createLogWatch({ directory, forbidden: [secret] });
    const ordinary = '{"level":"info"}\n';
    const leaking = `{"level":"info","path":"${secret}"}`;
    const lookAt = async (text: string) => {
      await writeFile(join(directory, 'ingest-1.log'), text);
      return (await watch.look()).map(({ kind }) => kind);
    };
    expect(await lookAt(ordinary)).toEqual([]);
    expect(await lookAt(ordinary + leaking)).toEqual([]);
    expect(await lookAt(`${ordinary}${leaking}\n`)).toEqual(['clear_text']);
    expect(await lookAt(`${ordinary}${leaking}\n`)).toEqual([]);
    await rm(directory, { recursive: true });
  });
});
