import type { Variables } from './variable.ts';

/**
 * Takes the secrets out of an environment that was read, so that no program started later gets them
 * and no report of a crash shows them. What the system itself keeps of a process' start
 * (`/proc/<pid>/environ`) stays: only `NAME_FILE` keeps a secret out of that.
 */
export function forgetSecrets(
  variables: Variables,
  environment: Record<string, string | undefined>,
): void {
  for (const { name, secret } of Object.values(variables)) {
    // Anything that is set would become the text `undefined`.
    if (secret) Reflect.deleteProperty(environment, name);
  }
}
