import satisfies from 'spdx-satisfies';
import type { LicenceException } from './allowed-licences.ts';

/** A dependency, and what it says of its licence. */
export interface LicensedPackage {
  name: string;
  versions: readonly string[];
  /** An SPDX expression as a rule; `Unknown` without any. */
  declared: string;
}

/** What is neither allowed nor excepted, and exceptions that nothing needs, a sentence each. */
export function findLicenceProblems(
  packages: readonly LicensedPackage[],
  rules: { allowed: readonly string[]; exceptions: readonly LicenceException[] },
): string[] {
  const { allowed, exceptions } = rules;
  const excepts = (one: LicensedPackage) => (exception: LicenceException) =>
    exception.name === one.name && exception.declared === one.declared;
  const foreign = packages.filter((one) => !isCovered(one.declared, allowed));
  const refused = foreign
    .filter((one) => !exceptions.some(excepts(one)))
    .map(
      ({ name, versions, declared }) =>
        `${name} ${versions.join(', ')} has the licence "${declared}": do without it, or give it a line with the reason in scripts/supply-chain/allowed-licences.ts`,
    );
  const unused = exceptions
    .filter((exception) => !foreign.some((one) => excepts(one)(exception)))
    .map(
      ({ name, declared }) =>
        `no dependency needs the exception for ${name} (${declared}) any more`,
    );
  return [...refused, ...unused];
}

function isCovered(expression: string, allowed: readonly string[]): boolean {
  try {
    return satisfies(expression, allowed);
  } catch {
    // It is no SPDX expression.
    return false;
  }
}
