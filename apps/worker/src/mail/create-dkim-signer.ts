import type { Readable } from 'node:stream';
import DKIM from 'nodemailer/lib/dkim';
import type { DkimSettings } from '@ticketpost/settings/worker';

/** The message with its signature in front. */
export type DkimSigner = (message: Readable) => Readable;

/**
 * The headers that a signature covers, where they are there: what a reader sees or acts on (RFC 6376,
 * 5.4.1), and what mailbox providers only believe when it is signed (RFC 8058, 4; Gmail's Feedback-ID).
 */
const signedHeaders = [
  'From',
  'Reply-To',
  'To',
  'Cc',
  'Subject',
  'Date',
  'Message-ID',
  'MIME-Version',
  'Content-Type',
  'Content-Transfer-Encoding',
  'Auto-Submitted',
  'List-Unsubscribe',
  'Feedback-ID',
  'X-Ticketpost-Order',
];

/** Makes what signs messages: rsa-sha256, relaxed in header and body (RFC 6376). */
export function createDkimSigner({ domain, selector, privateKey }: DkimSettings): DkimSigner {
  const dkim = new DKIM({
    domainName: domain,
    keySelector: selector,
    privateKey,
    headerFieldNames: signedHeaders.join(':'),
  });
  return (message) => dkim.sign(message);
}
