import { afterAll, beforeAll, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { simpleParser } from 'mailparser';
import { startSmtpStandIn, type SmtpStandIn } from '@ticketpost/testkit';
import type { OutgoingMail } from '../../src/mail/compose-message.ts';
import { createMailer, type Mailer } from '../../src/mail/create-mailer.ts';
import { buildLetterhead, buildMail, granted } from './build-mail.ts';
import { createSigningKey } from './create-signing-key.ts';
import { readHeaderFields } from './read-raw.ts';
import { serverAt } from '../way-out.ts';

const { settings: dkim } = createSigningKey();

let smtp: SmtpStandIn;

beforeAll(async () => {
  smtp = await startSmtpStandIn();
});
afterAll(async () => {
  await smtp.close();
});

/** What somebody would write who wants a header, a recipient or a body of his own. */
const attacks = fc.constantFrom(
  '\r\nBcc: thief@example.com',
  '\nSubject: other',
  '\r\n\r\n<p>body</p>',
  '\r\n.\r\nMAIL FROM:<thief@example.com>',
  '\r',
  '\u0000',
  '\u2028Bcc: thief@example.com',
  '\u202e',
  '\ud800',
  '" <thief@example.com>, "',
  '=?utf-8?q?=0D=0ABcc:_thief@example.com?=',
  'é'.repeat(60),
);
const hostile = fc
  .array(fc.oneof(attacks, fc.string({ unit: 'binary', maxLength: 20 })), { maxLength: 6 })
  .map((pieces) => pieces.join(''));
const mails = fc.array(
  fc.record({
    orderNos: fc.array(
      hostile.filter((text) => text !== ''),
      { minLength: 1, maxLength: 6 },
    ),
    subject: hostile,
  }),
  { minLength: 1, maxLength: 6 },
);

/** Blanks may be folded; half a surrogate pair is no character. */
const readable = (text = '') => Buffer.from(text).toString().replaceAll(/\s+/g, ' ').trim();

async function expectHarmless(
  { orderNos, subject }: Pick<OutgoingMail, 'orderNos' | 'subject'>,
  mailer: Mailer,
): Promise<void> {
  const mail = buildMail({ orderNos, subject });
  expect(await mailer.submit(mail, granted)).toMatchObject({ kind: 'accepted' });
  const { raw, recipients, headers } = await smtp.nextMail();
  expect(recipients).toEqual(['traveller@example.com']);

  const fields = readHeaderFields(raw);
  const names = fields.map((field) => field.split(':')[0] ?? '');
  expect(new Set(names).size).toBe(names.length);
  expect(names.filter((name) => !known.has(name))).toEqual([]);
  for (const line of fields.join('\r\n').split('\r\n')) {
    expect(line).toMatch(/^[\t\x20-\x7e]{1,998}$/);
    expect(line.trim()).not.toBe('');
  }
  const told = (headers.get('x-ticketpost-order') ?? '').split(', ').map(decodeURIComponent);
  expect(told).toEqual(orderNos.map((orderNo) => Buffer.from(orderNo).toString()));
  const received = await simpleParser(raw);
  expect(received.from?.value.map(({ address }) => address)).toEqual(['tickets@example.com']);
  expect(readable(received.subject)).toBe(readable(subject));
  expect(received.text?.trim()).toBe(mail.text);
}

test('no order number, name or subject gets more into a header than its own words', async () => {
  await fc.assert(
    fc.asyncProperty(hostile, mails, async (name, all) => {
      const mailer = createMailer({
        server: serverAt(smtp.url),
        letterhead: buildLetterhead({ from: { name, address: 'tickets@example.com' } }),
        dkim,
        timeoutMs: 5000,
        maxConnections: 1,
      });
      try {
        for (const mail of all) await expectHarmless(mail, mailer);
      } finally {
        mailer.close();
      }
    }),
    { numRuns: 10 },
  );
}, 90_000);

const known = new Set([
  ...['DKIM-Signature', 'Auto-Submitted', 'X-Ticketpost-Order', 'From', 'To', 'Subject'],
  ...['Message-ID', 'Date', 'MIME-Version', 'Content-Type'],
]);
