import { readdirSync } from 'node:fs';
import { readRepositoryFile, repositoryPath } from './compose-file.ts';

const folder = 'packages/queue/node_modules/bullmq/dist/esm/scripts';

/** Every command that a script of the installed BullMQ calls, whether a test comes by it or not. */
export function findScriptCommands(): string[] {
  const found = readdirSync(repositoryPath(folder))
    .filter((file) => file.endsWith('.js'))
    .flatMap((file) => [
      ...readRepositoryFile(`${folder}/${file}`).matchAll(/\brcall\(\s*["'](?<name>[A-Z]+)["']/gi),
    ]);
  return [...new Set(found.map(({ groups }) => (groups?.['name'] ?? '').toLowerCase()))].toSorted();
}
