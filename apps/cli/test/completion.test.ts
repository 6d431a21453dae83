import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { describe, expect, test } from '@jest/globals';

const main = path.join(import.meta.dirname, '../src/main.ts');

/** As the shell's script calls it; without any environment. */
function run(...args: string[]) {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['--conditions=source', '--import', 'tsx', main, ...args],
    { encoding: 'utf8', env: { PATH: process.env['PATH'] } },
  );
  return { status, stdout, stderr };
}

/** What is offered for the last word. */
const offered = (...words: string[]) =>
  run('complete', '--', ...words)
    .stdout.split('\n')
    .filter((line) => line !== '' && !line.startsWith(':'))
    .map((line) => line.split('\t')[0]);

describe('completion', () => {
  test.each([
    ['a command', ['quar'], ['quarantine']],
    ['a command of a command', ['dead-letters', 're'], ['redrive']],
    ['an option', ['replay', '--st'], ['--stop-on-error']],
    [
      'the choices of an option',
      ['quarantine', 'list', '--reason', ''],
      ['malformed_json', 'invalid_event'],
    ],
  ])('offers %s', (_what, words, expected) => {
    expect(offered(...words)).toEqual(expected);
  });

  test.each(['bash', 'zsh', 'fish', 'powershell'])('has a script for %s', (shell) => {
    const { status, stdout, stderr } = run('completion', shell);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toContain('ticketpost');
  });

  test('has none for another shell', () => {
    expect(run('completion', 'tea')).toMatchObject({ status: 2, stdout: '' });
  });
});
