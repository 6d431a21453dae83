import { existsSync, watch } from 'node:fs';

/** An editor writes a file in several steps, and a checkout writes many. */
const quietMs = 80;

/** Calls back when something in the folders changed and nothing has for a moment. */
export function watchFolders(
  folders: readonly string[],
  onChange: () => void,
): { close: () => void } {
  let timer: NodeJS.Timeout | undefined;
  const note = (_event: string, file: string | null): void => {
    // Made from the others, by what a change starts.
    if (file?.includes('generated') || file?.includes('node_modules')) return;
    clearTimeout(timer);
    timer = setTimeout(onChange, quietMs);
  };
  const watchers = folders
    .filter((folder) => existsSync(folder))
    .map((folder) => watch(folder, { recursive: true }, note));
  return {
    close: () => {
      clearTimeout(timer);
      for (const watcher of watchers) watcher.close();
    },
  };
}
