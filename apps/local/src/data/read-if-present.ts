import { readFile } from 'node:fs/promises';
import { codeOf, LocalError } from '../local-error.ts';

/** The text of a file, or `undefined` when there is none. Rejects with `data_unusable`. */
export async function readIfPresent(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw new LocalError(`${file} cannot be read`, { code: 'data_unusable', cause: error });
  }
}
