import type { DeadLetterTally, Quarantine } from '@ticketpost/queue';
import type { createRedriveDeadLetter } from '../redrive-dead-letter.ts';
import type { createReleaseQuarantined } from '../release-quarantined.ts';
import type { BulkKind } from './bulk-state.ts';
import type { BulkWork } from './create-bulks.ts';

/** What each kind of bulk does, made of the single decisions. */
export function createBulkWorks(parts: {
  tally: Pick<DeadLetterTally, 'ids'>;
  quarantine: Pick<Quarantine, 'ids'>;
  redriveDeadLetter: ReturnType<typeof createRedriveDeadLetter>;
  releaseQuarantined: ReturnType<typeof createReleaseQuarantined>;
}): Readonly<Record<BulkKind, BulkWork>> {
  const { tally, quarantine, redriveDeadLetter, releaseQuarantined } = parts;
  return {
    redrive: {
      find: (reason) => tally.ids(reason),
      step: (delivery, { by, role, why, via, evenIfUncertain }) =>
        redriveDeadLetter({ ...delivery, by, role, why, via, evenIfUncertain }),
    },
    release: {
      async *find(reason) {
        yield await quarantine.ids({ reason });
      },
      step: (delivery, { by, role, why, via }) =>
        releaseQuarantined({ ...delivery, by, role, why, via }),
    },
  };
}
