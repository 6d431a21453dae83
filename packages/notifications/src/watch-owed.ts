import type { OwedRegister } from '@ticketpost/ledger';
import { mostExamples, type Concern } from './concern.ts';
import type { ExampleReader } from './create-example-reader.ts';
import { formatDuration } from './format-duration.ts';
import { floorOf, takeNews } from './news.ts';
import { paths } from './paths.ts';
import type { Watch } from './watch.ts';

const minuteMs = 60_000;
const mostRead = 1000;

interface OwedWatchOptions {
  owed: Pick<OwedRegister, 'listOf'>;
  /** How long one must have been so before it is told. */
  afterMs: number;
  readExample: ExampleReader['confirmation'];
}

/** Makes the watch over confirmations that wait for a recipient: a booking often follows within minutes. */
export function createNoRecipientWatch(options: OwedWatchOptions): Watch {
  return watchOwed(options, {
    register: 'no_recipient',
    // One whose traveller is looked up again and again, at most 7.2 h apart, begins to wait anew each
    // time: for so long it is known again.
    overlapMs: 12 * 60 * minuteMs,
    isMeant: () => true,
    concern: {
      kind: 'no_recipient',
      meaning: `Nobody has told us the traveller's address for ${formatDuration(options.afterMs)} and more.`,
      remedy: 'Hand the booking in (PUT /bookings/…); the mail then goes out by itself.',
      path: paths.waiting('no_recipient'),
    },
  });
}

/** Makes the watch over confirmations that are still worked at after long. */
export function createOverdueWatch(options: OwedWatchOptions): Watch {
  const toldOtherwise: ReadonlySet<string> = new Set(['no_recipient', 'uncertain', 'dead']);
  return watchOwed(options, {
    register: 'owed',
    overlapMs: 5 * minuteMs,
    isMeant: (state) => !toldOtherwise.has(state),
    concern: {
      kind: 'overdue',
      meaning: `They are owed for ${formatDuration(options.afterMs)} and more, and are still tried.`,
      remedy:
        'See what the last attempts ended with: the mail server or the supplier may be at fault.',
      path: paths.waiting('owed'),
    },
  });
}

function watchOwed(
  { owed, afterMs, readExample }: OwedWatchOptions,
  {
    register,
    overlapMs,
    isMeant,
    concern,
  }: {
    register: 'owed' | 'no_recipient';
    overlapMs: number;
    isMeant: (state: string) => boolean;
    concern: Pick<Concern, 'kind' | 'meaning' | 'remedy' | 'path'>;
  },
): Watch {
  return async function watch(memory, nowMs) {
    const untilMs = nowMs - afterMs;
    const { items, total } = await owed.listOf(register, {
      afterMs: floorOf(memory, untilMs),
      untilMs,
      limit: mostRead,
    });
    const keyed = items.map((item) => ({
      ...item,
      key: `${item.ticketSetId} ${item.orderNo}`,
      atMs: Date.parse(item.since),
    }));
    // The register may have noted more than still stand so; only what was not read is beyond.
    const beyond = Math.max(0, total - mostRead);
    const news = takeNews({ items: keyed, total: keyed.length + beyond }, memory, {
      nowMs: untilMs,
      overlapMs,
    });
    const meant = news.items.filter(({ state }) => isMeant(state));
    if (meant.length === 0) return { concerns: [], memory: news.memory };
    const examples = await Promise.all(meant.slice(0, mostExamples).map(readExample));
    // Of what was not read, the register of all that is owed does not tell how it stands.
    const count = meant.length + (register === 'owed' ? 0 : news.more);
    return {
      concerns: [{ ...concern, state: 'new', count, examples }],
      memory: news.memory,
    };
  };
}
