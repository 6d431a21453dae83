import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { createTransport } from 'nodemailer';
import {
  startSmtpStandIn,
  type SmtpAction,
  type SmtpStandIn,
  type WholeMessage,
} from '../../src/index.ts';

let smtp: SmtpStandIn;
let messages: WholeMessage[];
beforeEach(async () => {
  messages = [];
  smtp = await startSmtpStandIn({ onMessage: (message) => messages.push(message) });
});
afterEach(async () => {
  await smtp.close();
});

const message = {
  from: 'bookings@agency.example.com',
  to: 'traveller@example.com',
  subject: 'Load',
  text: 'text',
  messageId: '<one@agency.example.com>',
};

/** Sends one mail with little patience; answers the error's code, or `sent`. */
async function send(): Promise<string> {
  const transport = createTransport({
    host: '127.0.0.1',
    port: smtp.port,
    greetingTimeout: 500,
    socketTimeout: 500,
  });
  try {
    await transport.sendMail(message);
    return 'sent';
  } catch (error) {
    return (error as { code: string }).code;
  } finally {
    transport.close();
  }
}

const taken = { accepted: true, isAnswered: true };
const takenInSilence = { accepted: true, isAnswered: false };
const refused = { accepted: false, isAnswered: false };

test.each<[string, SmtpAction, string, object[]]>([
  ['takes it', { reply: 250 }, 'sent', [taken]],
  ['takes it late', { reply: 250, afterMs: 50 }, 'sent', [taken]],
  ['refuses it', { reply: 450 }, 'EMESSAGE', [refused]],
  ['takes it and drops the line', { drop: 'after' }, 'ECONNECTION', [takenInSilence]],
  ['takes it and hangs', { hang: 'after' }, 'ETIMEDOUT', [takenInSilence]],
  ['reads it and hangs', { hang: true }, 'ETIMEDOUT', [refused]],
  ['never says 354', { hang: 'before' }, 'ETIMEDOUT', []],
  ['drops the line instead of the 354', { drop: 'before' }, 'ECONNECTION', []],
])('a server that %s', async (_name, data, outcome, told) => {
  smtp.behave({ data });
  expect(await send()).toBe(outcome);
  expect(messages).toMatchObject(told);
  expect(messages).toHaveLength(told.length);
  for (const { raw } of messages) expect(raw.toString()).toContain('<one@agency.example.com>');
  expect(smtp.mails).toEqual([]);
});

test('a server that goes away refuses connections until it comes back', async () => {
  await smtp.goAway();
  expect(await send()).toBe('ESOCKET');
  await smtp.comeBack();
  expect(await send()).toBe('sent');
});
