import { createPrivateKey, type KeyObject } from 'node:crypto';
import type { ConfigOf } from '@ticketpost/runtime';
import { dkimVariables } from './dkim-variables.ts';
import { domainOfSender, type Sender } from './sender.ts';

/** What mails are signed with. */
export interface DkimSettings {
  domain: string;
  selector: string;
  privateKey: KeyObject;
}

type DkimConfig = ConfigOf<typeof dkimVariables>;

/** What is wrong with the three settings together, in a sentence with the remedy. */
export function judgeDkimSettings(config: DkimConfig): string | undefined {
  const { dkimDomain, dkimSelector, dkimPrivateKey } = config;
  const values = [dkimDomain, dkimSelector, dkimPrivateKey];
  const variables = Object.values(dkimVariables);
  const missing = variables.filter((_, index) => values[index] === undefined);
  if (missing.length === 0 || missing.length === variables.length) return undefined;
  const names = missing.map(({ name, secret }) => (secret ? `${name} or ${name}_FILE` : name));
  return `${names.join(' and ')} is not set though mails are to be signed. Set all of ${variables.map(({ name }) => name).join(', ')}, or none.`;
}

/** What passed `judgeDkimSettings`; `undefined` when mails are not signed here. */
export function findDkimSettings(config: DkimConfig): DkimSettings | undefined {
  const { dkimDomain: domain, dkimSelector: selector, dkimPrivateKey: pem } = config;
  if (domain === undefined || selector === undefined || pem === undefined) return undefined;
  return { domain, selector, privateKey: createPrivateKey(pem) };
}

/**
 * A sentence about a signature that does not speak for the sender: DMARC only counts one of the
 * sender's domain or of one above it (RFC 7489, 3.1.1).
 */
export function warnOfAlignment({ domain }: DkimSettings, from: Sender): string | undefined {
  const [signing, sending] = [domain.toLowerCase(), domainOfSender(from).toLowerCase()];
  if (sending === signing || sending.endsWith(`.${signing}`)) return undefined;
  return `DKIM_DOMAIN (${signing}) is neither the domain of MAIL_FROM (${sending}) nor one above it: the signature does not count for DMARC`;
}
