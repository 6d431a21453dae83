import type { InstallPlan, InstallPlans, PackageManager } from './install-plan.ts';

/** What has been found out about installing; a fact that is missing was not looked up yet. */
export interface InstallFacts {
  /** Whether the package manager may be used at all. */
  mayInstall: boolean;
  manager?: PackageManager | 'none';
  /** How commands can be run as root without asking anybody. */
  privilege?: 'root' | 'sudo' | 'none';
  installed?: 'done' | 'failed';
}

export type InstallStep =
  | { kind: 'look-up'; fact: 'manager' | 'privilege' }
  | { kind: 'install'; plan: InstallPlan; through: 'directly' | 'sudo' }
  | { kind: 'give-up' };

/** What to do next to have the package manager get something; once only, and never by asking. */
export function decideInstall(facts: InstallFacts, plans: InstallPlans): InstallStep {
  const { mayInstall, manager, privilege, installed } = facts;
  if (!mayInstall || installed !== undefined) return { kind: 'give-up' };
  if (manager === undefined) return { kind: 'look-up', fact: 'manager' };
  const plan = manager === 'none' ? undefined : plans[manager];
  if (plan === undefined) return { kind: 'give-up' };
  if (privilege === undefined) return { kind: 'look-up', fact: 'privilege' };
  if (!plan.asRoot) {
    return privilege === 'root'
      ? { kind: 'give-up' }
      : { kind: 'install', plan, through: 'directly' };
  }
  if (privilege === 'none') return { kind: 'give-up' };
  return { kind: 'install', plan, through: privilege === 'root' ? 'directly' : 'sudo' };
}
