import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { authenticate } from 'mailauth';
import { createTransport } from 'nodemailer';
import { startSmtpStandIn, type SmtpStandIn } from '@ticketpost/testkit';
import type { Letterhead, OutgoingMail } from '../../src/mail/compose-message.ts';
import { createMailer } from '../../src/mail/create-mailer.ts';
import { buildLetterhead, buildMail, granted } from './build-mail.ts';
import { createSigningKey } from './create-signing-key.ts';
import { serverAt } from '../way-out.ts';

const key = createSigningKey();

let smtp: SmtpStandIn;
const closers: (() => void)[] = [];

beforeAll(async () => {
  smtp = await startSmtpStandIn();
});
afterEach(() => {
  for (const close of closers.splice(0)) close();
});
afterAll(async () => {
  await smtp.close();
});

/** Sends a signed mail and returns it as it came. */
async function send(
  mail: OutgoingMail = buildMail(),
  letterhead: Letterhead = buildLetterhead(),
): Promise<Buffer> {
  const mailer = createMailer({
    server: serverAt(smtp.url),
    letterhead,
    dkim: key.settings,
    timeoutMs: 5000,
    maxConnections: 1,
  });
  closers.push(() => {
    mailer.close();
  });
  expect(await mailer.submit(mail, granted)).toMatchObject({ kind: 'accepted' });
  const { raw } = await smtp.nextMail(({ messageId }) => messageId === mail.messageId);
  return raw;
}

/** Passes a message on as a mail server does that changes nothing of it. */
async function relay(raw: Buffer): Promise<Buffer> {
  const next = await startSmtpStandIn();
  const transport = createTransport({ url: next.url });
  try {
    const trace = 'Received: from worker.example.com by relay.example.com with ESMTP id 1;\r\n';
    const date = '\tFri, 2 Jan 2026 03:04:05 +0000\r\n';
    await transport.sendMail({
      envelope: { from: 'tickets@example.com', to: 'traveller@example.com' },
      raw: Buffer.concat([Buffer.from(trace + date), raw]),
    });
    return (await next.nextMail()).raw;
  } finally {
    transport.close();
    await next.close();
  }
}

const notFound = () => Object.assign(new Error('no such name'), { code: 'ENOTFOUND' });

/** What a mailbox provider finds, by a DNS that knows our key and nothing else. */
async function verify(raw: Buffer) {
  const { dkim } = await authenticate(raw, {
    resolver: (name, type) =>
      name === key.name && type === 'TXT'
        ? Promise.resolve([[key.record]])
        : Promise.reject(notFound()),
    disableArc: true,
    disableBimi: true,
    disableDmarc: true,
  });
  return dkim.results.map(({ status, signingDomain }) => ({ ...status, signingDomain }));
}

const passed = [expect.objectContaining({ result: 'pass', aligned: 'example.com' })];

const pixel = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

describe('the signature', () => {
  test.each<[string, Partial<OutgoingMail>]>([
    ['letters beyond ASCII', {}],
    ['ASCII alone', { subject: 'Tickets issued', text: 'Ticket S30814', html: '<p>S30814</p>' }],
    ['a long text of Chinese', { text: '您的机票已出票。'.repeat(2000) }],
    ['lines that end in blanks, or are a dot', { text: '.\n..\nend  \n\n. \n\n\n' }],
    ['every kind of line end', { text: 'one\r\ntwo\nthree\rfour\r\r\n', html: '\r<p>\r</p>' }],
    ['a mailbox beyond ASCII', { recipient: 'zoë@example.com', cc: ['büro@bücher.example'] }],
    [
      'a picture, a calendar and a PDF',
      {
        attachments: [
          { filename: 'logo.png', contentType: 'image/png', content: pixel, cid: 'logo@x' },
          { filename: 'flights.ics', contentType: 'text/calendar', content: 'BEGIN:VCALENDAR' },
          { filename: 'trip.pdf', contentType: 'application/pdf', content: Buffer.alloc(200_000) },
        ],
      },
    ],
  ])('of a mail with %s holds', async (_what, more) => {
    expect(await verify(await send(buildMail(more)))).toEqual(passed);
  });

  test('of a copy sent again holds', async () => {
    const mail = buildMail();
    await send(mail);
    expect(await verify(await send(mail))).toEqual(passed);
  });

  test('holds behind a relay that changes nothing', async () => {
    expect(await verify(await relay(await send()))).toEqual(passed);
  });

  test('covers every header of ours that it could', async () => {
    const letterhead = buildLetterhead({
      replyTo: { name: '', address: 'help@example.com' },
      listUnsubscribe: ['mailto:no-more@example.com'],
      feedbackId: '::confirmation:bluetravel',
    });
    const raw = (await send(buildMail({ cc: ['office@example.com'] }), letterhead)).toString();
    const head = raw.slice(0, raw.indexOf('\r\n\r\n')).replaceAll(/\r\n[ \t]+/g, ' ');
    const names = [...head.matchAll(/^([\w-]+):/gm)].map(([, name = '']) => name.toLowerCase());
    const signed = / h=([^;]+);/.exec(head)?.[1]?.split(/:\s*/) ?? [];
    expect(signed.toSorted()).toEqual(names.filter((name) => name !== 'dkim-signature').toSorted());
  });

  test.each<[string, (raw: string) => string]>([
    ['another text', (raw) => raw.replace('S30814', 'S30815')],
    ['another subject', (raw) => raw.replace('\r\nSubject: ', '\r\nSubject: Re: ')],
    ['another sender', (raw) => raw.replace('tickets@example.com', 'thief@example.com')],
  ])('does not hold for %s', async (_what, change) => {
    const raw = (await send()).toString('latin1');
    const changed = change(raw);
    expect(changed).not.toBe(raw);
    expect(await verify(Buffer.from(changed, 'latin1'))).toMatchObject([
      { result: expect.not.stringMatching('pass') as unknown },
    ]);
  });
});
