import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** The checkout we belong to, wherever we were started from. */
export const projectFolder = fileURLToPath(new URL('../../../', import.meta.url));

/** The programs we start, built from the other rooms. */
export const programs = {
  ingest: path.join(projectFolder, 'apps/ingest/dist/main.js'),
  worker: path.join(projectFolder, 'apps/worker/dist/main.js'),
  dashboard: path.join(projectFolder, 'apps/dashboard/dist/main.js'),
  hashPassword: path.join(projectFolder, 'apps/dashboard/dist/hash-password-main.js'),
} as const;

/** Those of the programs that were not built yet, relative to the project's root. */
export function findMissingBuilds(files: readonly string[] = Object.values(programs)): string[] {
  return files
    .filter((file) => !existsSync(file))
    .map((file) => path.relative(projectFolder, file));
}
