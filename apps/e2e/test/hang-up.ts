import type { AppProcess } from './start-system.ts';

/** What a process says of a file that it has read again. */
export const readAgain = {
  taken: 'read again, and in use from now on',
  refused: 'read again and refused: the old one stays',
} as const;

/** Sends SIGHUP and resolves with what the process says of each of its files, once it has. */
export async function hangUp(
  process: AppProcess,
  files: number,
): Promise<Record<string, unknown>[]> {
  const said = () =>
    process.lines
      .filter((line) => Object.values(readAgain).some((words) => line.includes(words)))
      .map((line) => JSON.parse(line) as Record<string, unknown>);
  const before = said().length;
  process.signal('SIGHUP');
  await process.nextLine(() => said().length >= before + files);
  return said().slice(before);
}
