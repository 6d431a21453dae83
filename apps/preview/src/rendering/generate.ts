import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { root } from '../root.ts';

const script = join(root, 'packages', 'email', 'scripts', 'generate.mjs');

/** Makes modules of the layout and of the languages, as the root commands do before they run. */
export function generate(): Promise<{ kind: 'done' } | { kind: 'failed'; report: string }> {
  return new Promise((resolve) => {
    execFile(process.execPath, [script], { env: {} }, (error, stdout, stderr) => {
      resolve(
        error === null
          ? { kind: 'done' }
          : { kind: 'failed', report: `${stdout}${stderr}`.trim() || error.message },
      );
    });
  });
}
