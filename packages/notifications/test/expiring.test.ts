import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { messageOf, startSystem, titlesOf } from './start-system.ts';

let system: Awaited<ReturnType<typeof startSystem>>;
beforeEach(async () => {
  system = await startSystem();
});
afterEach(async () => {
  await system.close();
});

const warn = (kind: string, ...ids: string[]) =>
  system.redis.zadd(
    `ticketpost:{retention}:warned:${kind}`,
    ...ids.flatMap((id) => [system.clock.nowMs, id]),
  );

test('what expires soon is told once, with a way to each', async () => {
  await warn('dead_letter', 'dead-letter-1');
  await warn('quarantined', 'kept-delivery');
  await warn('owed_confirmation', `${'a'.repeat(64)} ORDER 1`);
  expect(await system.look()).toMatchObject({ kind: 'posted', concerns: 1 });
  const post = await system.receiver.next();
  expect(titlesOf(post)).toEqual(['3 undecided things expire within 14 days']);
  const [concern] = messageOf(post).ticketpost.concerns;
  expect(concern?.kind).toBe('expiring');
  expect(concern?.link).toBe('https://tickets.example.com/');
  expect(concern?.examples.map(({ link }) => link).toSorted()).toEqual([
    'https://tickets.example.com/dead-letters/dead-letter-1',
    'https://tickets.example.com/orders/ORDER%201',
    'https://tickets.example.com/quarantine/kept-delivery',
  ]);
  expect(await system.look()).toEqual({ kind: 'nothing' });

  system.clock.nowMs += 1000;
  await warn('dead_letter', 'dead-letter-2');
  await system.look();
  const next = await system.receiver.next();
  expect(titlesOf(next)).toEqual(['1 undecided thing expires within 14 days']);
  expect(messageOf(next).ticketpost.concerns[0]?.link).toBe(
    'https://tickets.example.com/dead-letters',
  );
});
