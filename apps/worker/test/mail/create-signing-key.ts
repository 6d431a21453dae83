import { generateKeyPairSync } from 'node:crypto';
import type { DkimSettings } from '@ticketpost/settings/worker';

/** A key that mails are signed with, and its public half as it would stand in DNS. */
export interface SigningKey {
  settings: DkimSettings;
  /** `<selector>._domainkey.<domain>` */
  name: string;
  /** The TXT record. */
  record: string;
}

export function createSigningKey(domain = 'example.com'): SigningKey {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 1024 });
  const bytes = publicKey.export({ type: 'spki', format: 'der' });
  return {
    settings: { domain, selector: 'test-2026', privateKey },
    name: `test-2026._domainkey.${domain}`,
    record: `v=DKIM1; k=rsa; p=${bytes.toString('base64')}`,
  };
}
