import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';

/** All that a Redis has on its disk, byte by byte. */
export async function readRedisFiles(directory: string): Promise<string> {
  const files = await readdir(directory, { recursive: true, withFileTypes: true });
  const contents = await Promise.all(
    files
      .filter((file) => file.isFile())
      .map((file) => readFile(join(file.parentPath, file.name), 'latin1')),
  );
  return contents.join('\n');
}
