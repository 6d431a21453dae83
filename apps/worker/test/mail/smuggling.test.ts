import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { newOrderNo, buildDelivery } from '@ticketpost/testkit';
import type { Passenger } from '@ticketpost/schema';
import { createMailer, type Mailer } from '../../src/mail/create-mailer.ts';
import { readLookupAnswer } from '../../src/recipient/read-lookup-answer.ts';
import { startWorker, type WorkerUnderTest } from '../start-worker.ts';
import { serverAt } from '../way-out.ts';
import { buildLetterhead, buildMail, granted } from './build-mail.ts';
import { createSigningKey } from './create-signing-key.ts';
import { startRawSmtp, type RawSmtp } from './start-raw-smtp.ts';

/** Every end of a message that some server took for one, and a second mail behind it. */
const ends = [
  ...['\r\n.\r\n', '\n.\n', '\r.\r', '\n.\r\n', '\r\n.\n', '\r.\r\n', '\r\n.\r', '\r.\n', '\n.\r'],
  ...[
    '\r\n\0.\r\n',
    '\r\n.\0\r\n',
    '\r\n..\r\n',
    '\u0085.\u0085',
    '\u2028.\u2028',
    '\r\r\n.\r\r\n',
  ],
];
const second =
  'MAIL FROM:<thief@evil.test>\r\nRCPT TO:<thief@evil.test>\r\nDATA\r\nSubject: x\r\n\r\nx';
const attacks = [
  ...ends.flatMap((end) => [end, `${end}${second}${end}`]),
  '\r\nBcc: thief@evil.test',
  '\nX-Evil: yes\n\n<p>body</p>',
  '\r\n--boundary--\r\n',
  '.',
  '..',
  '=0D=0A.=0D=0A',
  '\r',
  '\n',
];
const hostile = fc
  .array(fc.oneof(fc.constantFrom(...attacks), fc.string({ unit: 'binary', maxLength: 12 })), {
    minLength: 1,
    maxLength: 5,
  })
  .map((pieces) => pieces.join(''));

let smtp: RawSmtp;
let mailer: Mailer;
beforeAll(async () => {
  // With 8BITMIME and SMTPUTF8, so that nothing is only encoded for want of them.
  smtp = await startRawSmtp({ extensions: ['8BITMIME', 'SMTPUTF8', 'PIPELINING', 'CHUNKING'] });
});
afterAll(() => smtp.close());
beforeEach(() => {
  smtp.messages.length = 0;
  smtp.commands.length = 0;
});
afterEach(() => {
  mailer.close();
});

function open(letterhead = buildLetterhead()): void {
  mailer = createMailer({
    server: serverAt(`smtp://127.0.0.1:${smtp.port}`),
    letterhead,
    dkim: createSigningKey().settings,
    timeoutMs: 5000,
    maxConnections: 1,
  });
}

const knownCommands =
  /^(EHLO \S+|MAIL FROM:<tickets@example\.com>( BODY=8BITMIME| SMTPUTF8)*|DATA|RSET|NOOP|QUIT)$/;

/** What the server got since the last look is one message to these recipients, and nothing else. */
function expectOneMessage(recipients: readonly string[]): void {
  expect(smtp.messages).toHaveLength(1);
  const [message] = smtp.messages;
  expect(message?.recipients).toEqual(recipients.map((mailbox) => `RCPT TO:<${mailbox}>`));
  const others = smtp.commands.filter((command) => !command.startsWith('RCPT TO:'));
  expect(others.filter((command) => !knownCommands.test(command))).toEqual([]);
  expect(others.filter((command) => command === 'DATA')).toHaveLength(1);
  expect(smtp.commands.join('\n')).not.toContain('evil');

  const head = message?.lines.slice(0, message.lines.indexOf('')) ?? [];
  const names = head.flatMap((line) => /^([^\s:]+):/.exec(line)?.[1] ?? []);
  expect(names.filter((name) => /^(bcc|x-evil)$/i.test(name))).toEqual([]);
  expect(new Set(names).size).toBe(names.length);
  for (const line of message?.lines ?? []) {
    expect(line.length).toBeLessThanOrEqual(998);
    expect(line).toMatch(/^[\t\x20-\x7e]*$/);
  }
  smtp.messages.length = 0;
  smtp.commands.length = 0;
}

