import { createHash, randomBytes } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { unpackReceipt, type Receipt } from '@ticketpost/evidence';
import { openReceipt, type Envelope, type QuarantinedDelivery } from '@ticketpost/queue';
import { buildDelivery, sampleDelivery } from '@ticketpost/testkit';
import {
  keyring,
  maxBodyBytes,
  secret,
  startIngest,
  type IngestUnderTest,
} from '../start-ingest.ts';
import { sendRaw } from '../send-raw.ts';

let ingest: IngestUnderTest;
let behindProxy: IngestUnderTest;
beforeAll(async () => {
  ingest = await startIngest();
  behindProxy = await startIngest({ trustedProxies: 1 });
});
afterAll(async () => {
  await Promise.all([ingest.close(), behindProxy.close()]);
});
beforeEach(async () => {
  await ingest.events.obliterate({ force: true });
  await ingest.quarantine.obliterate({ force: true });
});

const sample = JSON.stringify(sampleDelivery());

async function receiptOf(deliveryId: string, { events, quarantine } = ingest): Promise<Receipt> {
  const job = (await events.getJob(deliveryId)) ?? (await quarantine.getJob(deliveryId));
  const { receipt = '' } = (job?.data ?? {}) as Partial<Envelope & QuarantinedDelivery>;
  const opening = openReceipt(keyring, deliveryId, receipt);
  const unpacked = opening.kind === 'opened' ? unpackReceipt(opening.plaintext) : undefined;
  if (unpacked === undefined) throw new Error('the delivery has no receipt');
  return unpacked;
}

const idOf = async (response: Response) =>
  ((await response.json()) as { deliveryId: string }).deliveryId;
const hashOf = (bytes: string | Buffer) => createHash('sha256').update(bytes).digest('hex');

describe('the receipt of a delivery', () => {
  test.each([
    ['as the supplier posts it', Buffer.from(sample), 200],
    ['with a BOM', Buffer.from(`\ufeff${sample}`), 200],
    [
      'with blanks around it and not in ASCII',
      Buffer.from(` ${sample.replace('zhang', '張')}\n`),
      200,
    ],
    ['that is no JSON', randomBytes(500), 400],
    ['that is not even text, and empty', Buffer.alloc(0), 400],
    ['that is no event', Buffer.from('[1, 2]'), 422],
  ])('has the hash and the number of the bytes %s', async (_what, body, status) => {
    const response = await ingest.post(body);
    expect(response.status).toBe(status);
    const { sha256, bytes } = await receiptOf(await idOf(response));
    expect(sha256.toString('hex')).toBe(hashOf(body));
    expect(bytes).toBe(body.length);
  });

  test('has them of a body that came in chunks too', async () => {
    const [one, two] = [sample.slice(0, 100), sample.slice(100)];
    const head = `POST /webhooks/atlas/${secret} HTTP/1.1\r\nHost: a\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n\r\n`;
    const chunks = [one, two, ''].map(
      (part) => `${Buffer.byteLength(part).toString(16)}\r\n${part}\r\n`,
    );
    const answer = await sendRaw(ingest.port, `${head}${chunks.join('')}`);
    const { deliveryId } = JSON.parse(answer.slice(answer.indexOf('{'))) as { deliveryId: string };
    const { sha256, headers } = await receiptOf(deliveryId);
    expect(sha256.toString('hex')).toBe(hashOf(sample));
    expect(headers).toEqual([
      { name: 'Host', value: 'a' },
      { name: 'Connection', value: 'close' },
      { name: 'Transfer-Encoding', value: 'chunked' },
    ]);
  });

  test('tells when it came and from where, and withholds what may be a secret', async () => {
    const before = Date.now();
    const response = await ingest.post(sample, {
      'Content-Type': 'application/json',
      Authorization: 'Bearer of-nobody',
      'X-Original-URL': `https://example.com/webhooks/atlas/${secret}?a=b`,
      'X-Forwarded-For': '203.0.113.7',
    });
    const receipt = await receiptOf(await idOf(response));
    expect(receipt).toMatchObject({ address: '127.0.0.1', httpVersion: '1.1', omittedHeaders: 0 });
    expect(receipt).not.toHaveProperty('peer');
    expect(receipt.receivedAt).toBeGreaterThanOrEqual(before);
    expect(receipt.receivedAt).toBeLessThanOrEqual(Date.now());
    expect(receipt.headers).toEqual(
      expect.arrayContaining([
        { name: 'Content-Type', value: 'application/json' },
        { name: 'Authorization' },
        { name: 'X-Original-URL' },
        { name: 'X-Forwarded-For', value: '203.0.113.7' },
      ]),
    );
    expect(JSON.stringify(receipt)).not.toContain('of-nobody');
    expect(JSON.stringify(receipt)).not.toContain(secret);
  });

  test('does not tell a secret whose spelling by a proxy is encoded', async () => {
    const written = `%61${secret.slice(1)}`;
    const response = await ingest.post(sample, {
      'X-Forwarded-Uri': `/webhooks/atlas/${written}`,
    });
    const { headers } = await receiptOf(await idOf(response));
    expect(headers).toContainEqual({ name: 'X-Forwarded-Uri' });
  });

  test('names the caller as the trusted proxy says, and the proxy as the peer', async () => {
    const response = await behindProxy.post(sample, {
      'X-Forwarded-For': '198.51.100.1, 203.0.113.7',
    });
    const receipt = await receiptOf(await idOf(response), behindProxy);
    expect(receipt).toMatchObject({ address: '203.0.113.7', peer: '127.0.0.1' });
  });

  test('stands in Redis only sealed', async () => {
    const deliveryId = await idOf(await ingest.post(sample, { 'X-Marked': 'a-marked-value' }));
    const stored = JSON.stringify((await ingest.events.getJob(deliveryId))?.data);
    expect(stored).toContain('"receipt"');
    for (const clear of ['a-marked-value', '127.0.0.1', hashOf(sample)]) {
      expect(stored).not.toContain(clear);
    }
  });
});

describe('of what is not let in', () => {
  test('nothing is kept, nor what was answered', async () => {
    const tooLarge = await ingest.post(
      JSON.stringify(buildDelivery({ orderNo: 'A'.repeat(maxBodyBytes) })),
    );
    expect(tooLarge.status).toBe(413);
    const packed = await ingest.post(sample, { 'Content-Encoding': 'gzip' });
    expect(packed.status).toBe(415);
    const stranger = await fetch(ingest.url('/webhooks/atlas/not-the-secret-of-this'), {
      method: 'POST',
    });
    expect(stranger.status).toBe(404);
    expect(await ingest.events.count()).toBe(0);
    expect(await ingest.quarantine.count()).toBe(0);
    const before = await ingest.connection.keys('ticketpost:answers:*');
    await ingest.record.close();
    expect(await ingest.connection.keys('ticketpost:answers:*')).toEqual(before);
  });
});
