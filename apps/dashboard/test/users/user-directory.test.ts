import { expect, test } from '@jest/globals';
import { hashPassword, verifyPassword, type PasswordHash } from '@ticketpost/passwords';
import type { PasswordUser } from '@ticketpost/settings/dashboard';
import { createPasswordCheck } from '../../src/login/password-check.ts';
import type { TryOutcome } from '../../src/login/throttle/login-throttle.ts';
import { createUserDirectory } from '../../src/users/user-directory.ts';
import { makeUsers, operator } from '../support/test-users.ts';

const users: PasswordUser[] = await makeUsers();

/** A directory that writes down the work of each check: what scrypt takes, and how often it ran. */
function countWork(of: readonly PasswordUser[] = users) {
  const work: string[] = [];
  const verify = (password: string, hash: PasswordHash) => {
    const { cost, blockSize, parallelization, salt } = hash;
    work.push([cost, blockSize, parallelization, salt.length].join(' '));
    return verifyPassword(password, hash);
  };
  return { work, directory: createUserDirectory(of, { verify }) };
}

test.each([
  ['a wrong password', operator.name, 'wrong'],
  ['an unknown name', 'nobody', 'wrong'],
  ['an empty name', '', ''],
  ['a name of 10 KB', 'n'.repeat(10_240), 'wrong'],
  ['a password of 10 KB', operator.name, 'p'.repeat(10_240)],
  ['the name of a method', 'constructor', 'wrong'],
  ["a name that looks like somebody's", 'оlga', operator.password],
  ['a name in other letters', 'OLGA', operator.password],
])('%s costs as much work as the right password', async (_what, name, password) => {
  const { work, directory } = countWork();
  expect(await directory.check(operator)).toMatchObject({ name: operator.name });
  expect(await directory.check({ name, password })).toBeUndefined();
  expect(work).toHaveLength(2);
  expect(work[1]).toBe(work[0]);
});

test('an unknown name costs as much as the dearest of the known', async () => {
  const dear = await hashPassword('x', { cost: 2048, blockSize: 8, parallelization: 2 });
  const { work, directory } = countWork([...users, { name: 'dora', role: 'viewer', hash: dear }]);
  await directory.check({ name: 'nobody', password: 'x' });
  expect(work).toEqual(['2048 8 2 16']);
});

test('where nobody has a password, one is checked all the same', async () => {
  const { work, directory } = countWork([]);
  expect(await directory.check(operator)).toBeUndefined();
  expect(work).toEqual(['32768 8 3 16']);
});

test('names and passwords are the same however a keyboard spells é', async () => {
  const hash = await hashPassword('été au café', { cost: 1024, blockSize: 8, parallelization: 1 });
  const directory = createUserDirectory([{ name: 'ren\u00e9', role: 'viewer', hash }]);
  const check = createPasswordCheck({ users: directory, throttle: takeAll });
  const outcome = await check(
    { name: 'rene\u0301', password: 'e\u0301te\u0301 au cafe\u0301' },
    { address: '192.0.2.1', device: undefined },
  );
  expect(outcome).toMatchObject({ kind: 'right', user: { name: 'ren\u00e9' } });
});

const takeAll = {
  take: (): Promise<TryOutcome> =>
    Promise.resolve({
      kind: 'taken',
      isKnown: false,
      isLast: false,
      forgive: () => Promise.resolve(),
      withdraw: () => Promise.resolve(),
    }),
};
