import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import type { RegistrationOutcome, SupplierClient } from '@ticketpost/supplier';
import { startOperations } from '../start-operations.ts';

const url = 'https://hooks.example.com/webhooks/atlas/a-secret-of-24-characters';

let system: Awaited<ReturnType<typeof startOperations>>;

beforeAll(async () => {
  system = await startOperations();
});
afterAll(() => system.stop());
beforeEach(async () => {
  await system.redis.flushall();
});

const register: RegistrationOutcome[] = [];
const supplier: Pick<SupplierClient, 'listTicketedOrders' | 'registerWebhookUrl'> = {
  listTicketedOrders: () => Promise.resolve({ kind: 'page', orders: [], hasMore: false }),
  registerWebhookUrl: () => Promise.resolve(register.shift() ?? { kind: 'stored' }),
};
const open = (account = 'one', operations = system.operations) =>
  operations.webhookRegistrationOf({ account, supplier });

test('what was registered is remembered, for its account', async () => {
  expect(await open().lastRegistered()).toBeUndefined();
  expect(await open().register(url)).toEqual({ kind: 'stored' });
  expect(await open().lastRegistered()).toBe(url);
  await open().register('https://other.example.com/');
  expect(await open().lastRegistered()).toBe('https://other.example.com/');
  expect(await open('two').lastRegistered()).toBeUndefined();
});

test('what the supplier did not store is not', async () => {
  await open().register(url);
  const failure: RegistrationOutcome = { kind: 'refused', code: 'authentication' };
  register.push(failure);
  expect(await open().register('https://other.example.com/')).toEqual(failure);
  expect(await open().lastRegistered()).toBe(url);
});

test('it is sealed, and unknown without the key or in another account', async () => {
  await open().register(url);
  const key = 'ticketpost:supplier-account:one';
  const stored = await system.redis.hgetall(key);
  expect(Object.keys(stored)).toEqual(['webhookUrl']);
  expect(stored['webhookUrl']).not.toContain('a-secret');
  expect(await open('one', system.withoutKey).lastRegistered()).toBeUndefined();
  await system.redis.rename(key, 'ticketpost:supplier-account:two');
  expect(await open('two').lastRegistered()).toBeUndefined();
});

test('it leaves the start mark alone', async () => {
  const reconciliation = system.operations.reconciliationOf({ account: 'one', supplier });
  const mark = await reconciliation.begin();
  await open().register(url);
  expect(await reconciliation.startMark()).toEqual(mark);
});
