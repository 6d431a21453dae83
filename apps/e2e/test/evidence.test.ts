import { createHash } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { buildDelivery, newOrderNo } from '@ticketpost/testkit';
import { nextAttempt } from './attempt-line.ts';
import { startSystem, type System } from './start-system.ts';

interface Evidence {
  standing: string;
  orderNo?: string;
  request?: { bytes: number; sha256: string; headers: { name: string; value?: string }[] };
  answer?: { kind: string; status: number };
  stored?: { in: string };
  gaps: string[];
  confirmations: { state: string; answer?: string }[];
}

let system: System;
beforeAll(async () => {
  system = await startSystem();
});
afterAll(async () => {
  await system.close();
});

/** What `ticketpost evidence --json` tells. */
async function readEvidence(deliveryId: string): Promise<Evidence> {
  const { code, lines } = await system.runCommand(['evidence', deliveryId, '--json']);
  expect(code).toBe(0);
  return JSON.parse(lines.join('\n')) as Evidence;
}

const idOf = async (response: Response) =>
  ((await response.json()) as { deliveryId: string }).deliveryId;

test('what was posted, answered and mailed is on record when the process has ended', async () => {
  const worker = await system.startWorker();
  const orderNo = newOrderNo();
  const body = JSON.stringify(buildDelivery({ orderNo }));
  const deliveryId = await idOf(await system.post(body));
  const garbageId = await idOf(await system.post('{'));
  await nextAttempt(worker, { deliveryId, outcome: 'sent' });
  await system.ingest.stop();

  expect(await readEvidence(deliveryId)).toMatchObject({
    orderNo,
    request: {
      bytes: Buffer.byteLength(body),
      sha256: createHash('sha256').update(body).digest('hex'),
    },
    answer: { kind: 'sent', status: 200 },
    stored: { in: 'redis' },
    gaps: [],
    confirmations: [{ state: 'sent', answer: expect.stringMatching(/^250/) }],
  });
  expect(await readEvidence(garbageId)).toMatchObject({
    standing: 'quarantined',
    request: { bytes: 1 },
    answer: { kind: 'sent', status: 400 },
    gaps: [],
  });
});
