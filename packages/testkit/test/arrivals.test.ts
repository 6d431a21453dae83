import { describe, expect, test } from '@jest/globals';
import { createArrivals } from '../src/arrivals.ts';

const describeItems = (items: readonly string[]) => ({ message: 'missing', lines: items });
const any = (): boolean => true;

describe('arrivals handed out once', () => {
  const create = () =>
    createArrivals<string>({ takeOnce: true, maxItems: 10, describe: describeItems });

  test('each goes to one waiter, in the order of asking', async () => {
    const arrivals = create();
    const first = arrivals.next(any, 5000);
    const second = arrivals.next(any, 5000);
    arrivals.add('a');
    arrivals.add('b');
    expect([await first, await second]).toEqual(['a', 'b']);
    await expect(arrivals.next(any, 1)).rejects.toMatchObject({ code: 'timed_out' });
  });

  test('one already here is taken, the others stay', async () => {
    const arrivals = create();
    arrivals.add('a');
    arrivals.add('b');
    expect(await arrivals.next((item) => item === 'b', 5000)).toBe('b');
    await expect(arrivals.next((item) => item === 'b', 1)).rejects.toMatchObject({
      code: 'timed_out',
      lines: ['a', 'b'],
    });
    expect(await arrivals.next(any, 5000)).toBe('a');
  });
});

describe('arrivals that stay', () => {
  const create = () =>
    createArrivals<string>({ takeOnce: false, maxItems: 2, describe: describeItems });

  test('one is found again and again', async () => {
    const arrivals = create();
    arrivals.add('a');
    expect([await arrivals.next(any, 5000), await arrivals.next(any, 5000)]).toEqual(['a', 'a']);
  });

  test('the oldest is forgotten beyond the limit', () => {
    const arrivals = create();
    ['a', 'b', 'c'].forEach((item) => {
      arrivals.add(item);
    });
    expect(arrivals.items).toEqual(['b', 'c']);
  });

  test('the end rejects who waits and who comes later, but what is here is still found', async () => {
    const arrivals = create();
    arrivals.add('a');
    const waiting = arrivals.next((item) => item === 'b', 5000);
    arrivals.end(() => new Error('the end'));
    await expect(waiting).rejects.toThrow('the end');
    await expect(arrivals.next((item) => item === 'b', 5000)).rejects.toThrow('the end');
    expect(await arrivals.next(any, 5000)).toBe('a');
  });
});
