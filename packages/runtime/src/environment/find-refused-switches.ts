import type { Environment } from './read-environment.ts';

/** Options of Node that weaken what every line in or out is guarded by. */
const refusedOptions =
  /(?:^|\s)(--tls-min-v1\.[01]|--insecure-http-parser|--tls-cipher-list=\S*(?:@SECLEVEL=0|NULL)\S*)(?=\s|=|$)/;

/** Switches in the environment that turn protections off for a whole process: a sentence each. */
export function findRefusedSwitches(environment: Environment): string[] {
  const problems: string[] = [];
  if (environment['NODE_TLS_REJECT_UNAUTHORIZED'] === '0') {
    problems.push(
      'NODE_TLS_REJECT_UNAUTHORIZED=0 turns the verification of certificates off for everything. Unset it, and name the certificate authority by TLS_CA or TLS_CA_FILE.',
    );
  }
  const option = refusedOptions.exec(environment['NODE_OPTIONS'] ?? '')?.[1];
  if (option !== undefined) {
    problems.push(`NODE_OPTIONS has ${option}, which weakens every line. Take it out.`);
  }
  return problems;
}
