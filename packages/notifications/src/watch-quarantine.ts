import type { Newcomers } from '@ticketpost/queue';
import { mostExamples } from './concern.ts';
import type { ExampleReader } from './create-example-reader.ts';
import { floorOf, takeNews } from './news.ts';
import { paths } from './paths.ts';
import type { Watch } from './watch.ts';

/** For so long a delivery may come in with an earlier time than others that were told. */
const overlapMs = 5 * 60_000;
const mostRead = 5000;

/** Makes the watch over the quarantine. */
export function createQuarantineWatch(options: {
  newcomers: Pick<Newcomers, 'quarantined'>;
  readExample: ExampleReader['quarantined'];
}): Watch {
  const { newcomers, readExample } = options;

  return async function watchQuarantine(memory, nowMs) {
    const { items, total } = await newcomers.quarantined({
      afterMs: floorOf(memory, nowMs),
      limit: mostRead,
    });
    const keyed = items.map((item) => ({ ...item, key: item.deliveryId }));
    const news = takeNews({ items: keyed, total }, memory, { nowMs, overlapMs });
    if (news.items.length === 0) return { concerns: [], memory: news.memory };
    const examples = await Promise.all(news.items.slice(0, mostExamples).map(readExample));
    return {
      concerns: [
        {
          kind: 'quarantined',
          state: 'new',
          count: news.items.length,
          meaning:
            'They came through the right door, and could not be read. No mail goes out for them.',
          remedy: 'Look at one. Release them when a newer version can read them, or discard them.',
          examples: examples.filter((example) => example !== undefined),
          path: paths.quarantine,
        },
      ],
      memory: news.memory,
    };
  };
}
