import { createInterface } from 'node:readline/promises';
import { text } from 'node:stream/consumers';
import { Writable, type Readable } from 'node:stream';

export type PasswordReading =
  { kind: 'read'; password: string } | { kind: 'several_lines' } | { kind: 'interrupted' };

/**
 * Reads one line. A terminal is asked by a prompt on `prompts` and shows nothing of what is typed;
 * anything else is read to its end.
 */
export async function readPassword(options: {
  input: Readable & { isTTY?: boolean };
  prompts: Writable;
}): Promise<PasswordReading> {
  const { input, prompts } = options;
  if (input.isTTY === true) return askForPassword(input, prompts);
  const [password = '', ...others] = (await text(input)).split(/\r?\n/);
  return others.some((line) => line !== '')
    ? { kind: 'several_lines' }
    : { kind: 'read', password };
}

async function askForPassword(input: Readable, prompts: Writable): Promise<PasswordReading> {
  const silence = new Writable({
    write: (_chunk, _encoding, done) => {
      done();
    },
  });
  const lines = createInterface({ input, output: silence, terminal: true });
  prompts.write('Password: ');
  try {
    return await new Promise((resolve) => {
      lines.once('line', (password) => {
        resolve({ kind: 'read', password });
      });
      lines.once('close', () => {
        resolve({ kind: 'interrupted' });
      });
    });
  } finally {
    lines.close();
    prompts.write('\n');
  }
}
