import { join } from 'node:path';
import type { Environment } from '@ticketpost/runtime';
import { root } from './root.ts';

const sources = [
  'apps/preview/src',
  'packages/branding/src',
  'packages/email/layout',
  'packages/email/locales',
  'packages/email/scripts',
  'packages/email/src',
  'packages/printout/src',
];

/** Everything that the mails depend on, an agency's own templates included. */
export function watchedFolders(environment: Environment): string[] {
  const ownTemplates = environment['TEMPLATE_DIR'];
  return [...sources.map((folder) => join(root, folder)), ...(ownTemplates ? [ownTemplates] : [])];
}
