import emailAddresses from 'email-addresses';

import { parseMailDomain } from './parse-mail-domain.ts';

/** In octets (RFC 5321, 4.5.3.1), the whole without the angle brackets of a path. */
const maxMailbox = 254;
const maxLocalPart = 64;

/**
 * What no mailbox holds: spaces, control characters, line breaks, direction marks, lone
 * surrogates, and characters that nobody sees (zero-width, fillers).
 */
const unseen = /[\p{C}\p{Z}\p{Default_Ignorable_Code_Point}]/u;

/**
 * Reads one bare mailbox, `local@domain`, in the form of RFC 5321 with the letters of all scripts
 * (RFC 6531); whether a mail server takes those is for the mailer to find out. Plain spaces around
 * it are dropped, and letters are composed (Unicode NFC); otherwise it comes back as given.
 *
 * Refused, as `undefined`: several addresses, groups, display names, angle brackets, comments,
 * quoted local parts (mail programs disagree on where such an address ends), line breaks and
 * everything unseen, characters that some program might fold into an ASCII one (full-width `＠`),
 * domains without a dot, IP addresses, and whatever is longer than RFC 5321 allows.
 */
export function parseMailbox(text: string): string | undefined {
  // Bounded before anything else looks at it: no rule below runs on a long text.
  if (text.length > 4 * maxMailbox) return undefined;
  const mailbox = text.replace(/^ +| +$/g, '').normalize('NFC');
  if (Buffer.byteLength(mailbox) > maxMailbox) return undefined;
  if (unseen.test(mailbox) || mailbox.normalize('NFKC') !== mailbox) return undefined;

  const parsed = emailAddresses.parseOneAddress({
    input: mailbox,
    startAt: 'mailbox',
    strict: true,
    rejectTLD: true,
    rfc6532: true,
  });
  // The parser leaves out names, brackets, comments and quotes: with any of them, what it
  // understood is not what was written.
  if (parsed?.type !== 'mailbox' || parsed.address !== mailbox) return undefined;
  if (Buffer.byteLength(parsed.local) > maxLocalPart) return undefined;
  return parseMailDomain(parsed.domain) === undefined ? undefined : mailbox;
}
