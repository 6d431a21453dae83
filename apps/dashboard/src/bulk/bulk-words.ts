import type { BulkKind, BulkState } from '@ticketpost/operations';

/** The words of each kind of bulk. */
export const bulkWords = {
  redrive: {
    /** What is done, as an operator orders it. */
    order: 'Redrive',
    gerund: 'redriving',
    noun: 'dead letter',
    list: { path: '/dead-letters', text: 'Dead letters' },
    section: 'dead-letters',
    path: '/dead-letters/redrive',
  },
  release: {
    order: 'Release',
    gerund: 'releasing',
    noun: 'quarantined delivery',
    list: { path: '/quarantine', text: 'Quarantine' },
    section: 'quarantine',
    path: '/quarantine/release',
  },
} as const satisfies Record<BulkKind, object>;

const plurals: Readonly<Record<BulkKind, string>> = {
  redrive: 'dead letters',
  release: 'quarantined deliveries',
};

export function pluralOf(kind: BulkKind): string {
  return plurals[kind];
}

/** How a bulk stands, in words. */
export function describeStatus({ status, by, stoppedBy, because }: BulkState): {
  title: string;
  text: string;
  tone: 'good' | 'wait' | 'alarm' | 'busy';
} {
  switch (status) {
    case 'running':
      return { title: 'Running', text: `Begun by ${by}.`, tone: 'busy' };
    case 'stopping':
      return {
        title: 'Stopping',
        text: `${stoppedBy ?? 'Somebody'} wants it to stop. What is under way comes to its end.`,
        tone: 'busy',
      };
    case 'done':
      return { title: 'Done', text: 'It is through with all of them.', tone: 'good' };
    case 'stopped':
      return {
        title: 'Stopped',
        text: `By ${stoppedBy ?? 'somebody'}. What was done stays done; the rest is untouched.`,
        tone: 'wait',
      };
    case 'broken_off':
      return {
        title: 'Broken off',
        text: `The cause: ${because ?? 'unexpected'}. What was done stays done; begin it again for the rest.`,
        tone: 'alarm',
      };
    case 'abandoned':
      return {
        title: 'Abandoned',
        text: 'The dashboard that ran it is gone, or lost Redis. What was done stays done; begin it again for the rest.',
        tone: 'alarm',
      };
  }
}
