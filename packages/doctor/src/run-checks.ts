import { withDeadline } from '@ticketpost/runtime';
import type { Diagnosis, DoctorCheck } from './diagnosis.ts';

/** Looks at everything at once; never rejects. The answers come in the order of the checks. */
export async function runChecks(checks: readonly DoctorCheck[]): Promise<Diagnosis[]> {
  return (await Promise.all(checks.map(runCheck))).flat();
}

async function runCheck({ name, timeoutMs, look }: DoctorCheck): Promise<readonly Diagnosis[]> {
  const ending = new AbortController();
  try {
    return await withDeadline(look(ending.signal), { what: 'looking', timeoutMs });
  } catch (error) {
    const { message = String(error), code } = (error ?? {}) as { message?: string; code?: string };
    const remedy =
      code === 'deadline_exceeded'
        ? 'Look whether the host answers at all, and whether a firewall swallows what is sent to it.'
        : 'Run it again; when that says the same, report it as a mistake of Ticketpost.';
    return [{ name, status: 'failed', finding: message, remedy }];
  } finally {
    ending.abort();
  }
}
