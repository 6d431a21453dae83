import type { ImageApp } from './image-apps.ts';
import { runPnpm } from './run-pnpm.ts';
import { tidySbom, type Sbom } from './tidy-sbom.ts';

/** What it is written in; the newest that common readers know. */
const sbomVersion = '1.6';

/** The CycloneDX document of an app: all that runs in production beside Node itself, from the lockfile. */
export async function makeSbom(
  app: ImageApp,
  options: { sourceDateEpoch?: string | undefined } = {},
): Promise<Sbom> {
  const { code, output, errors } = await runPnpm([
    'sbom',
    ...['--sbom-format', 'cyclonedx', '--sbom-spec-version', sbomVersion],
    ...['--sbom-type', 'application', '--filter', `@ticketpost/${app}`, '--prod'],
  ]);
  if (code !== 0) throw new Error(`pnpm cannot make the list of ${app}: ${errors}`);
  return tidySbom(JSON.parse(output) as Sbom, options);
}
