import type { Letterhead, OutgoingMail } from '../../src/mail/compose-message.ts';
import type { HandoverPermit } from '../../src/mail/guard-handover.ts';
import { formatMessageId } from '../../src/mail/message-id.ts';

/** The claim is ours, from the beginning to the end. */
export const granted: HandoverPermit = {
  lost: new AbortController().signal,
  isSurelyOurs: () => Promise.resolve(true),
};

export function buildLetterhead(more: Partial<Letterhead> = {}): Letterhead {
  return {
    from: { name: 'Blue Travel', address: 'tickets@example.com' },
    bcc: [],
    listUnsubscribe: [],
    ...more,
  };
}

let n = 0;

/** A mail beyond ASCII, with a Message-ID of its own. */
export function buildMail(more: Partial<OutgoingMail> = {}): OutgoingMail {
  n += 1;
  return {
    recipient: 'traveller@example.com',
    cc: [],
    messageId: formatMessageId(`mail${n}`.padEnd(64, '0'), 'example.com'),
    orderNos: ['ABCDE20260102030405678'],
    subject: 'Tickets issued: Zürich → 上海',
    html: '<p>Ticket <b>S30814</b> for Zoë</p>',
    text: 'Ticket S30814 for Zoë',
    attachments: [],
    ...more,
  };
}
