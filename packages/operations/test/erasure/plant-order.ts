import { Queue } from 'bullmq';
import {
  eventsQueueName,
  queuePrefix,
  sealEnvelope,
  sealReceipt,
  type EnvelopeOrigin,
} from '@ticketpost/queue';
import { listSearchTerms } from '@ticketpost/schema';
import { keyring, receivedAt, startOperations } from '../start-operations.ts';

type System = Awaited<ReturnType<typeof startOperations>>;

/** Texts that are in everything personal of the order that `plantOrder` plants. */
export function marksOf(letter: string) {
  return {
    name: `MARK${letter}/ERIKA`,
    mailbox: `erika.mark${letter.toLowerCase()}@example.com`,
    reference: `MRKD${letter}${letter}`,
    ticketNo: `17699900${letter.charCodeAt(0)}001`.slice(0, 13),
    phone: `+49 170 55${letter.charCodeAt(0)}00`,
  };
}

/** What no text of Redis may hold once the order of this letter is erased. */
export function marksPattern(letter: string): RegExp {
  const { mailbox, reference, ticketNo, phone } = marksOf(letter);
  const [local = ''] = mailbox.split('@');
  return new RegExp([`MARK${letter}`, local, reference, ticketNo, escape(phone)].join('|'), 'i');
}

function escape(text: string): string {
  return text.replaceAll('+', String.raw`\+`);
}

/** So many of its jobs, in each state but active. */
export const plantedJobs = 9;

/** Puts an order into every place that there is, each with something personal. */
export async function plantOrder(system: System, orderNo: string, letter: string): Promise<void> {
  const { ledger, operations, intake } = system;
  const marks = marksOf(letter);
  const passenger = (n: number) => ({
    name: marks.name,
    ticketNos: [marks.ticketNo],
    airlinePnrs: [`${marks.reference}${n === 0 ? '' : n}`],
    ancillaries: [],
  });
  const order = (n: number) => ({ orderNo, orderStatus: 2, passengers: [passenger(n)] });
  const id = (name: string) => `${name}-${orderNo}`;
  const claim = async (deliveryId: string, ticketSetId: string, n: number) => {
    const outcome = await ledger.claim({
      orderNo,
      ticketSetId,
      deliveryId,
      entry: {
        event: 'received',
        deliveryId,
        receipt: sealReceipt(keyring, deliveryId, Buffer.from(`receipt of ${marks.name}`)),
      },
      terms: listSearchTerms(order(n)),
    });
    if (outcome.kind !== 'claimed') throw new Error(`expected a claim, got ${outcome.kind}`);
    return outcome.claim;
  };

  // The record: a booking, one that was sent and folded, one given up, one of which only its terms are left.
  const booking = { email: marks.mailbox, name: marks.name, locale: 'en' };
  await ledger.putBooking(orderNo, { body: booking }, { event: 'booked' });
  await ledger.recordSent(
    await claim(id('sent'), 'a'.repeat(64), 0),
    {
      sentAt: receivedAt,
      messageId: '<1@example.com>',
      recipient: marks.mailbox,
      lastAnswer: `250 Ok for ${marks.mailbox}`,
      mailed: { order: order(0), travellerName: marks.name },
    },
    { event: 'sent', sealed: { recipient: marks.mailbox, answer: `250 Ok ${marks.mailbox}` } },
  );
  await ledger.giveUp(
    await claim(id('dead'), 'b'.repeat(64), 1),
    { state: 'dead', held: order(1) },
    {
      event: 'dead',
      deliveryId: id('dead'),
      sealed: { answer: `550 nobody is ${marks.mailbox}` },
    },
  );
  await ledger.giveUp(
    await claim(id('older'), 'c'.repeat(64), 2),
    { state: 'superseded' },
    { event: 'not_confirmed', deliveryId: id('older') },
  );
  // As an older version left it: what it can be found by, only its job tells.
  const key = `ticketpost:order:${orderNo}`;
  const field = `confirmation:${'c'.repeat(64)}`;
  const older = JSON.parse((await system.redis.hget(key, field)) ?? '') as { terms?: string };
  delete older.terms;
  await system.redis.hset(key, field, JSON.stringify(older));
  await ledger.record(orderNo, {
    event: 'received',
    deliveryId: id('other'),
    sealed: { body: { data: { contact: marks.phone } } },
  });

  // Jobs in every state.
  const envelope = (name: string, payload: object, about: { origin?: EnvelopeOrigin } = {}) =>
    sealEnvelope(
      keyring,
      { deliveryId: id(name), receivedAt, type: 'order.ticketed', orderNo, ...about },
      payload,
    );
  const others = await takeWaiting(system);
  await intake.addEvent(envelope('completed', order(3)));
  await system.runWorker({ kind: 'done', result: { outcome: 'sent' } }, 1);
  await intake.addEvent(envelope('dead', order(1)));
  await intake.addEvent(envelope('failed', order(1)));
  await system.runWorker({ kind: 'dead', reason: 'mailbox_refused: nobody there' }, 2);
  if (others.length > 0) await system.redis.rpush(system.events.toKey('wait'), ...others);
  await intake.addEvent(envelope('waiting', order(4)));
  await intake.addEvent(envelope('older', order(2)));
  await intake.addEvent(envelope('bought', { data: { contact: { mobile: marks.phone } } }));
  await intake.addEvent(envelope('delayed', order(5)), { delayMs: 3_600_000 });
  await intake.addEvent(
    envelope(
      'resend',
      { ticketSetId: 'a', resendId: 'r', to: marks.mailbox },
      { origin: 'resend' },
    ),
  );
  const queue = new Queue(eventsQueueName, { connection: system.redis, prefix: queuePrefix });
  await queue.add('order.ticketed', envelope('urgent', order(6)), {
    jobId: id('urgent'),
    priority: 1,
  });
  await queue.close();

  // The quarantine: an event without what it needs, what is no JSON, and a number spelt with escapes.
  const passengers = [{ name: marks.name, ticketNo: marks.ticketNo }];
  await system.keep(id('kept-1'), JSON.stringify({ data: { orderNo, passengers } }));
  await system.keep(id('kept-2'), `{"orderNo": ${orderNo}, ${marks.name}`, 'malformed_json');
  const spelt = Array.from(orderNo)
    .map((letter) => `\\u${hex(letter)}`)
    .join('');
  await system.keep(id('kept-3'), `{"data":{"orderNo":"${spelt}","name":"${marks.name}"}}`);

  // What people wrote when they did something about it.
  const person = { by: 'olga', via: 'dashboard', role: 'operator' } as const;
  const why = `${marks.name} called from ${marks.phone}, write to ${marks.mailbox} about ${orderNo}`;
  await operations.redriveOrder(orderNo, { ...person, why: `${why} (unsure)` });
  await operations.discardDeadLetter({ ...person, deliveryId: id('nothing'), why: 'no order' });
  await operations.discardQuarantined({ ...person, deliveryId: id('kept-1'), why, isDryRun: true });
  await operations.releaseQuarantined({ ...person, deliveryId: id('kept-2'), why });
  // Its fold and its places in registers go behind what was awaited.
  await system.redis.ping();
}

/** Hides what waits from the workers that plant. */
async function takeWaiting({ redis, events }: System): Promise<string[]> {
  const key = events.toKey('wait');
  const ids = await redis.lrange(key, '0', '-1');
  await redis.del(key);
  return ids;
}

function hex(letter: string): string {
  return letter.charCodeAt(0).toString(16).padStart(4, '0');
}
