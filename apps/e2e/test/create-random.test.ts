import { expect, test } from '@jest/globals';
import { planLoad } from '../src/load/plan-load.ts';
import { createRandom } from '../src/random/create-random.ts';

const draw = (seed: number) => {
  const random = createRandom(seed).fork('actor');
  return Array.from({ length: 20 }, () => random.integer(0, 1000));
};

test('a seed repeats its draws, and its neighbour draws others', () => {
  expect(draw(1)).toEqual(draw(1));
  expect(draw(1)).not.toEqual(draw(2));
});

test('what one actor draws does not change what another draws', () => {
  const undisturbed = createRandom(1).fork('one').integer(0, 1_000_000);
  const root = createRandom(1);
  root.fork('other').integer(0, 1_000_000);
  root.integer(0, 1_000_000);
  expect(root.fork('one').integer(0, 1_000_000)).toBe(undisturbed);
});

test('a load has as many orders as asked for, in order of time, with repeats among them', () => {
  const plan = planLoad(createRandom(1), { orders: 100, seconds: 5, sandboxShare: 0.2 });
  const times = plan.map(({ atMs }) => atMs);
  expect(new Set(plan.map(({ orderNo }) => orderNo)).size).toBe(100);
  expect(times).toEqual(times.toSorted((one, other) => one - other));
  expect(times.at(-1)).toBeLessThanOrEqual(5000);
  expect(plan.length).toBeGreaterThan(110);
  expect(plan.some(({ orderNo }) => orderNo.startsWith('TEST'))).toBe(true);
  expect(plan).toEqual(planLoad(createRandom(1), { orders: 100, seconds: 5, sandboxShare: 0.2 }));
});
