import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** The checkout we belong to, wherever we were started from. */
export const projectFolder = fileURLToPath(new URL('../../../', import.meta.url));

const entries = {
  ingest: 'apps/ingest/src/main.ts',
  worker: 'apps/worker/src/main.ts',
  dashboard: 'apps/dashboard/src/main.ts',
  commands: 'apps/cli/src/main.ts',
} as const;

type ProgramName = keyof typeof entries;

const programNames = Object.keys(entries) as ProgramName[];

/** Whether the programs run as they were built, or from their sources, again on each change. */
export type ProgramForm = 'built' | 'watched';

/** The arguments with which Node runs one of the programs that belong to the other rooms. */
export function programArguments(name: ProgramName, form: ProgramForm): string[] {
  if (form === 'built') return [builtFile(name)];
  const fromSources = [
    '--conditions=source',
    '--import',
    'tsx',
    path.join(projectFolder, entries[name]),
  ];
  // A command ends by itself: there is nothing to watch.
  return name === 'commands' ? fromSources : ['--watch', '--watch-preserve-output', ...fromSources];
}

function builtFile(name: ProgramName): string {
  return path.join(projectFolder, entries[name].replace('/src/', '/dist/').replace(/\.ts$/, '.js'));
}

/** Those of the programs that were not built yet, relative to the project's root. */
export function findMissingBuilds(
  files: readonly string[] = programNames.map(builtFile),
): string[] {
  return files
    .filter((file) => !existsSync(file))
    .map((file) => path.relative(projectFolder, file));
}
