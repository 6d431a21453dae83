import { readFiles } from '../src/fuzz/watch/read-at-rest.ts';

/** All files below a folder, byte by byte. */
export async function readFolder(folder: string): Promise<string> {
  const texts: string[] = [];
  for await (const { bytes } of readFiles(folder)) texts.push(bytes.toString('latin1'));
  return texts.join('\n');
}
