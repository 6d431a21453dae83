import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { startSmtpStandIn, type SmtpStage, type SmtpStandIn } from '@ticketpost/testkit';
import type { OutgoingMail } from '../../src/mail/compose-message.ts';
import { createMailer, type Mailer } from '../../src/mail/create-mailer.ts';
import type { DkimSettings } from '@ticketpost/settings/worker';
import { buildLetterhead, buildMail as buildAnyMail, granted } from './build-mail.ts';
import { createSigningKey } from './create-signing-key.ts';
import { serverAt } from '../way-out.ts';

let smtp: SmtpStandIn;
let mailers: Mailer[];
let stages: SmtpStage[];
let dkim: DkimSettings | undefined;

async function start({ hideSmtpUtf8 }: { hideSmtpUtf8: boolean }): Promise<void> {
  smtp = await startSmtpStandIn({ hideSmtpUtf8 });
  stages = [];
  smtp.behave((stage) => {
    stages.push(stage);
    return undefined;
  });
}

function mailer({ bcc = [] }: { bcc?: string[] } = {}): Mailer {
  const made = createMailer({
    server: serverAt(smtp.url),
    letterhead: buildLetterhead({ bcc }),
    dkim,
    timeoutMs: 5000,
    maxConnections: 1,
  });
  mailers.push(made);
  return made;
}

function buildMail(recipient: string, cc: string[] = []): OutgoingMail {
  return buildAnyMail({ recipient, cc });
}

beforeEach(() => {
  mailers = [];
});
afterEach(async () => {
  for (const made of mailers) made.close();
  await smtp.close();
});

describe.each([
  ['as they are', undefined],
  ['signed', createSigningKey().settings],
])('mails that go out %s', (_how, signing) => {
  beforeEach(() => {
    dkim = signing;
  });

  describe('a server that offers SMTPUTF8', () => {
    beforeEach(() => start({ hideSmtpUtf8: false }));

    test.each(['zoë@example.com', '旅客@bücher.example'])(
      'takes a mail to %s',
      async (recipient) => {
        expect(await mailer().submit(buildMail(recipient), granted)).toMatchObject({
          kind: 'accepted',
          refusedCopies: 0,
        });
        const received = await smtp.nextMail();
        expect(received.recipients).toEqual([recipient]);
        expect(received.raw.toString()).toContain(`To: ${recipient}\r\n`);
      },
    );

    test('takes copies beyond ASCII', async () => {
      const bcc = ['archiv-für-alles@example.com'];
      const cc = ['büro@example.com'];
      expect(await mailer({ bcc }).submit(buildMail('ada@example.com', cc), granted)).toMatchObject(
        {
          kind: 'accepted',
          refusedCopies: 0,
        },
      );
      expect((await smtp.nextMail()).recipients).toEqual(['ada@example.com', ...cc, ...bcc]);
    });

    test('that refuses such a mailbox for good has the last word', async () => {
      smtp.behave({ rcpt: { reply: 553, text: '5.6.7 ASCII only' } });
      expect(await mailer().submit(buildMail('zoë@example.com'), granted)).toMatchObject({
        kind: 'refused',
        class: 'permanent',
        code: 'smtputf8_missing',
        reply: '553 5.6.7',
      });
    });
  });

  describe('a server without SMTPUTF8', () => {
    beforeEach(() => start({ hideSmtpUtf8: true }));

    test('is told nothing of a mail to a mailbox beyond ASCII, which is refused for good', async () => {
      expect(await mailer().submit(buildMail('zoë@example.com'), granted)).toMatchObject({
        kind: 'refused',
        class: 'permanent',
        code: 'smtputf8_missing',
      });
      expect(stages).toEqual(['connect']);
      expect(smtp.mails).toHaveLength(0);
    });

    test('takes the next mail over the same connection', async () => {
      const one = mailer();
      await one.submit(buildMail('zoë@example.com'), granted);
      expect(await one.submit(buildMail('ada@example.com'), granted)).toMatchObject({
        kind: 'accepted',
      });
      await one.submit(buildMail('zoë@example.com'), granted);
      expect(smtp.connections).toBe(1);
      expect(smtp.mails).toHaveLength(1);
    });

    test('takes a mail to a domain beyond ASCII in its ASCII form', async () => {
      expect(await mailer().submit(buildMail('ada@Bücher.example'), granted)).toMatchObject({
        kind: 'accepted',
      });
      const received = await smtp.nextMail();
      expect(received.headers.get('to')).toBe('ada@xn--bcher-kva.example');
    });

    test('takes a mail without those of its copies that it cannot be told of', async () => {
      const bcc = ['archiv-für-alles@example.com', 'archive@example.com'];
      const cc = ['büro@example.com', 'office@example.com'];
      expect(await mailer({ bcc }).submit(buildMail('ada@example.com', cc), granted)).toMatchObject(
        {
          kind: 'accepted',
          refusedCopies: 2,
        },
      );
      const received = await smtp.nextMail();
      expect(received.recipients).toEqual([
        'ada@example.com',
        'office@example.com',
        'archive@example.com',
      ]);
      expect(received.headers.get('cc')).toBe('office@example.com');
      expect(received.raw.toString()).not.toContain('büro');
    });

    test('takes a mail whose only copy is left out', async () => {
      await mailer().submit(buildMail('ada@example.com', ['büro@example.com']), granted);
      const received = await smtp.nextMail();
      expect(received.recipients).toEqual(['ada@example.com']);
      expect(received.headers.has('cc')).toBe(false);
    });
  });

  test('a server that begins to offer SMTPUTF8 is believed at the next connection', async () => {
    await start({ hideSmtpUtf8: true });
    const { port } = smtp;
    const one = mailer();
    await one.submit(buildMail('zoë@example.com'), granted);
    await smtp.close();
    smtp = await startSmtpStandIn({ port });
    expect(await one.submit(buildMail('zoë@example.com'), granted)).toMatchObject({
      kind: 'accepted',
    });
  });
});
