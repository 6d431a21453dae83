import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { createOutbound } from '@ticketpost/outbound';
import {
  startWebhookReceiver,
  type WebhookAnswer,
  type WebhookReceiver,
} from '@ticketpost/testkit';
import { Webhook } from 'standardwebhooks';
import { createSender, type Sender } from '../src/create-sender.ts';

const secret = `whsec_${Buffer.alloc(32, 7).toString('base64')}`;
const message = { id: 'msg_1', body: '{"text":"Ticketpost: ✓"}' };
const { signal } = new AbortController();

let receiver: WebhookReceiver;
const senders: Sender[] = [];
beforeEach(async () => {
  receiver = await startWebhookReceiver();
});
afterEach(async () => {
  for (const sender of senders.splice(0)) await sender.close();
  await receiver.close();
});

function open(options: Partial<Parameters<typeof createSender>[0]> = {}): Sender {
  const sender = createSender({
    url: receiver.url,
    secret,
    timeoutMs: 5000,
    outbound: createOutbound({ environment: 'test', outboundPrivateHosts: [] }),
    ...options,
  });
  senders.push(sender);
  return sender;
}

describe('a post', () => {
  test('is JSON that the library verifies', async () => {
    expect(await open().send(message, signal)).toEqual({ kind: 'taken', status: 204 });
    const { method, headers, body } = await receiver.next();
    expect([method, body]).toEqual(['POST', message.body]);
    expect(headers).toMatchObject({ 'content-type': 'application/json', 'webhook-id': 'msg_1' });
    expect(new Webhook(secret).verify(body, headers as Record<string, string>)).toEqual({
      text: 'Ticketpost: ✓',
    });
  });

  test('does not pass with another secret, nor with another body', async () => {
    await open().send(message, signal);
    const { headers, body } = await receiver.next();
    const other = `whsec_${Buffer.alloc(32, 8).toString('base64')}`;
    const given = headers as Record<string, string>;
    expect(() => new Webhook(other).verify(body, given)).toThrow();
    expect(() => new Webhook(secret).verify(`${body} `, given)).toThrow();
  });

  test('has no signature without a secret', async () => {
    await open({ secret: undefined }).send(message, signal);
    const { headers } = await receiver.next();
    expect(headers['webhook-signature']).toBeUndefined();
    expect(headers['webhook-id']).toBe('msg_1');
  });
});

describe('an answer', () => {
  test.each<[string, WebhookAnswer, object]>([
    [
      '200 with a long body',
      (response) => response.writeHead(200).end('x'.repeat(200_000)),
      { kind: 'taken', status: 200 },
    ],
    ['500', (response) => response.writeHead(500).end(), { kind: 'refused', status: 500 }],
    ['410', (response) => response.writeHead(410).end('gone'), { kind: 'refused', status: 410 }],
    [
      '429 with a wait',
      (response) => response.writeHead(429, { 'Retry-After': '120' }).end(),
      { kind: 'refused', status: 429, retryAfterMs: 120_000 },
    ],
    [
      'a line that breaks',
      (response) => response.destroy(),
      { kind: 'unreachable', code: 'UND_ERR_SOCKET' },
    ],
  ])('%s', async (_row, answer, outcome) => {
    receiver.answer(answer);
    expect(await open().send(message, signal)).toEqual(outcome);
  });

  test('that leads somewhere else is not followed', async () => {
    const elsewhere = await startWebhookReceiver();
    receiver.answer((response) => response.writeHead(307, { Location: elsewhere.url }).end());
    expect(await open().send(message, signal)).toEqual({ kind: 'refused', status: 307 });
    expect(elsewhere.posts).toEqual([]);
    await elsewhere.close();
  });

  test('that never comes ends in time, and the next post goes out', async () => {
    const sender = open({ timeoutMs: 200 });
    receiver.answer(() => undefined);
    expect(await sender.send(message, signal)).toEqual({ kind: 'timeout' });
    receiver.answer((response) => response.writeHead(204).end());
    expect(await sender.send(message, signal)).toEqual({ kind: 'taken', status: 204 });
  });

  test('whose body never ends does not hold up the next post', async () => {
    const sender = open();
    receiver.answer((response) => response.writeHead(200).write('so far'));
    expect(await sender.send(message, signal)).toEqual({ kind: 'taken', status: 200 });
    expect(await sender.send(message, signal)).toEqual({ kind: 'taken', status: 200 });
  });

  test('is not waited for by who is closing', async () => {
    const closing = new AbortController();
    receiver.answer(() => {
      closing.abort();
    });
    expect(await open().send(message, closing.signal)).toEqual({ kind: 'aborted' });
  });
});

test('a receiver that is not there', async () => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  const sender = open({ url: `http://127.0.0.1:${port}/` });
  expect(await sender.send(message, signal)).toEqual({ kind: 'unreachable', code: 'ECONNREFUSED' });
});
