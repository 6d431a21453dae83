import { EventEmitter, once } from 'node:events';
import { describe, expect, test } from '@jest/globals';
import type { AnswerRecord } from '@ticketpost/evidence';
import { createAnswerRecorder } from '../../src/evidence/create-answer-recorder.ts';
import { createLogLines } from '../log-lines.ts';

function answerTo(deliveryId: string): AnswerRecord {
  return { deliveryId, arrivedAt: 0, status: 200, afterMs: 1, isBroken: false };
}

/** A store at our own port, which takes groups or refuses them as it is told. */
function createStore() {
  const events = new EventEmitter();
  const groups: string[][] = [];
  const state = { isUp: true, refusals: 0 };
  return {
    groups,
    state,
    write: (records: readonly AnswerRecord[]) => {
      if (state.isUp) groups.push(records.map(({ deliveryId }) => deliveryId));
      else state.refusals += 1;
      events.emit('asked');
      return state.isUp ? Promise.resolve() : Promise.reject(new Error('down'));
    },
    until: async (isReached: () => boolean) => {
      while (!isReached()) await once(events, 'asked');
    },
  };
}

describe('the recorder of answers', () => {
  test('writes what comes within its time as one group', async () => {
    const store = createStore();
    const { logger } = createLogLines();
    const recorder = createAnswerRecorder({ write: store.write, logger, everyMs: 1 });
    for (const id of ['a', 'b', 'c']) recorder.note(answerTo(id));
    await store.until(() => store.groups.length === 1);
    expect(store.groups).toEqual([['a', 'b', 'c']]);
    recorder.note(answerTo('d'));
    await store.until(() => store.groups.length === 2);
    expect(store.groups[1]).toEqual(['d']);
    await recorder.close();
  });

  test('bounds a group', async () => {
    const store = createStore();
    const { logger } = createLogLines();
    const recorder = createAnswerRecorder({
      write: store.write,
      logger,
      everyMs: 1,
      maxGroupSize: 2,
    });
    for (const id of ['a', 'b', 'c']) recorder.note(answerTo(id));
    await store.until(() => store.groups.length === 2);
    expect(store.groups).toEqual([['a', 'b'], ['c']]);
    await recorder.close();
  });

  test('holds them while Redis takes none, says so once, and writes them when it is back', async () => {
    const store = createStore();
    const log = createLogLines();
    store.state.isUp = false;
    const recorder = createAnswerRecorder({
      write: store.write,
      logger: log.logger,
      everyMs: 1,
      retryMs: 1,
    });
    recorder.note(answerTo('a'));
    await store.until(() => store.state.refusals === 3);
    recorder.note(answerTo('b'));
    store.state.isUp = true;
    await log.next('answers are put on record again');
    expect(store.groups).toEqual([['a', 'b']]);
    expect(log.lines.filter(({ level }) => level === 'warn')).toHaveLength(1);
    await recorder.close();
  });

  test('holds the newest of too many, and says how many are lost', async () => {
    const store = createStore();
    const log = createLogLines();
    store.state.isUp = false;
    const limits = { everyMs: 1, retryMs: 1, maxWaiting: 3, maxGroupSize: 2 };
    const recorder = createAnswerRecorder({ write: store.write, logger: log.logger, ...limits });
    for (let n = 0; n < 20; n += 1) recorder.note(answerTo(String(n)));
    await store.until(() => store.state.refusals === 2);
    store.state.isUp = true;
    await log.next('answers are put on record again');
    expect(store.groups).toEqual([['17', '18'], ['19']]);
    expect(log.lines.find(({ msg }) => msg === 'answers are put on record again')).toMatchObject({
      lost: 17,
    });
    await recorder.close();
  });

  test('writes what is left when it is closed', async () => {
    const store = createStore();
    const { logger } = createLogLines();
    const recorder = createAnswerRecorder({ write: store.write, logger, everyMs: 60_000 });
    recorder.note(answerTo('a'));
    await recorder.close();
    expect(store.groups).toEqual([['a']]);
  });

  test('closes although Redis takes none, and says how many are lost', async () => {
    const store = createStore();
    const log = createLogLines();
    store.state.isUp = false;
    const recorder = createAnswerRecorder({
      write: store.write,
      logger: log.logger,
      everyMs: 60_000,
    });
    recorder.note(answerTo('a'));
    recorder.note(answerTo('b'));
    await recorder.close();
    expect(log.lines.at(-1)).toMatchObject({ msg: 'answers are not on record', lost: 2 });
  });
});
