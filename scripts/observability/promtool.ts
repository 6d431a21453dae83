import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Where `scripts/obtain-promtool.mjs` puts it, out of Debian's package. */
const kept = fileURLToPath(
  new URL('../../node_modules/.cache/ticketpost/promtool', import.meta.url),
);

/** Prometheus' checker of rules: on the PATH, or kept by `npm test`. */
export function findPromtool(path: string = process.env['PATH'] ?? ''): string | undefined {
  return [...path.split(delimiter).map((folder) => join(folder, 'promtool')), kept].find((file) =>
    existsSync(file),
  );
}

export function runPromtool(promtool: string, args: readonly string[], folder: string) {
  return spawnSync(promtool, args, { cwd: folder, encoding: 'utf8' });
}
