import { describe, expect, test } from '@jest/globals';
import type { StoreOutcome } from '@ticketpost/queue';
import { createRedisBreaker } from '../src/redis-breaker.ts';
import { createStoreDelivery, type DeliveryStorage } from '../src/webhooks/store-delivery.ts';
import { sealedEvent, sealedGarbage } from './sealed-samples.ts';

const stored: StoreOutcome = { kind: 'stored' };
const refused = (cause: string): StoreOutcome => ({ kind: 'not_stored', cause });

function createStores(redis: StoreOutcome, journal: StoreOutcome, options = { withJournal: true }) {
  const asked: string[] = [];
  const answer = (name: string, outcome: StoreOutcome) => () => {
    asked.push(name);
    return Promise.resolve(outcome);
  };
  const breaker = createRedisBreaker({ isConnected: () => true, onChange: () => undefined });
  let journalled = 0;
  const backup = {
    journal: { append: answer('journal', journal) },
    breaker,
    onJournalled: () => (journalled += 1),
  };
  const store = createStoreDelivery({
    intake: { addEvent: answer('events', redis), addQuarantined: answer('quarantine', redis) },
    ...(options.withJournal ? { backup } : {}),
  });
  return { store, breaker, asked, countJournalled: () => journalled };
}

describe('a delivery', () => {
  test.each<[string, StoreOutcome, StoreOutcome, 'closed' | 'open', string[], DeliveryStorage]>([
    ['goes to Redis', stored, stored, 'closed', ['events'], { kind: 'stored', storedIn: 'redis' }],
    [
      'that Redis does not take goes to the journal',
      refused('r'),
      stored,
      'closed',
      ['events', 'journal'],
      { kind: 'stored', storedIn: 'journal' },
    ],
    [
      'goes to the journal at once while the breaker is open',
      stored,
      stored,
      'open',
      ['journal'],
      { kind: 'stored', storedIn: 'journal' },
    ],
    [
      'still reaches Redis when the journal cannot be written',
      stored,
      refused('j'),
      'open',
      ['journal', 'events'],
      { kind: 'stored', storedIn: 'redis' },
    ],
    [
      'that neither takes is not stored',
      refused('r'),
      refused('j'),
      'closed',
      ['events', 'journal'],
      { kind: 'not_stored', cause: 'j' },
    ],
  ])('%s', async (_what, redis, journal, state, asked, expected) => {
    const stores = createStores(redis, journal);
    if (state === 'open') stores.breaker.open();
    expect(await stores.store(sealedEvent('a'))).toEqual(expected);
    expect(stores.asked).toEqual(asked);
    expect(stores.countJournalled()).toBe(
      'storedIn' in expected && expected.storedIn === 'journal' ? 1 : 0,
    );
  });

  test('that could not be read goes to the quarantine', async () => {
    const { store, asked } = createStores(stored, stored);
    await store(sealedGarbage('a'));
    expect(asked).toEqual(['quarantine']);
  });

  test('waits for Redis each time without a journal', async () => {
    const { store, asked } = createStores(refused('r'), stored, { withJournal: false });
    for (let index = 0; index < 5; index += 1) {
      expect(await store(sealedEvent('a'))).toEqual({ kind: 'not_stored', cause: 'r' });
    }
    expect(asked).toEqual(['events', 'events', 'events', 'events', 'events']);
  });

  test('no longer waits for a Redis that took none of three, until it was probed', async () => {
    const { store, breaker, asked } = createStores(refused('r'), stored);
    for (let index = 0; index < 5; index += 1) await store(sealedEvent('a'));
    expect(asked.filter((name) => name === 'events')).toHaveLength(3);
    breaker.close();
    await store(sealedEvent('a'));
    expect(asked.filter((name) => name === 'events')).toHaveLength(4);
  });
});
