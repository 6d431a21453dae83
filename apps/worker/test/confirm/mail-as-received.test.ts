import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { simpleParser } from 'mailparser';
import {
  buildDelivery,
  newOrderNo,
  startSmtpStandIn,
  type ReceivedMail,
  type SmtpStandIn,
} from '@ticketpost/testkit';
import { createMailer, type Mailer } from '../../src/mail/create-mailer.ts';
import { buildLetterhead } from '../mail/build-mail.ts';
import { createSigningKey } from '../mail/create-signing-key.ts';
import { findUnfitLines, listMediaTypes, readHeaderFields } from '../mail/read-raw.ts';
import { startWorker, type WorkerUnderTest } from '../start-worker.ts';
import { serverAt } from '../way-out.ts';

let smtp: SmtpStandIn;
let mailer: Mailer;
let worker: WorkerUnderTest;
let orderNo: string;

beforeAll(async () => {
  smtp = await startSmtpStandIn();
  mailer = createMailer({
    server: serverAt(smtp.url),
    letterhead: buildLetterhead(),
    dkim: createSigningKey().settings,
    timeoutMs: 5000,
    maxConnections: 4,
  });
});
afterAll(async () => {
  mailer.close();
  await smtp.close();
});
beforeEach(() => {
  orderNo = newOrderNo();
});
afterEach(async () => {
  await worker.close();
});

const start = async (options: Partial<Parameters<typeof startWorker>[0]> = {}) => {
  worker = await startWorker({
    recipients: {},
    ...options,
    submit: (mail, permit) => mailer.submit(mail, permit),
  });
};

const booking = {
  email: 'ada@example.com',
  name: 'Ada',
  itinerary: {
    segments: [
      {
        flightNumber: 'U28405',
        departure: { airport: 'LGW', time: '2026-11-30T07:10' },
        arrival: { airport: 'AGP', time: '2026-11-30T11:05' },
      },
    ],
  },
};

async function deliver(...ticketNos: string[]): Promise<ReceivedMail> {
  await worker.ended(await worker.deliver(buildDelivery({ orderNo, passengers: [{ ticketNos }] })));
  return await smtp.nextMail(({ headers }) => headers.get('x-ticketpost-order') === orderNo);
}

describe.each([
  ['zh-CN', 'zh-Hans', 'ltr', /\p{Script=Han}/u],
  ['ar-EG', 'ar', 'rtl', /\p{Script=Arabic}/u],
  ['es', 'es', 'ltr', /billetes/i],
  ['pt-BR', 'en', 'ltr', /tickets/i],
])('a traveller whose language is %s', (locale, tag, direction, words) => {
  test(`reads ${tag}, and every server can carry it`, async () => {
    await start();
    await worker.book(orderNo, { ...booking, locale });
    const { subject, text, html, raw } = await deliver('S30814');
    for (const part of [subject, text, html]) expect(part).toMatch(words);
    expect(html).toMatch(new RegExp(`<html[^>]* lang="${tag}"[^>]* dir="${direction}"`));
    expect(listMediaTypes(raw).slice(0, 4)).toEqual([
      'multipart/mixed',
      'multipart/alternative',
      'text/plain',
      'text/html',
    ]);
    expect(findUnfitLines(raw.subarray(raw.indexOf('\r\n\r\n')))).toEqual([]);
    expect(readHeaderFields(raw).join('')).toMatch(/^[\t\r\n\x20-\x7e]*$/);
  });
});

describe('the language', () => {
  test('may be told by the lookup', async () => {
    await start({
      lookUp: () =>
        Promise.resolve({
          kind: 'known',
          recipient: { mailbox: 'ada@example.com', cc: [], locale: 'ar' },
        }),
    });
    expect((await deliver('S30814')).html).toContain('dir="rtl"');
  });

  test('of a sandbox order is that of its booking, though another mailbox gets it', async () => {
    orderNo = newOrderNo({ sandbox: true });
    await start({ recipients: { sandboxRecipient: 'sandbox@example.com' } });
    await worker.book(orderNo, { ...booking, locale: 'ar' });
    const mail = await deliver('S30814');
    expect(mail.recipients).toEqual(['sandbox@example.com']);
    expect(mail.html).toContain('dir="rtl"');
  });
});

/** The calendar's revisions, of all its entries. */
const readSequences = async ({ raw }: ReceivedMail) => {
  const { attachments } = await simpleParser(raw);
  const calendar = attachments.find(({ contentType }) => contentType === 'text/calendar');
  return [...(calendar?.content.toString() ?? '').matchAll(/^SEQUENCE:(\d+)/gm)].map(([, n]) => n);
};

test('a later mail about an order has calendar entries that take the place of the earlier', async () => {
  await start();
  await worker.book(orderNo, { ...booking, locale: 'en' });
  expect(await readSequences(await deliver('1112223334441'))).toEqual(['0']);
  expect(await readSequences(await deliver('1112223334442'))).toEqual(['1']);
  expect(await readSequences(await deliver('1112223334443'))).toEqual(['2']);
});

test("the agency's own number of the booking stands in the mail", async () => {
  await start();
  await worker.book(orderNo, { ...booking, locale: 'en', agencyReference: 'BT-774411' });
  const { text, html } = await deliver('S30814');
  expect(text).toContain('BT-774411');
  expect(html).toContain('BT-774411');
});

describe('a printout', () => {
  const pdf = {
    filename: 'trip.pdf',
    contentType: 'application/pdf',
    content: Buffer.from('%PDF'),
  };

  test('goes out with the mail, which names it', async () => {
    await start();
    await worker.book(orderNo, { ...booking, locale: 'en' });
    const without = await deliver('1112223334441');
    await worker.close();

    await start({ print: () => Promise.resolve(pdf) });
    await worker.book(orderNo, { ...booking, locale: 'en' });
    const mail = await deliver('1112223334441');
    expect(listMediaTypes(mail.raw)).toContain('application/pdf');
    expect(mail.text).not.toBe(without.text);
  });

  test('that cannot be made costs no mail, and is counted', async () => {
    await start({ print: () => Promise.reject(new Error('no font')) });
    await worker.book(orderNo, { ...booking, locale: 'en' });
    const mail = await deliver('1112223334441');
    expect(mail.accepted).toBe(true);
    expect(listMediaTypes(mail.raw)).not.toContain('application/pdf');
    expect(worker.failedPrintouts()).toBe(1);
  });
});
