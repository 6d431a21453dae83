import { expect, test } from '@jest/globals';
import {
  createKeyring,
  sealQuarantinedDelivery,
  type JobsOfOrders,
  type KeptJob,
} from '@ticketpost/queue';
import { findQuarantined } from '../../src/erasure/find-quarantined.ts';

const keyring = createKeyring([{ id: 'k1', key: Buffer.alloc(32, 7) }]);

/** The numbers of the orders, of those given, that a body is found for. */
async function ordersOf(body: string, orderNos: readonly string[]): Promise<string[]> {
  const about = { deliveryId: 'd1', receivedAt: '2026-01-02T03:04:05.678Z', problems: [] };
  const data = sealQuarantinedDelivery(
    keyring,
    { ...about, reason: 'malformed_json' },
    Buffer.from(body),
  );
  const jobs: Pick<JobsOfOrders, 'walkQuarantined'> = {
    async *walkQuarantined() {
      yield await Promise.resolve({ id: 'd1', data } as unknown as KeptJob);
    },
  };
  const found: string[] = [];
  for (const orderNo of orderNos) {
    const search = await findQuarantined({ jobs, keyring }, orderNo);
    if (search.found.length > 0) found.push(orderNo);
  }
  return found;
}

const asked = ['ABCDE20260101000001', 'ABCDE2026010100000', '0', '1', '%', 'NaN', 'null'];

test.each([
  ['cut off', '{"data":{"orderNo":"ABCDE20260101000001","orderStatus":2,"x":"0"'],
  [
    'of impossible types',
    '{"type":"order.ticketed","data":{"orderNo":"ABCDE20260101000001","a":1}}',
  ],
  ['with escapes', '{"data":{"orderNo":"ABCDE2026010100000\\u0031","passengers":null}}'],
  ['deep inside', '{"a":[{"b":{"originalOrderNo":" ABCDE20260101000001 "}}]}'],
])('a body %s is about the order that it names, and no other', async (_how, body) => {
  expect(await ordersOf(body, asked)).toEqual(['ABCDE20260101000001']);
});

test.each([
  ['says the number elsewhere', '{"note":"ABCDE20260101000001"}'],
  ['was cut off within the number', '{"data":{"orderNo":"ABCDE20260101000001'],
  ['is nested without end', `${'['.repeat(5000)}${']'.repeat(5000)}`],
  ['is no text', '\u0000\uFFFD%1 0 NaN null'],
])('a body that %s is about no order', async (_how, body) => {
  expect(await ordersOf(body, asked)).toEqual([]);
});
