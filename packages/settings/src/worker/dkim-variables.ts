import { createPrivateKey } from 'node:crypto';
import { defineText } from '@ticketpost/runtime';
import { judgedBy } from '../judged-by.ts';

/** Below it a signature counts for nothing (RFC 8301, 3.2). */
const leastBits = 1024;

const label = '[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?';

/** By which mails are signed (DKIM, RFC 6376). */
export const dkimVariables = {
  dkimDomain: defineText(
    {
      name: 'DKIM_DOMAIN',
      meaning:
        "the domain that signs every mail (DKIM): the sender's or one above it; not signed when not set",
      expectation: 'a domain name in its ASCII form',
      example: 'example.com',
      pattern: `^${label}(\\.${label})+$`,
    },
    { optional: true },
  ),
  dkimSelector: defineText(
    {
      name: 'DKIM_SELECTOR',
      meaning:
        'the name of the key: its public half stands in DNS at `<selector>._domainkey.<domain>`',
      expectation: 'letters, digits and hyphens, with dots between them at most',
      example: 'ticketpost-2026',
      pattern: `^${label}(\\.${label})*$`,
    },
    { optional: true },
  ),
  dkimPrivateKey: judgedBy(isSigningKey, {
    ...defineText(
      {
        name: 'DKIM_PRIVATE_KEY',
        meaning:
          'the private half of the key: RSA, in PEM, with its line breaks or with `\\n` in their place',
        expectation: `the PEM of an RSA private key of ${leastBits} bits or more, without a passphrase, with its line breaks or with \\n in their place`,
        example: '-----BEGIN PRIVATE KEY-----\\nMIIEv…\\n-----END PRIVATE KEY-----',
        secret: true,
      },
      { optional: true },
    ),
    read: (text) => text.replaceAll('\\n', '\n'),
  }),
};

/** Whether nodemailer can sign with it: with another kind of key it sends mail without a signature. */
function isSigningKey(pem: string): boolean {
  try {
    const { asymmetricKeyType, asymmetricKeyDetails } = createPrivateKey(pem);
    return asymmetricKeyType === 'rsa' && (asymmetricKeyDetails?.modulusLength ?? 0) >= leastBits;
  } catch {
    return false;
  }
}
