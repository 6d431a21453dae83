import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import { createRequestSlots } from '../src/request-slots.ts';

beforeEach(() => {
  jest.useFakeTimers();
});
afterEach(() => {
  jest.useRealTimers();
});

/** A task that runs until it is told to end. */
function createTask(): { task: () => Promise<string>; end: () => void; runs: () => number } {
  let runs = 0;
  let end = (): void => undefined;
  const ended = new Promise<string>((resolve) => {
    end = () => {
      resolve('done');
    };
  });
  const task = (): Promise<string> => {
    runs += 1;
    return ended;
  };
  return {
    task,
    end: () => {
      end();
    },
    runs: () => runs,
  };
}

const done = { kind: 'ran', value: 'done' };

test('the second waits until the first has ended', async () => {
  const slots = createRequestSlots({ maxConcurrent: 1, maxWaitMs: 100 });
  const first = createTask();
  const second = createTask();
  const firstRun = slots.run(first.task);
  const secondRun = slots.run(second.task);
  await jest.advanceTimersByTimeAsync(99);
  expect([first.runs(), second.runs()]).toEqual([1, 0]);
  first.end();
  expect(await firstRun).toEqual(done);
  await jest.advanceTimersByTimeAsync(1000);
  expect(second.runs()).toBe(1);
  second.end();
  expect(await secondRun).toEqual(done);
});

test('who waited too long is never run, and holds nobody up', async () => {
  const slots = createRequestSlots({ maxConcurrent: 1, maxWaitMs: 100 });
  const [first, second, third] = [createTask(), createTask(), createTask()];
  void slots.run(first.task);
  const secondRun = slots.run(second.task);
  await jest.advanceTimersByTimeAsync(60);
  const thirdRun = slots.run(third.task);
  await jest.advanceTimersByTimeAsync(40);
  expect(await secondRun).toEqual({ kind: 'no_slot' });
  first.end();
  third.end();
  expect(await thirdRun).toEqual(done);
  expect([first.runs(), second.runs(), third.runs()]).toEqual([1, 0, 1]);
});

test('a task that throws gives its slot back', async () => {
  const slots = createRequestSlots({ maxConcurrent: 1, maxWaitMs: 100 });
  await expect(slots.run(() => Promise.reject(new Error('a bug')))).rejects.toThrow('a bug');
  const next = createTask();
  next.end();
  expect(await slots.run(next.task)).toEqual(done);
});
