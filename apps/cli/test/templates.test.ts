import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { runCommand } from '../src/run-command.ts';
import { json, type Run } from './start-system.ts';

const example = path.join(import.meta.dirname, '../../../docs/templates');

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'ticketpost-cli-'));
});
afterEach(() => rm(folder, { recursive: true }));

const write = async (name: string, content: string) => {
  const file = path.join(folder, name);
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(file, content);
};

/** Without any environment: the check needs neither Redis nor keys. */
async function check(...args: string[]): Promise<Omit<Run, 'questions'>> {
  let output = '';
  const remarks: string[] = [];
  const exitCode = await runCommand(['templates', 'check', ...args], {
    environment: {},
    osUser: 'olga',
    terminal: {
      print: (text) => {
        output += text.toString();
      },
      remark: (line) => {
        remarks.push(line);
      },
      readInput: () => Promise.resolve(''),
      readPassword: () => Promise.resolve({ kind: 'interrupted' }),
      isInteractive: false,
    },
  });
  return { exitCode, output, remarks };
}

describe('templates check', () => {
  test('finds nothing wrong with the example of the documentation', async () => {
    const { exitCode, output, remarks } = await check(example);
    expect({ exitCode, output, remarks: remarks.length }).toEqual({
      exitCode: 0,
      output: '',
      remarks: 1,
    });
    expect(json(await check(example, '--json'))).toEqual({ problems: [], warnings: [] });
  });

  test('names every problem with its file and line, and exits with 1', async () => {
    await write('subject.hbs', '{{say "title" variant=variant}}\n{{nonsense}}');
    await write('messages/es.json', '{\n  "titel": "Hecho"\n}');
    const { exitCode, output } = await check(folder);
    expect(exitCode).toBe(1);
    expect(output.split('\n').map((line) => line.split(':')[0])).toEqual([
      'messages/es.json, line 2',
      'subject.hbs, line 2',
      '',
    ]);
  });

  test('has stable fields in JSON', async () => {
    await write('subject.hbs', '{{nonsense}}');
    await write('text.hbs', 'no number');
    await write('notes.txt', '');
    const run = await check(folder, '--json');
    expect(run.exitCode).toBe(1);
    expect(json(run)).toEqual({
      problems: [
        { file: 'text.hbs', line: null, code: 'missing_number', message: expect.any(String) },
        { file: 'subject.hbs', line: 1, code: 'unknown_field', message: expect.any(String) },
      ],
      warnings: [expect.stringMatching(/^notes\.txt /)],
    });
  });

  test('finds what only a mail in another language or of another kind shows', async () => {
    await write('subject.hbs', '{{#if routeSummary}}{{routeSummary}}{{/if}}');
    expect(json(await check(folder, '--json'))).toMatchObject({
      problems: [{ code: 'empty_subject' }],
    });
  });

  test('notes what nobody reads, and exits with 0', async () => {
    await write('notes.txt', '');
    const { exitCode, remarks } = await check(folder);
    expect(exitCode).toBe(0);
    expect(remarks.some((line) => line.startsWith('note: notes.txt '))).toBe(true);
  });

  test('shows no control character of a file', async () => {
    await write('subject.hbs', '{{say "\u001b[31m"}}');
    const { output } = await check(folder);
    expect(output).toContain('\\u001b[31m');
    expect(output).not.toContain('\u001b');
  });

  test.each([
    ['no folder', []],
    ['a folder that is not there', ['/nowhere/templates']],
    ['two folders', ['a', 'b']],
  ])('of %s is wrong usage', async (_, args) => {
    const { exitCode, output } = await check(...args);
    expect({ exitCode, output }).toEqual({ exitCode: 2, output: '' });
  });
});
