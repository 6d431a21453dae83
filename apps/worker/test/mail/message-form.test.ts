import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { simpleParser } from 'mailparser';
import { startSmtpStandIn, type ReceivedMail, type SmtpStandIn } from '@ticketpost/testkit';
import type { Letterhead, OutgoingMail } from '../../src/mail/compose-message.ts';
import { createMailer, type Mailer } from '../../src/mail/create-mailer.ts';
import { buildLetterhead, buildMail, granted } from './build-mail.ts';
import { findUnfitLines, listMediaTypes, readHeaderFields } from './read-raw.ts';
import { serverAt } from '../way-out.ts';

let smtp: SmtpStandIn;
let mailer: Mailer | undefined;

beforeAll(async () => {
  smtp = await startSmtpStandIn();
});
afterEach(() => {
  mailer?.close();
});
afterAll(async () => {
  await smtp.close();
});

async function send(
  more: Partial<OutgoingMail> = {},
  letterhead: Partial<Letterhead> = {},
): Promise<ReceivedMail> {
  mailer = createMailer({
    server: serverAt(smtp.url),
    letterhead: buildLetterhead(letterhead),
    timeoutMs: 5000,
    maxConnections: 1,
  });
  expect(await mailer.submit(buildMail(more), granted)).toMatchObject({ kind: 'accepted' });
  return await smtp.nextMail();
}

const fieldNames = (raw: Buffer) => readHeaderFields(raw).map((field) => field.split(':')[0]);

describe('the headers', () => {
  test('of a plain sender are these, and no other', async () => {
    const { raw, headers } = await send();
    expect(fieldNames(raw).toSorted()).toEqual(
      [
        ...['Auto-Submitted', 'X-Ticketpost-Order', 'From', 'To', 'Subject', 'Message-ID'],
        ...['Date', 'MIME-Version', 'Content-Type'],
      ].toSorted(),
    );
    expect(headers.get('auto-submitted')).toBe('auto-generated');
    expect(headers.get('x-ticketpost-order')).toBe('ABCDE20260102030405678');
    expect(Date.parse(headers.get('date') ?? '')).not.toBeNaN();
  });

  test('are more where they are asked for', async () => {
    const { headers } = await send(
      { orderNos: ['ABCDE20260102030405678', 'FGHIJ20260102030405679'] },
      {
        replyTo: { name: 'Blue Travel', address: 'help@example.com' },
        listUnsubscribe: ['mailto:no-more@example.com', 'https://example.com/mail?a=b'],
        feedbackId: '::confirmation:bluetravel',
      },
    );
    expect(headers.get('x-ticketpost-order')).toBe(
      'ABCDE20260102030405678, FGHIJ20260102030405679',
    );
    expect(headers.get('reply-to')).toBe('Blue Travel <help@example.com>');
    expect(headers.get('feedback-id')).toBe('::confirmation:bluetravel');
    expect(headers.get('list-unsubscribe')).toBe(
      '<mailto:no-more@example.com>, <https://example.com/mail?a=b>',
    );
    expect(headers.has('list-unsubscribe-post')).toBe(false);
  });

  test.each([
    '您的机票已出票：广州 → 杭州，订单 ABCDE20260102030405678',
    'صدرت تذاكركم: القاهرة إلى دبي، رقم الطلب ABCDE20260102030405678',
    'Sus billetes están emitidos ✈️ 👨‍👩‍👧‍👦 Málaga → Zürich',
    '机'.repeat(200),
    '👨‍👩‍👧‍👦'.repeat(30),
    'Your tickets are issued '.repeat(20).trim(),
    'x'.repeat(400),
    '=?utf-8?q?not_encoded?=',
  ])('say the subject %j in 7 bits', async (subject) => {
    const received = await send({ subject });
    expect(received.subject).toBe(subject);
    const fields = readHeaderFields(received.raw).join('\r\n');
    expect(fields).toMatch(/^[\t\r\n\x20-\x7e]*$/);
    expect(Math.max(...fields.split('\r\n').map(({ length }) => length))).toBeLessThanOrEqual(998);
  });

  test.each([
    'Blue Travel',
    'Blue: Travel (UK)',
    '蓝色旅行社',
    'وكالة السفر الزرقاء',
    'Reisebüro Grün & Söhne, Inhaber: Zoë',
    'Travel 🧳'.repeat(9),
  ])('say the sender %j in 7 bits', async (name) => {
    const { raw } = await send({}, { from: { name, address: 'tickets@example.com' } });
    const { from } = await simpleParser(raw);
    expect(from?.value).toEqual([{ name, address: 'tickets@example.com' }]);
    expect(raw.toString('latin1')).toMatch(/^[\t\r\n\x20-\x7e]*$/);
  });
});

