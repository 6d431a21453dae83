import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { createIntake, sealQuarantinedDelivery } from '@ticketpost/queue';
import { buildDelivery, newOrderNo } from '@ticketpost/testkit';
import { refuseErased } from '../../src/webhooks/refuse-erased.ts';
import { storeInRedis } from '../../src/webhooks/store-delivery.ts';
import { keyring, startIngest, type IngestUnderTest } from '../start-ingest.ts';

let ingest: IngestUnderTest;
let orderNo: string;

beforeAll(async () => {
  ingest = await startIngest({ clientIds: ['ours'] });
});
afterAll(() => ingest.close());
beforeEach(async () => {
  await ingest.connection.flushall();
  orderNo = newOrderNo();
  await ingest.ledger.markErased(orderNo, { askId: 'ask' }, { event: 'erased' });
});

const kept = () => ingest.quarantine.getWaitingCount();
/** Authentic, and not readable: the supplier's fields have impossible types. */
const unreadable = (about: string) =>
  JSON.stringify({ type: 'order.ticketed', data: { orderNo: about, paxTicketInfos: 'ERIKA' } });

describe('an unreadable delivery of an order that was erased', () => {
  test('is answered as ever, and not kept', async () => {
    expect((await ingest.post(unreadable(orderNo))).status).toBe(422);
    expect(await kept()).toBe(0);
  });

  test('of a foreign client neither', async () => {
    const body = { ...buildDelivery({ orderNo }), cid: 'another' };
    expect((await ingest.post(JSON.stringify(body))).status).toBe(422);
    expect(await kept()).toBe(0);
  });

  test.each<[string, number, () => string]>([
    ['that is no JSON', 400, () => `{"data":{"orderNo":"${orderNo}","name":"ERIKA"`],
    ['that is a form', 400, () => `type=order.ticketed&orderNo=${orderNo}&name=ERIKA`],
    ['that names it as another field', 422, () => JSON.stringify([{ original_order_no: orderNo }])],
    [
      'that names another first',
      422,
      () => JSON.stringify([{ orderNo: newOrderNo() }, { orderNo }]),
    ],
  ])('%s neither', async (_row, status, body) => {
    expect((await ingest.post(body())).status).toBe(status);
    expect(await kept()).toBe(0);
  });

  test('is not kept when it comes out of the journal', async () => {
    const fields = {
      deliveryId: 'from-the-journal',
      receivedAt: new Date().toISOString(),
      reason: 'invalid_event',
      problems: [],
    } as const;
    const delivery = sealQuarantinedDelivery(keyring, fields, Buffer.from(unreadable(orderNo)));
    const intake = createIntake({
      connection: ingest.connection,
      timeoutMs: 2000,
      onError: () => undefined,
    });
    const refused: string[] = [];
    const onRefused = (deliveryId: string) => refused.push(deliveryId);
    const options = { ledger: ingest.ledger, keyring, timeoutMs: 2000, onRefused };
    const sealed = { kind: 'quarantined', delivery } as const;
    expect(await storeInRedis(refuseErased(intake, options), sealed)).toEqual({ kind: 'stored' });
    expect(await kept()).toBe(0);
    expect(refused).toEqual(['from-the-journal']);

    // Nobody says whether it was erased: then it is not lost.
    const silent = { isErased: () => new Promise<never>(() => undefined) };
    const unsure = refuseErased(intake, { ...options, ledger: silent, timeoutMs: 20 });
    expect(await storeInRedis(unsure, sealed)).toEqual({ kind: 'stored' });
    expect(await kept()).toBe(1);
    await intake.close();
  });
});

test.each([
  ['of another order', () => unreadable(newOrderNo())],
  ['that names none', () => '{"type":"order.ticketed"}'],
  ['that says its number elsewhere', () => JSON.stringify([{ note: orderNo }])],
])('an unreadable delivery %s is kept', async (_row, body) => {
  expect((await ingest.post(body())).status).toBe(422);
  expect(await kept()).toBe(1);
});
