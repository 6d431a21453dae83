import {
  decideInstall,
  type InstallFacts,
  type InstallStep,
} from '../system-packages/decide-install.ts';
import { planChromiumInstall } from './chromium-install-plans.ts';

/** What has been found out about the machine; a fact that is missing was not looked up yet. */
export interface ChromiumFacts extends InstallFacts {
  /** Path of the browser, or `none`. */
  program?: string;
  /** Whether there are fonts for Chinese and Arabic. */
  fonts?: 'there' | 'none';
}

export type ChromiumFact = 'program' | 'fonts';

export type ChromiumStep =
  { kind: 'use'; program: string } | { kind: 'look-up'; fact: ChromiumFact } | InstallStep;

/**
 * What to do next to get a Chromium that can write every language of the mails: what is there is
 * used, what is missing comes from the package manager if it needs to ask nobody.
 */
export function decideChromiumStep(facts: ChromiumFacts): ChromiumStep {
  const { program, fonts } = facts;
  if (program === undefined) return { kind: 'look-up', fact: 'program' };
  if (fonts === undefined) return { kind: 'look-up', fact: 'fonts' };
  const missing = { program: program === 'none', fonts: fonts === 'none' };
  return missing.program || missing.fonts
    ? decideInstall(facts, planChromiumInstall(missing))
    : { kind: 'use', program };
}