const pixel = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

describe('the parts', () => {
  test('are the text, and the HTML after it', async () => {
    const { raw } = await send();
    expect(listMediaTypes(raw)).toEqual(['multipart/alternative', 'text/plain', 'text/html']);
  });

  test('are as well the picture beside its HTML, and the files at the end', async () => {
    const { raw } = await send({
      html: '<img src="cid:logo@ticketpost" alt="Blue Travel">',
      attachments: [
        { filename: 'logo.png', contentType: 'image/png', content: pixel, cid: 'logo@ticketpost' },
        {
          filename: 'flights.ics',
          contentType: 'text/calendar; charset=utf-8; method=PUBLISH',
          content: 'BEGIN:VCALENDAR\r\nSUMMARY:广州\r\nEND:VCALENDAR\r\n',
        },
        { filename: '行程.pdf', contentType: 'application/pdf', content: Buffer.from('%PDF-') },
      ],
    });
    expect(listMediaTypes(raw)).toEqual([
      'multipart/mixed',
      'multipart/alternative',
      'text/plain',
      'multipart/related',
      'text/html',
      'image/png',
      'text/calendar',
      'application/pdf',
    ]);
    expect(findUnfitLines(raw)).toEqual([]);
    const { attachments } = await simpleParser(raw);
    const [logo, calendar, printout] = attachments;
    expect(logo).toMatchObject({
      cid: 'logo@ticketpost',
      contentDisposition: 'inline',
      related: true,
      content: pixel,
    });
    expect(calendar).toMatchObject({ filename: 'flights.ics', contentDisposition: 'attachment' });
    expect(calendar?.headers.get('content-type')).toMatchObject({
      value: 'text/calendar',
      params: { charset: 'utf-8', method: 'PUBLISH' },
    });
    expect(calendar?.content.toString()).toBe(
      'BEGIN:VCALENDAR\r\nSUMMARY:广州\r\nEND:VCALENDAR\r\n',
    );
    expect(printout).toMatchObject({ filename: '行程.pdf', contentType: 'application/pdf' });
  });

  test.each([
    ['ASCII', 'Your tickets are issued.'],
    ['Chinese', '您的机票已出票。'.repeat(50)],
    ['Arabic', 'صدرت تذاكركم. '.repeat(50).trim()],
    ['one long line', 'x'.repeat(5000)],
    ['blanks at the ends of lines, and dots', 'one  \n.\n..\n\ttwo\t\n= three =3D'],
  ])('of %s are quoted-printable and come as they were written', async (_what, words) => {
    const html = `<p>${words}</p>`;
    const { raw, text, html: receivedHtml } = await send({ text: words, html });
    expect(text.trimEnd()).toBe(words.trimEnd());
    expect(receivedHtml.trimEnd()).toBe(html);
    expect(findUnfitLines(raw)).toEqual([]);
    const encodings = raw.toString('latin1').matchAll(/^Content-Transfer-Encoding: (.*)\r$/gm);
    expect([...encodings].map(([, name]) => name)).toEqual([
      'quoted-printable',
      'quoted-printable',
    ]);
  });

  test('hold no line end but CR LF, whatever was written', async () => {
    const { raw } = await send({ text: 'one\rtwo\nthree\r\nfour', html: '<p>\r\n</p>\r' });
    expect(raw.toString('latin1')).not.toMatch(/\r(?!\n)|(?<!\r)\n/);
  });
});
