import { findOnPath } from '../process/find-on-path.ts';
import { runCommand } from '../process/run-command.ts';
import type { InstallFacts } from './decide-install.ts';
import { packageManagers } from './install-plan.ts';

const sudoTimeoutMs = 5000;

/** Looks up which package manager there is, or with which rights it can be run. */
export async function probeInstallFact(
  fact: 'manager' | 'privilege',
  env: Readonly<Record<string, string | undefined>>,
): Promise<Pick<InstallFacts, 'manager' | 'privilege'>> {
  if (fact === 'manager') {
    return {
      manager: packageManagers.find((name) => findOnPath([name], env) !== undefined) ?? 'none',
    };
  }
  if (process.getuid?.() === 0) return { privilege: 'root' };
  if (findOnPath(['sudo'], env) === undefined) return { privilege: 'none' };
  const sudo = await runCommand(['sudo', '-n', 'true'], { env, timeoutMs: sudoTimeoutMs });
  return { privilege: sudo.kind === 'done' ? 'sudo' : 'none' };
}
