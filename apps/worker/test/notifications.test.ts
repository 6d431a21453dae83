import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { createNotifications, type Notifications } from '@ticketpost/notifications';
import { createIntake, sealQuarantinedDelivery } from '@ticketpost/queue';
import {
  buildDelivery,
  documentMarkers,
  newOrderNo,
  startWebhookReceiver,
  type WebhookReceiver,
} from '@ticketpost/testkit';
import type { SubmitOutcome } from '../src/mail/submit-outcome.ts';
import { createMailServer, unknown } from './mail-answers.ts';
import { keyring, startWorker, type WorkerUnderTest } from './start-worker.ts';
import { wayOut } from './way-out.ts';

let receiver: WebhookReceiver;
let worker: WorkerUnderTest;
let notifications: Notifications;
const clock = { aheadMs: 0 };
const { signal } = new AbortController();

beforeEach(async () => {
  receiver = await startWebhookReceiver();
  clock.aheadMs = 0;
});
afterEach(async () => {
  await notifications.close();
  await worker.close();
  await receiver.close();
});

async function start(options: Parameters<typeof startWorker>[0]) {
  worker = await startWorker(options);
  notifications = createNotifications({
    redis: worker.redis,
    ledger: worker.ledger,
    keyring,
    url: receiver.url,
    timeoutMs: 5000,
    outbound: wayOut,
    intervalMs: 1,
    noRecipientAfterMs: 60_000,
    overdueAfterMs: 60_000,
    dashboardUrl: 'https://tickets.example.com',
    onGivenUp: () => undefined,
    onError: () => undefined,
    now: () => Date.now() + clock.aheadMs,
  });
}

/** What is posted about everything that there is. */
async function look() {
  const ended = await notifications.notify(signal);
  if (ended.kind !== 'posted') throw new Error(`expected a post, got ${ended.kind}`);
  const { body } = await receiver.next();
  return {
    body,
    ...(JSON.parse(body) as { text: string; ticketpost: { concerns: object[] } }),
  };
}

/** Every way in which a mail server, or what it was sent, may bring something personal into an answer. */
const mailbox = 'marker.mailbox@example.com';
const passengers = [
  { name: 'MARKERLAST/MARKERFIRST ANN', ticketNos: ['999-8887776665'], airlinePNRs: ['MRKPNR'] },
];
const booking = { email: mailbox, name: 'Markergiven Markerfamily', locale: 'en-GB' };
const markers = ['marker', 'MRKPNR', '8887776665', ...documentMarkers];
const hostileAnswer = [
  `550 5.1.1 <${mailbox}> no such user marker.mailbox, marker.mailbox%40example.com`,
  '"Markergiven Markerfamily"@example.com, MARKERLAST/MARKERFIRST MARKERFIRST ANN',
  'spam: ticket 999-8887776665, booking MRKPNR mrkpnr',
].join('\r\n550-');
const refused: SubmitOutcome = {
  kind: 'refused',
  class: 'permanent',
  code: 'mailbox_refused',
  reply: '550',
  answer: hostileAnswer,
};
const expectNothingPersonal = (body: string) => {
  for (const marker of markers) expect(body.toLowerCase()).not.toContain(marker.toLowerCase());
};

describe('what is posted', () => {
  test('of a refused mailbox: order, stage, attempt, the masked answer, a link, nothing personal', async () => {
    await start({ ...createMailServer(refused), isReceivedNow: true });
    const orderNo = newOrderNo();
    await worker.book(orderNo, booking);
    await worker.ended(await worker.deliver(buildDelivery({ orderNo, passengers })));
    const { body, text, ticketpost } = await look();
    expectNothingPersonal(body);
    expect(ticketpost.concerns).toMatchObject([
      {
        kind: 'dead_letter',
        reason: 'mailbox_refused',
        count: 1,
        examples: [
          {
            orderNo,
            stage: 'submitting',
            attempt: 1,
            answer: expect.stringContaining('550 5.1.1 <m•••@example.com> no such user •••'),
            link: `https://tickets.example.com/orders/${orderNo}`,
          },
        ],
      },
    ]);
    expect(text).toContain('The mail server says that this mailbox does not exist');
    expect(text).toContain(`– order ${orderNo} (`);
  });

  test('of a confirmation that is held, since a copy may be out', async () => {
    const held = { ...unknown, answer: `Closed while ${mailbox} MRKPNR` };
    await start({ ...createMailServer(held), holdsUncertain: true, isReceivedNow: true });
    const orderNo = newOrderNo();
    await worker.book(orderNo, booking);
    await worker.ended(await worker.deliver(buildDelivery({ orderNo, passengers })));
    const { body, ticketpost } = await look();
    expectNothingPersonal(body);
    expect(ticketpost.concerns).toMatchObject([
      { kind: 'uncertain', count: 1, examples: [{ orderNo, stage: 'submitting' }] },
    ]);
  });

  test('of a confirmation that waits for an address', async () => {
    await start({ ...createMailServer(), recipients: {}, isReceivedNow: true });
    const orderNo = newOrderNo();
    await worker.ended(await worker.deliver(buildDelivery({ orderNo, passengers })));
    expect(await notifications.notify(signal)).toEqual({ kind: 'nothing' });
    clock.aheadMs = 61_000;
    const { body, ticketpost } = await look();
    expectNothingPersonal(body);
    expect(ticketpost.concerns).toMatchObject([
      { kind: 'no_recipient', count: 1, examples: [{ orderNo }] },
    ]);
  });

  test('of an order number that is anything but one', async () => {
    await start({ ...createMailServer(refused), isReceivedNow: true });
    const orderNo = '../<!channel> & "q"?#/%2e';
    await worker.ended(await worker.deliver(buildDelivery({ orderNo, passengers })));
    const { text } = await look();
    expect(text).toContain(`https://tickets.example.com/orders/${encodeURIComponent(orderNo)}`);
    expect(text).not.toContain('<!channel>');
  });

  test('of a delivery in quarantine', async () => {
    await start(createMailServer());
    const intake = createIntake({
      connection: worker.redis,
      timeoutMs: 5000,
      onError: () => undefined,
    });
    await intake.addQuarantined(
      sealQuarantinedDelivery(
        keyring,
        {
          deliveryId: 'one',
          receivedAt: new Date().toISOString(),
          reason: 'invalid_event',
          problems: [{ pointer: '/data/paxTicketInfos', message: 'must be array' }],
        },
        Buffer.from(JSON.stringify(buildDelivery({ passengers }))),
      ),
    );
    await intake.close();
    const { body, ticketpost } = await look();
    expectNothingPersonal(body);
    expect(ticketpost.concerns).toMatchObject([
      { kind: 'quarantined', examples: [{ deliveryId: 'one', reason: 'invalid_event' }] },
    ]);
  });
});
