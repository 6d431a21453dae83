import { expect, test } from '@jest/globals';
import type { PasswordUser } from '@ticketpost/settings/dashboard';
import { createPasswordCheck, type CheckPassword } from '../../src/login/password-check.ts';

const olga: PasswordUser = { name: 'olga', role: 'operator', hash: '' };

/** Passwords whose check takes until it is told to end; `device` makes a caller a known one. */
function createSlowCheck() {
  const underWay: (() => void)[] = [];
  let withdrawn = 0;
  const check: CheckPassword = createPasswordCheck({
    users: {
      check: ({ name }) =>
        new Promise((resolve) => {
          underWay.push(() => {
            resolve(name === olga.name ? olga : undefined);
          });
        }),
    },
    throttle: {
      take: ({ device }) =>
        Promise.resolve({
          kind: 'taken',
          isKnown: device !== undefined,
          isLast: false,
          forgive: () => Promise.resolve(),
          withdraw() {
            withdrawn += 1;
            return Promise.resolve();
          },
        }),
    },
  });
  const askAs = (name: string, device?: string) =>
    check({ name, password: 'any' }, { address: '192.0.2.1', device });
  return { askAs, underWay, withdrawn: () => withdrawn };
}

/** Lets all that can go on do so. */
const settle = () => new Promise((resolve) => setImmediate(resolve));

test('strangers keep nobody waiting who logged in before', async () => {
  const { askAs, underWay, withdrawn } = createSlowCheck();
  const strangers = Array.from({ length: 50 }, (_, n) => askAs(`stranger-${n}`));
  await settle();
  expect(underWay).toHaveLength(2);
  const owner = askAs(olga.name, 'a device');
  await settle();
  expect(underWay).toHaveLength(3);
  underWay[2]?.();
  expect(await owner).toEqual({ kind: 'right', user: olga });

  // Each end lets another one begin.
  for (const end of underWay) {
    end();
    await settle();
  }
  const kinds = (await Promise.all(strangers)).map(({ kind }) => kind);
  expect(kinds.filter((kind) => kind === 'wrong')).toHaveLength(32);
  // Those who found no place were not looked at, so nothing of theirs was wrong.
  expect(kinds.filter((kind) => kind === 'wait')).toHaveLength(18);
  expect(withdrawn()).toBe(18);
});
