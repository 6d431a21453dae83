import type { WarnedItem } from '@ticketpost/retention/report';
import { mostExamples, type Concern, type Example } from './concern.ts';
import { floorOf, takeNews } from './news.ts';
import { paths } from './paths.ts';
import type { Watch } from './watch.ts';

/** For so long something may be noted with an earlier time than others that were told. */
const overlapMs = 5 * 60_000;
const mostRead = 1000;

const placeOf = {
  dead_letter: '/dead-letters',
  quarantined: paths.quarantine,
  owed_confirmation: paths.waiting('owed'),
} as const;

/** Makes the watch over what nobody decided on, and what ends soon. */
export function createExpiringWatch(options: {
  readWarned: (recency: {
    afterMs: number;
    limit: number;
  }) => Promise<{ items: WarnedItem[]; total: number }>;
}): Watch {
  return async function watchExpiring(memory, nowMs) {
    const { items, total } = await options.readWarned({
      afterMs: floorOf(memory, nowMs),
      limit: mostRead,
    });
    const keyed = items.map((item) => ({ ...item, key: `${item.kind} ${item.id}` }));
    const news = takeNews({ items: keyed, total }, memory, { nowMs, overlapMs });
    const [first] = news.items;
    if (first === undefined) return { concerns: [], memory: news.memory };
    const concern: Concern = {
      kind: 'expiring',
      state: 'new',
      count: news.items.length + news.more,
      meaning:
        'Nobody has decided on them for long. Within 14 days nothing will be done about them any more.',
      remedy: 'Decide on them: redrive, release or discard them, or hand the booking in.',
      examples: news.items.slice(0, mostExamples).map(toExample),
      path:
        new Set(news.items.map(({ kind }) => kind)).size > 1 ? paths.overview : placeOf[first.kind],
    };
    return { concerns: [concern], memory: news.memory };
  };
}

function toExample({ kind, id, atMs }: WarnedItem): Example {
  const at = new Date(atMs).toISOString();
  switch (kind) {
    case 'dead_letter':
      return { deliveryId: id, at, path: paths.deadLetter(id) };
    case 'quarantined':
      return { deliveryId: id, at, path: paths.quarantined(id) };
    case 'owed_confirmation': {
      const orderNo = id.slice(id.indexOf(' ') + 1);
      return { orderNo, at, path: paths.order(orderNo) };
    }
  }
}
