import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type RunningProcess, startProcess } from '@ticketpost/testkit';
import { root } from '../src/root.ts';

let folder: string;
let preview: RunningProcess;
let url: string;

/** The command itself, with a folder of an agency's own templates. */
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ticketpost-preview-'));
  await mkdir(join(folder, 'messages'));
  preview = await startProcess({
    name: 'npm run preview',
    command: join(root, 'node_modules', '.bin', 'tsx'),
    args: ['--conditions=source', join(root, 'apps', 'preview', 'src', 'main.ts')],
    env: { PATH: process.env['PATH'] ?? '', TEMPLATE_DIR: folder },
    cwd: root,
  });
  const line = await preview.nextLine((text) => text.startsWith('Mails'), { timeoutMs: 20_000 });
  url = line.replace(/^Mails\s+/u, '').trim();
});
afterAll(async () => {
  await preview.stop();
  await rm(folder, { recursive: true });
});

/** Writes the subject's template and waits until the preview has made everything anew. */
async function writeSubject(template: string): Promise<void> {
  const response = await fetch(`${url}changes`);
  const events = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  await writeFile(join(folder, 'subject.hbs'), template);
  for (let text = ''; !text.includes('event: changed');) {
    const part = await events?.read();
    if (part === undefined || part.done) throw new Error('the events ended');
    text += part.value;
  }
  await events?.cancel();
}

async function getList(): Promise<{ status: number; text: string }> {
  const response = await fetch(`${url}mails/family/confirmation/en?part=list`);
  return { status: response.status, text: await response.text() };
}

test('a changed template is seen, a wrong one is told with its place, and mended it is seen again', async () => {
  expect(await getList()).toMatchObject({ status: 200, text: expect.stringContaining('S30814') });

  await writeSubject('Hooray {{brandName}}');
  expect((await getList()).text).toContain('Hooray Blue Travel');

  await writeSubject('Hooray {{#if}}');
  expect(await getList()).toMatchObject({
    status: 500,
    text: expect.stringMatching(/subject\.hbs.*1/u),
  });

  await writeSubject('Hooray again {{brandName}}');
  expect((await getList()).text).toContain('Hooray again Blue Travel');
});
