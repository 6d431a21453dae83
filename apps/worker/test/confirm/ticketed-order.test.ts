import { describe, expect, test } from '@jest/globals';
import { buildDelivery, sampleDelivery } from '@ticketpost/testkit';
import { prepareWorker } from '../prepare-worker.ts';

const { orderNo, mailServer, worker, start, deliverAndEnd, record, state, events } =
  prepareWorker();

describe('a ticketed order', () => {
  test('is confirmed once', async () => {
    await start();
    const end = await deliverAndEnd();
    expect(end.result).toMatchObject({ outcome: 'sent' });
    expect(mailServer.submitted).toMatchObject([{ recipient: 'desk@example.com' }]);
    expect(await events()).toEqual(['received', 'submitting', 'sent']);
    expect((await record())?.confirmations).toMatchObject([
      { state: 'sent', recipient: 'desk@example.com', lastAnswer: '250 OK' },
    ]);
  });

  test('that comes twenty times is confirmed once', async () => {
    await start();
    const ids = await Promise.all(
      Array.from({ length: 20 }, () => worker.deliver(buildDelivery({ orderNo }))),
    );
    const ends = await Promise.all(ids.map((id) => worker.ended(id)));
    expect(mailServer.submitted).toHaveLength(1);
    const outcomes = ends.map(({ result }) => (result as { outcome: string }).outcome).toSorted();
    expect(outcomes).toEqual([...Array<string>(19).fill('duplicate'), 'sent']);
  });

  test('that comes again in another spelling is the same confirmation', async () => {
    await start({ recipients: { sandboxRecipient: 's@example.com' } });
    const body = sampleDelivery();
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
    await start();
    await deliverAndEnd(buildDelivery({ orderNo, passengers: [{ ticketNos: ['1112223334445'] }] }));
    await deliverAndEnd(buildDelivery({ orderNo, passengers: [{ ticketNos: ['5554443332221'] }] }));
    expect(new Set(mailServer.submitted.map(({ messageId }) => messageId)).size).toBe(2);
  });

  test.each<[string, object, string[]]>([
    [
      'has no passengers',
      { type: 'order.ticketed', data: { orderNo, orderStatus: 2 } },
      ['passengers'],
    ],
    ['is not ticketed', buildDelivery({ orderNo, orderStatus: 1 }), ['order_status']],
    [
      'lacks a number',
      buildDelivery({ orderNo, passengers: [{ ticketNos: [] }] }),
      ['ticket_numbers'],
    ],
  ])(
    'that %s is not mailed, and the timeline says what is missing',
    async (_what, body, missing) => {
      await start();
      expect((await deliverAndEnd(body)).result).toMatchObject({ outcome: 'incomplete', missing });
      expect(mailServer.submitted).toEqual([]);
      expect(await events()).toEqual(['received', 'incomplete']);
    },
  );

  test('without a recipient waits, and goes out when it comes again and there is one', async () => {
    let isKnown = false;
    await start({
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
