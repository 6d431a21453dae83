import { once as onceEmitted } from 'node:events';
import { connect, type Socket } from 'node:net';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { createTransport, type SentMessageInfo } from 'nodemailer';
import {
  type SmtpAction,
  type SmtpBehaviour,
  type SmtpStage,
  type SmtpStandIn,
  startSmtpStandIn,
} from '../../src/index.ts';

let smtp: SmtpStandIn;
beforeEach(async () => {
  smtp = await startSmtpStandIn();
});
afterEach(async () => {
  await smtp.close();
});

const message = {
  from: 'Agency <bookings@agency.example.com>',
  to: 'traveller@example.com',
  bcc: 'archive@example.com',
  subject: 'Grüße',
  text: 'Plain\r\n.dot at the start',
  html: '<p>Rich</p>',
  messageId: '<one@agency.example.com>',
  headers: { 'X-Long': `${'word '.repeat(30)}end` },
};

interface SendOptions {
  user?: string;
  pass?: string;
  timeoutMs?: number;
  text?: string;
}

async function send(options: SendOptions = {}, overrides: object = {}): Promise<SentMessageInfo> {
  const { user, pass = 'secret', timeoutMs = 5000 } = options;
  const transport = createTransport({
    host: '127.0.0.1',
    port: smtp.port,
    greetingTimeout: timeoutMs,
    socketTimeout: timeoutMs,
    ...(user === undefined ? {} : { auth: { user, pass } }),
  });
  try {
    return await transport.sendMail({ ...message, ...overrides });
  } finally {
    transport.close();
  }
}

test('a mail arrives whole', async () => {
  await send();
  const mail = await smtp.nextMail();
  expect(mail).toMatchObject({
    accepted: true,
    from: 'bookings@agency.example.com',
    recipients: ['traveller@example.com', 'archive@example.com'],
    messageId: '<one@agency.example.com>',
    subject: 'Grüße',
  });
  expect(mail.text.trim()).toBe('Plain\n.dot at the start');
  expect(mail.html.trim()).toBe('<p>Rich</p>');
  expect(mail.headers.get('from')).toBe('Agency <bookings@agency.example.com>');
  expect(mail.headers.get('x-long')).toBe(message.headers['X-Long']);
  expect(mail.headers.has('bcc')).toBe(false);
  expect(mail.raw.toString()).toContain('\r\n.dot at the start');
});

test('a part that was not sent is not made up', async () => {
  await send({}, { html: undefined });
  await send({}, { text: undefined });
  expect([(await smtp.nextMail()).html, (await smtp.nextMail()).text]).toEqual(['', '']);
});

describe('nextMail', () => {
  test('hands each mail out once, and waits for the next', async () => {
    const second = smtp.nextMail(({ subject }) => subject === 'two');
    await send({}, { subject: 'one' });
    await send({}, { subject: 'two' });
    expect((await second).subject).toBe('two');
    expect((await smtp.nextMail()).subject).toBe('one');
    await expect(smtp.nextMail(undefined, { timeoutMs: 10 })).rejects.toMatchObject({
      code: 'timed_out',
    });
    expect(smtp.mails.map(({ subject }) => subject)).toEqual(['one', 'two']);
  });

  test('names what came instead', async () => {
    await send({}, { subject: 'other' });
    await expect(smtp.nextMail(() => false, { timeoutMs: 10 })).rejects.toMatchObject({
      code: 'timed_out',
      lines: [expect.stringContaining('other')],
    });
  });

  test('is rejected when the server closes', async () => {
    const waiting = smtp.nextMail();
    await smtp.close();
    await expect(waiting).rejects.toMatchObject({ code: 'closed' });
  });
});

const drops = ['before', 'inside', 'after'] as const;
const taken = [{ accepted: true }];
const refused = [{ accepted: false }];

/** Behaviour of the server, the client's error, and what the server has received afterwards. */
const rows: [string, Partial<Record<SmtpStage, SmtpAction>>, object, object[]][] = [
  ['refusing the greeting', { connect: { reply: 554 } }, { responseCode: 554 }, []],
  ['too busy to greet', { connect: { reply: 421 } }, { responseCode: 421 }, []],
  ['refusing the login', { auth: { reply: 535 } }, { code: 'EAUTH', responseCode: 535 }, []],
  [
    'refusing the sender',
    { mail: { reply: 451 } },
    { responseCode: 451, command: 'MAIL FROM' },
    [],
  ],
  ['refusing all recipients', { rcpt: { reply: 550 } }, { responseCode: 550 }, []],
  ['refusing after the dot', { data: { reply: 554 } }, { responseCode: 554 }, refused],
  ['deferring after the dot', { data: { reply: 450 } }, { responseCode: 450 }, refused],
  ['leaving after the dot', { data: { reply: 421 } }, { responseCode: 421 }, refused],
  ['hanging at the greeting', { connect: { hang: true } }, { code: 'ETIMEDOUT' }, []],
  ['hanging at the login', { auth: { hang: true } }, { code: 'ETIMEDOUT' }, []],
  ['hanging at the sender', { mail: { hang: true } }, { code: 'ETIMEDOUT' }, []],
  ['hanging at a recipient', { rcpt: { hang: true } }, { code: 'ETIMEDOUT' }, []],
  ['hanging after the dot', { data: { hang: true } }, { code: 'ETIMEDOUT' }, refused],
  ...(['connect', 'auth', 'mail', 'rcpt'] as const).flatMap((stage) =>
    drops.map((drop): (typeof rows)[number] => [
      `dropping the line ${drop} the answer of ${stage}`,
      { [stage]: { drop } },
      { code: 'ECONNECTION' },
      [],
    ]),
  ),
  [
    'dropping the line instead of the 354',
    { data: { drop: 'before' } },
    { code: 'ECONNECTION' },
    [],
  ],
  [
    'dropping the line inside the message',
    { data: { drop: 'inside' } },
    { code: 'ECONNECTION' },
    [],
  ],
  [
    'dropping the line after the message',
    { data: { drop: 'after' } },
    { code: 'ECONNECTION' },
    taken,
  ],
];

