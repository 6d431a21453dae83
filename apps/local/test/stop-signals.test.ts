import { EventEmitter, once } from 'node:events';
import { expect, it, jest } from '@jest/globals';
import { listenForStop } from '../src/stop-signals.ts';

function listen(now: () => number) {
  const events = new EventEmitter();
  const again = jest.fn();
  return { events, again, stop: listenForStop({ events, again, now }) };
}

it.each([
  ['SIGINT', 130],
  ['SIGTERM', 143],
  ['SIGHUP', 129],
])('a first %s is the wish to end', async (name, exitCode) => {
  const { events, again, stop } = listen(() => 0);
  expect(stop.exitCode()).toBeUndefined();
  const aborted = once(stop.signal, 'abort');
  events.emit(name);
  await aborted;
  expect(stop.exitCode()).toBe(exitCode);
  expect(again).not.toHaveBeenCalled();
});

it.each([
  ['the same key press, handed on by npm', 40, 0],
  ['a person who insists', 900, 1],
])('a second SIGINT can be %s', (_name, afterMs, calls) => {
  let time = 1000;
  const { events, again } = listen(() => time);
  events.emit('SIGINT');
  time += afterMs;
  events.emit('SIGINT');
  expect(again).toHaveBeenCalledTimes(calls);
});
