import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { buildDelivery, newOrderNo, sampleDelivery } from '@ticketpost/testkit';
import { createMailServer } from '../mail-answers.ts';
import { startWorker, type WorkerUnderTest } from '../start-worker.ts';

let worker: WorkerUnderTest;
let orderNo: string;
let mailServer: ReturnType<typeof createMailServer>;

beforeEach(() => {
  orderNo = newOrderNo();
  mailServer = createMailServer();
});
afterEach(async () => {
  await worker.close();
});

const events = async () =>
  (await worker.ledger.read(orderNo))?.timeline.map(({ event }) => event) ?? [];
const state = async () => (await worker.ledger.read(orderNo))?.confirmations[0]?.state;
const deliverAndEnd = async (body: unknown) => await worker.ended(await worker.deliver(body));

describe('a ticketed order', () => {
  test('is confirmed once', async () => {
    worker = await startWorker({ ...mailServer });
    const end = await deliverAndEnd(buildDelivery({ orderNo }));
    expect(end.result).toMatchObject({ outcome: 'sent' });
    expect(mailServer.submitted).toMatchObject([{ recipient: 'desk@example.com' }]);
    expect(await events()).toEqual(['received', 'submitting', 'sent']);
    expect((await worker.ledger.read(orderNo))?.confirmations).toMatchObject([
      { state: 'sent', recipient: 'desk@example.com', lastAnswer: '250 OK' },
    ]);
  });

  test('that comes twenty times is confirmed once', async () => {
    worker = await startWorker({ ...mailServer });
    const ids = await Promise.all(
      Array.from({ length: 20 }, () => worker.deliver(buildDelivery({ orderNo }))),
    );
    const ends = await Promise.all(ids.map((id) => worker.ended(id)));
    expect(mailServer.submitted).toHaveLength(1);
    const outcomes = ends.map(({ result }) => (result as { outcome: string }).outcome).toSorted();
    expect(outcomes).toEqual([...Array<string>(19).fill('duplicate'), 'sent']);
  });

  test('that comes again in another spelling is the same confirmation', async () => {
    worker = await startWorker({ ...mailServer });
    const body = sampleDelivery();
    orderNo = 'TESTL20230922153224323';
    await worker.close();
    worker = await startWorker({
      ...mailServer,
      recipients: { sandboxRecipient: 's@example.com' },
    });
    await deliverAndEnd(body);
    const { data } = body as { data: { orderNo: string; paxTicketInfos: object[] } };
    const again = {
      type: 'ORDER.TICKETED',
      data: {
        ticketNotification: {
          orderStatus: '2',
          orderNo: data.orderNo,
          paxTicketInfos: data.paxTicketInfos.toReversed(),
        },
      },
    };
    expect((await deliverAndEnd(again)).result).toMatchObject({ outcome: 'duplicate' });
    expect(mailServer.submitted).toHaveLength(1);
  });

  test('with other ticket numbers is another confirmation, with another Message-ID', async () => {
    worker = await startWorker({ ...mailServer });
    await deliverAndEnd(buildDelivery({ orderNo, passengers: [{ ticketNos: ['1112223334445'] }] }));
    await deliverAndEnd(buildDelivery({ orderNo, passengers: [{ ticketNos: ['5554443332221'] }] }));
    expect(new Set(mailServer.submitted.map(({ messageId }) => messageId)).size).toBe(2);
  });

  test.each<[string, object, string[]]>([
    [
      'has no passengers',
      { type: 'order.ticketed', data: { orderNo: 'X', orderStatus: 2 } },
      ['passengers'],
    ],
    ['is not ticketed', buildDelivery({ orderNo: 'X', orderStatus: 1 }), ['order_status']],
    [
      'lacks a number',
      buildDelivery({ orderNo: 'X', passengers: [{ ticketNos: [] }] }),
      ['ticket_numbers'],
    ],
  ])(
    'that %s is not mailed, and the timeline says what is missing',
    async (_what, body, missing) => {
      worker = await startWorker({ ...mailServer });
      orderNo = 'X';
      expect((await deliverAndEnd(body)).result).toMatchObject({ outcome: 'incomplete', missing });
      expect(mailServer.submitted).toEqual([]);
      expect(await events()).toEqual(['received', 'incomplete']);
    },
  );

  test('without a recipient waits, and goes out when it comes again and there is one', async () => {
    let isKnown = false;
    worker = await startWorker({
      ...mailServer,
      recipients: {},
      lookUp: () =>
        Promise.resolve(
          isKnown
            ? { kind: 'known', recipient: { mailbox: 'ada@example.com', cc: [] } }
            : { kind: 'not_known' },
        ),
    });
    const body = buildDelivery({ orderNo });
    expect((await deliverAndEnd(body)).result).toMatchObject({ outcome: 'no_recipient' });
    expect(await state()).toBe('no_recipient');
    isKnown = true;
    expect((await deliverAndEnd(body)).result).toMatchObject({ outcome: 'sent' });
    expect(mailServer.submitted).toHaveLength(1);
  });
});