describe('of a message, no receiver makes two', () => {
  test.each(attacks)('with %j in every field', async (attack) => {
    open();
    const mail = buildMail({
      orderNos: [`A${attack}B`],
      subject: `a${attack}b`,
      text: `a${attack}b`,
      html: `<p>a${attack}b</p>`,
      attachments: [
        { filename: `a${attack}b.ics`, contentType: 'text/calendar', content: `a${attack}b` },
      ],
    });
    expect(await mailer.submit(mail, granted)).toMatchObject({ kind: 'accepted' });
    expectOneMessage(['traveller@example.com']);
  });

  test('whatever stands in its fields', async () => {
    open();
    await fc.assert(
      fc.asyncProperty(hostile, hostile, hostile, hostile, async (subject, text, html, name) => {
        const mail = buildMail({
          orderNos: [name],
          subject,
          text,
          html,
          attachments: [{ filename: name, contentType: 'text/calendar', content: text }],
        });
        expect(await mailer.submit(mail, granted)).toMatchObject({ kind: 'accepted' });
        expectOneMessage(['traveller@example.com']);
      }),
      { numRuns: 60 },
    );
  }, 60_000);

  test('nor with a letterhead that somebody got past the settings', async () => {
    for (const attack of attacks.filter((text) => /^\p{ASCII}*$/u.test(text))) {
      open(
        buildLetterhead({
          from: { name: `a${attack}b`, address: 'tickets@example.com' },
          replyTo: { name: `a${attack}b`, address: 'help@example.com' },
          feedbackId: `a${attack}b`,
          listUnsubscribe: [`mailto:a${attack}b@example.com`],
        }),
      );
      expect(await mailer.submit(buildMail(), granted)).toMatchObject({ kind: 'accepted' });
      expectOneMessage(['traveller@example.com']);
      mailer.close();
    }
  });

  test('and every line that is sent ends in CRLF', () => {
    const odd = /[^\r]\n[^]{0,40}|[^]{0,40}\r[^\n]|[^]{0,40}[^\t\r\n\x20-\x7e]/.exec(smtp.bytes());
    expect(odd?.[0]).toBeUndefined();
  });
});

describe('an address holds one recipient', () => {
  test.each([
    'a@example.com>\r\nRCPT TO:<thief@evil.test',
    'a@example.com\r\nRCPT TO:<thief@evil.test>',
    'a@example.com\nRCPT TO:<thief@evil.test>',
    'a@example.com>,<thief@evil.test',
    'a@example.com, thief@evil.test',
    'a@example.com; thief@evil.test',
    'a@example.com> SIZE=1',
    'a@example.com>\0<thief@evil.test',
    'a@example.com\r',
    '<thief@evil.test>a@example.com',
    'group: a@example.com, thief@evil.test;',
    '"a\r\nRCPT TO:<thief@evil.test>"@example.com',
    'thief@evil.test\u0085a@example.com',
  ])('%j is refused, or names nobody else', async (recipient) => {
    open();
    const outcome = await mailer.submit(buildMail({ recipient, cc: [] }), granted);
    const named = smtp.commands.filter((command) => /^(RCPT|MAIL)/i.test(command));
    expect(named.filter((command) => /^RCPT TO:<thief@evil\.test>/i.test(command))).toEqual([]);
    expect(named.filter((command) => command.startsWith('RCPT')).length).toBeLessThanOrEqual(1);
    expect(named.filter((command) => command.includes(' SIZE='))).toEqual([]);
    if (outcome.kind !== 'accepted') expect(smtp.messages).toEqual([]);
  });

  test.each(['a@example.com>\r\nRCPT TO:<thief@evil.test', 'a@example.com, thief@evil.test'])(
    'a copy that is %j, neither',
    async (copy) => {
      open();
      await mailer.submit(buildMail({ cc: [copy] }), granted);
      expect(smtp.commands.filter((command) => command.startsWith('RCPT TO:<thief'))).toEqual([]);
    },
  );
});

describe('from the event to the mail', () => {
  let worker: WorkerUnderTest;
  afterEach(() => worker.close());

  test('names, tickets, references and a lookup may say what they like', async () => {
    open();
    let name = '';
    let passengers: Passenger[] = [];
    worker = await startWorker({
      submit: (mail, permit) => mailer.submit(mail, permit),
      recipients: {},
      // Past the door, which takes none of these.
      query: (orderNo) =>
        Promise.resolve({
          kind: 'order',
          order: { state: 'ticketed', missing: [], order: { orderNo, passengers } },
        }),
      lookUp: () =>
        Promise.resolve(
          readLookupAnswer(Buffer.from(JSON.stringify({ email: 'traveller@example.com', name }))),
        ),
    });
    for (const attack of [
      ...ends.map((end) => `${end}${second}${end}`),
      '\r\nBcc: thief@evil.test',
    ]) {
      const orderNo = newOrderNo();
      const evil = `A${attack}B`;
      name = evil;
      passengers = [
        { name: evil, airlinePnrs: [evil], ticketNos: [evil, 'S30814'], ancillaries: [] },
      ];
      const ended = await worker.ended(await worker.deliver(buildDelivery({ orderNo })));
      expect(ended).toMatchObject({ result: { outcome: 'sent' } });
      expectOneMessage(['traveller@example.com']);
    }
  }, 60_000);
});