const once = (actions: Partial<Record<SmtpStage, SmtpAction>>): SmtpBehaviour =>
  Object.fromEntries(
    Object.entries(actions).map(([stage, action]) => [stage, { ...action, times: 1 }]),
  );

describe('a server', () => {
  test.each(rows)('%s', async (_name, behaviour, error, received) => {
    smtp.behave(behaviour);
    const timeoutMs = JSON.stringify(behaviour).includes('hang') ? 800 : 5000;
    await expect(send({ user: 'agency', timeoutMs })).rejects.toMatchObject(error);
    expect(smtp.mails).toMatchObject(received);
    expect(smtp.mails).toHaveLength(received.length);
  });

  test.each(rows)('%s, once, is good the next time', async (_name, behaviour, _error, received) => {
    smtp.behave(once(behaviour));
    const timeoutMs = JSON.stringify(behaviour).includes('hang') ? 800 : 5000;
    const oneRecipient = { bcc: undefined };
    await expect(send({ user: 'agency', timeoutMs }, oneRecipient)).rejects.toThrow();
    await send({ user: 'agency' }, oneRecipient);
    expect(smtp.mails).toHaveLength(received.length + 1);
    expect(smtp.mails.at(-1)).toMatchObject({ accepted: true });
  });
});

test('one recipient of two can be refused', async () => {
  smtp.behave((stage, address) =>
    stage === 'rcpt' && address.startsWith('archive') ? { reply: 550 } : undefined,
  );
  await send();
  expect((await smtp.nextMail()).recipients).toEqual(['traveller@example.com']);
});

test('a good answer of one’s own is still a yes', async () => {
  smtp.behave({ data: { reply: 250 } });
  await send();
  expect(smtp.mails).toMatchObject(taken);
});

test('a client that goes away inside the message leaves nothing behind', async () => {
  const client = await converse([
    'EHLO client.example.test',
    'MAIL FROM:<a@example.com>',
    'RCPT TO:<b@example.com>',
    'DATA',
  ]);
  client.write('Subject: half\r\n\r\nhalf a mess');
  client.destroy();
  await onceEmitted(client, 'close');
  await send();
  expect(smtp.mails.map(({ subject }) => subject)).toEqual(['Grüße']);
});

test('connections are counted', async () => {
  await send();
  await send();
  expect(smtp.connections).toBe(2);
});

describe('logins', () => {
  beforeEach(async () => {
    await smtp.close();
    smtp = await startSmtpStandIn({
      authenticate: (user, password) => user === 'agency' && password === 'right',
    });
  });

  test('the right one is let in', async () => {
    await send({ user: 'agency', pass: 'right' });
    expect(smtp.mails).toHaveLength(1);
  });

  test.each<[string, SendOptions, number]>([
    ['the wrong one is refused', { user: 'agency', pass: 'wrong' }, 535],
    ['none is refused', {}, 530],
  ])('%s', async (_name, options, responseCode) => {
    await expect(send(options)).rejects.toMatchObject({ responseCode });
    expect(smtp.mails).toHaveLength(0);
  });
});

test.each([
  [false, true],
  [true, false],
])('SMTPUTF8 hidden: %s, offered: %s', async (hideSmtpUtf8, isOffered) => {
  await smtp.close();
  smtp = await startSmtpStandIn({ hideSmtpUtf8 });
  let offer = '';
  const client = await converse(['EHLO client.example.test'], (answer) => {
    offer += answer;
  });
  client.destroy();
  expect(offer.includes('SMTPUTF8')).toBe(isOffered);
});

test('a port of one’s own', async () => {
  const { port } = smtp;
  await smtp.close();
  smtp = await startSmtpStandIn({ port });
  expect([smtp.port, smtp.url]).toEqual([port, `smtp://127.0.0.1:${port}`]);
  await expect(startSmtpStandIn({ port })).rejects.toMatchObject({ code: 'EADDRINUSE' });
});

test('close ends a line that hangs', async () => {
  smtp.behave({ connect: { hang: true } });
  const client = connect(smtp.port, '127.0.0.1');
  client.on('error', () => undefined);
  await onceEmitted(client, 'connect');
  const closed = onceEmitted(client, 'close');
  client.resume();
  await smtp.close();
  await closed;
});

/** Says one line after another, each when the one before was answered. */
async function converse(
  lines: string[],
  onAnswer: (answer: string) => void = () => undefined,
): Promise<Socket> {
  const client = connect(smtp.port, '127.0.0.1').setEncoding('utf8');
  client.on('error', () => undefined);
  client.on('data', onAnswer);
  await onceEmitted(client, 'data');
  for (const line of lines) {
    client.write(`${line}\r\n`);
    await onceEmitted(client, 'data');
  }
  return client;
}
