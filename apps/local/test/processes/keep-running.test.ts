import { describe, expect, it } from '@jest/globals';
import { keepRunning } from '../../src/processes/keep-running.ts';

/** A thing that ends as often as it is started, in no time. */
async function keep(options: { starts: number; stopAfter?: number }) {
  const lines: string[] = [];
  const stopping = new AbortController();
  let starts = 0;
  const givenUp: string[] = [];
  await keepRunning({
    name: 'thing',
    delay: () => Promise.resolve(),
    ended: () => Promise.resolve('ended'),
    startAgain: () => {
      starts += 1;
      if (starts === options.stopAfter) stopping.abort();
      return starts <= options.starts ? Promise.resolve() : Promise.reject(new Error('no'));
    },
    stopping: stopping.signal,
    announce: (line) => lines.push(line),
    onGivenUp: (reason) => givenUp.push(reason),
  });
  return { lines, starts, givenUp };
}

describe('keepRunning', () => {
  it.each([
    ['keeps ending', Infinity],
    ['cannot be started', 0],
  ])('gives up what %s, after a few starts that were announced', async (_name, starts) => {
    const kept = await keep({ starts });
    expect(kept.starts).toBe(5);
    expect(kept.givenUp).toHaveLength(1);
    expect(kept.lines.filter((line) => line.includes('started again'))).toHaveLength(5);
  });

  it('starts nothing again once it is to end', async () => {
    const kept = await keep({ starts: Infinity, stopAfter: 2 });
    expect(kept.starts).toBe(2);
    expect(kept.givenUp).toEqual([]);
  });
});
