import { runPnpm } from './run-pnpm.ts';
import type { LicensedPackage } from './find-licence-problems.ts';

/** What every installed dependency says of its licence, tools and tests included. */
export async function listLicences(): Promise<LicensedPackage[]> {
  const { code, output, errors } = await runPnpm(['licenses', 'list', '--recursive', '--json']);
  if (code !== 0) throw new Error(`pnpm cannot list the licences: ${errors}`);
  const byLicence = JSON.parse(output) as Record<string, { name: string; versions: string[] }[]>;
  return Object.entries(byLicence).flatMap(([declared, packages]) =>
    packages.map(({ name, versions }) => ({ name, versions, declared })),
  );
}
