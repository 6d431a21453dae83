import { explainReason } from '@ticketpost/operations';
import type { Newcomers } from '@ticketpost/queue';
import { mostExamples, type Concern } from './concern.ts';
import type { ExampleReader } from './create-example-reader.ts';
import { floorOf, takeNews } from './news.ts';
import { paths } from './paths.ts';
import type { Watch } from './watch.ts';

/** For so long a dead letter may come in with an earlier time than others that were told. */
const overlapMs = 5 * 60_000;
/** Of more in one look, the oldest are counted under no reason. */
const mostRead = 5000;

/** Makes the watch over dead letters, one concern for each reason. */
export function createDeadLetterWatch(options: {
  newcomers: Pick<Newcomers, 'deadLetters'>;
  readExample: ExampleReader['deadLetter'];
}): Watch {
  const { newcomers, readExample } = options;

  return async function watchDeadLetters(memory, nowMs) {
    const { items, total } = await newcomers.deadLetters({
      afterMs: floorOf(memory, nowMs),
      limit: mostRead,
    });
    // One that was put back and died again is news.
    const keyed = items.map((item) => ({ ...item, key: `${item.deliveryId} ${item.atMs}` }));
    const news = takeNews({ items: keyed, total }, memory, { nowMs, overlapMs });
    const byReason = new Map<string, typeof news.items>();
    for (const item of news.items) {
      const others = byReason.get(item.reasonCode);
      if (others === undefined) byReason.set(item.reasonCode, [item]);
      else others.push(item);
    }
    const concerns: Concern[] = [];
    for (const [reason, dead] of byReason) {
      const examples = await Promise.all(dead.slice(0, mostExamples).map(readExample));
      const { meaning, remedy } = explainReason(reason) ?? unexplained;
      concerns.push({
        kind: reason === 'uncertain' ? 'uncertain' : 'dead_letter',
        state: 'new',
        count: dead.length,
        reason,
        meaning,
        remedy,
        examples: examples.filter((example) => example !== undefined),
        path: paths.deadLetters(reason),
      });
    }
    if (news.more > 0) concerns.push(countOthers(news.more));
    return { concerns, memory: news.memory };
  };
}

const unexplained = {
  meaning: 'The reason is none that this version knows.',
  remedy: 'Look at the job in the queue, and at the log of the worker.',
};

function countOthers(count: number): Concern {
  return {
    kind: 'dead_letter',
    state: 'new',
    count,
    meaning: 'They are too many to look at each.',
    remedy: 'See the dead letters by their reasons.',
    examples: [],
    path: '/dead-letters',
  };
}
