import { carryOutPlan } from '../system-packages/carry-out-plan.ts';
import { probeInstallFact } from '../system-packages/probe-install-fact.ts';
import { chromiumRemedy } from './chromium-remedy.ts';
import { type ChromiumFacts, decideChromiumStep } from './decide-chromium-step.ts';
import { probeChromiumFact } from './probe-chromium-fact.ts';

export interface ObtainChromiumOptions {
  /** Told one line before anything that takes long or changes the machine. */
  announce: (line: string) => void;
  /** Whether the system's package manager may be used; default true. */
  install?: boolean;
  /** Where PATH and CHROMIUM_PATH are read from; default the process' own. */
  env?: Readonly<Record<string, string | undefined>>;
}

export type ObtainedChromium =
  { kind: 'found'; path: string } | { kind: 'missing'; remedy: string };

/**
 * Finds or gets a Chromium that can write Chinese and Arabic: CHROMIUM_PATH, else the PATH, else
 * Debian's package if it needs to ask nobody; fonts likewise. Never rejects; `missing` carries the
 * commands a person can run.
 */
export async function obtainChromium(options: ObtainChromiumOptions): Promise<ObtainedChromium> {
  const { announce, install = true, env = process.env } = options;
  // What is installed could not take the place of a browser that somebody named.
  let facts: ChromiumFacts = { mayInstall: install && !env['CHROMIUM_PATH'] };
  for (;;) {
    const step = decideChromiumStep(facts);
    switch (step.kind) {
      case 'use':
        return { kind: 'found', path: step.program };
      case 'give-up':
        return { kind: 'missing', remedy: chromiumRemedy };
      case 'look-up':
        facts = {
          ...facts,
          ...(step.fact === 'manager' || step.fact === 'privilege'
            ? await probeInstallFact(step.fact, env)
            : await probeChromiumFact(step.fact, env)),
        };
        break;
      case 'install': {
        const reason = `No ${facts.program === 'none' ? 'Chromium' : 'fonts for Chinese and Arabic'} found`;
        const installed = await carryOutPlan({ ...step, reason, announce, env });
        facts = {
          ...facts,
          installed,
          ...(await probeChromiumFact('program', env)),
          ...(await probeChromiumFact('fonts', env)),
        };
        break;
      }
    }
  }
}
