import type { ProcessReport } from '@ticketpost/monitoring';

/** A living process that is not as far with a rotation as the key that is to seal needs it. */
export interface Straggler {
  app: ProcessReport['app'];
  host: string;
  id: string;
  /**
   * - `lacks_key`: what the key sealed it cannot open.
   * - `seals_otherwise`: it seals with `sealsWith`.
   * - `older_journal`: deliveries wait in its journal that came before it sealed with the key; they may
   *   be another's.
   * - `unknown`: it is of a version that does not tell its keys.
   */
  why: 'lacks_key' | 'seals_otherwise' | 'older_journal' | 'unknown';
  sealsWith?: string;
}

/** Those for which it is too early to seal all anew with a key, or to take the others away. */
export function findStragglers(processes: readonly ProcessReport[], keyId: string): Straggler[] {
  return processes.flatMap(({ app, host, id, keys, journal }): Straggler[] => {
    const about = { app, host, id };
    if (keys === undefined) return [{ ...about, why: 'unknown' }];
    if (!keys.ids.includes(keyId)) return [{ ...about, why: 'lacks_key' }];
    const [sealsWith = ''] = keys.ids;
    if (sealsWith !== keyId) return [{ ...about, why: 'seals_otherwise', sealsWith }];
    const isOlder =
      journal?.oldestAt !== undefined && Date.parse(journal.oldestAt) < Date.parse(keys.sealsSince);
    return isOlder ? [{ ...about, why: 'older_journal' }] : [];
  });
}
