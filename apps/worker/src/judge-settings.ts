import { judgeBranding } from '@ticketpost/branding';
import { judgeSupplierSettings } from '@ticketpost/operations';
import type { ConfigOf } from '@ticketpost/runtime';
import type { workerVariables } from './config.ts';
import { judgeDkimSettings } from './mail/dkim-settings.ts';

/** What is wrong with settings that are each fine alone: a sentence each, with the remedy. */
export function judgeSettings(config: ConfigOf<typeof workerVariables>): string[] {
  return [
    judgeSupplierSettings(config) ?? [],
    judgeDkimSettings(config) ?? [],
    [...judgeBranding(config)],
  ].flat();
}
