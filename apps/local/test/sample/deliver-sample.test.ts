import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from '@jest/globals';
import { createAttemptWatch } from '../../src/sample/attempt-watch.ts';
import { deliverSample } from '../../src/sample/deliver-sample.ts';

const sampleOrderNo = 'TESTL20230922153224323';
const closers: (() => void)[] = [];

afterEach(() => {
  for (const close of closers.splice(0)) close();
});

/** What a worker makes of a delivery: a line in its log, a mail in the inbox, or nothing. */
type Handle = (orderNo: string) => { outcome?: string; because?: string; mail?: boolean };

/** A stand-in for ingest and worker behind it, and an inbox that holds an older mail. */
async function deliver(handle: Handle, options: { status?: number; timeoutMs?: number } = {}) {
  const { status = 200, timeoutMs = 10_000 } = options;
  const attempts = createAttemptWatch();
  const mails = new Map([['old', sampleOrderNo]]);
  const posted: string[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const body = JSON.parse(Buffer.concat(chunks).toString()) as { data: { orderNo: string } };
      const { orderNo } = body.data;
      posted.push(orderNo);
      const deliveryId = `d${posted.length}`;
      const { outcome, because, mail } = handle(orderNo);
      if (mail) mails.set(deliveryId, orderNo);
      const line = { level: 'info', time: '2026-01-02T03:04:05.678Z', msg: 'attempt' };
      if (outcome) attempts.see(JSON.stringify({ ...line, deliveryId, outcome, because }));
      response.writeHead(status).end(JSON.stringify({ status: 'accepted', deliveryId }));
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  closers.push(() => server.close());
  const delivery = deliverSample({
    webhookUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/webhooks/atlas/s`,
    inbox: {
      findIds: (orderNo) =>
        Promise.resolve([...mails].filter(([, of]) => of === orderNo).map(([id]) => id)),
      read: (id) =>
        Promise.resolve({
          messageId: `<${id}@example.com>`,
          recipients: ['traveller@example.com'],
          subject: '',
        }),
    },
    attempts,
    say: () => undefined,
    timeoutMs,
    signal: new AbortController().signal,
  });
  return { delivery, posted };
}

describe('deliverSample', () => {
  it('finds the new mail of the sample beside an old one', async () => {
    const { delivery, posted } = await deliver(() => ({ outcome: 'sent', mail: true }));
    expect(await delivery).toMatchObject({
      orderNo: sampleOrderNo,
      messageId: '<d1@example.com>',
    });
    expect(posted).toEqual([sampleOrderNo]);
  });

  it.each(['sent', 'held', 'erased'])(
    'takes another order number when the sample is known from an earlier start: %s',
    async (because) => {
      const { delivery, posted } = await deliver((orderNo) =>
        orderNo === sampleOrderNo
          ? { outcome: 'duplicate', because }
          : { outcome: 'sent', mail: true },
      );
      const mail = await delivery;
      expect(mail.messageId).toBe('<d2@example.com>');
      expect(mail.orderNo).toMatch(/^TEST(?!L20230922153224323)/);
      expect(posted).toEqual([sampleOrderNo, mail.orderNo]);
    },
  );

  it.each([
    ['ingest refuses it', { status: 404 }, {}, 'sample_refused'],
    ['the worker gives it up', {}, { outcome: 'dead' }, 'mail_missing'],
    ['nothing comes in time', { timeoutMs: 1 }, { outcome: 'deferred' }, 'mail_missing'],
    ['a new order is a duplicate', {}, { outcome: 'duplicate', because: 'sent' }, 'mail_missing'],
  ])('rejects when %s', async (_name, options, handled, code) => {
    const { delivery } = await deliver(() => handled, options);
    await expect(delivery).rejects.toMatchObject({ code });
  });
});
