import { Counter, Gauge, type Registry } from 'prom-client';
import type { JournalStatus } from './journal/journal.ts';

/** The journal's metrics; the gauges are read when somebody asks. */
export function createJournalMetrics(options: {
  registry: Registry;
  readStatus: () => JournalStatus;
  isBreakerOpen: () => boolean;
}) {
  const { registry, readStatus, isBreakerOpen } = options;
  const registers = [registry];
  const addGauge = (name: string, help: string, read: () => number) =>
    new Gauge({
      name: `ticketpost_journal_${name}`,
      help,
      registers,
      collect() {
        this.set(read());
      },
    });
  addGauge('entries', 'Deliveries that wait in the journal', () => readStatus().entries);
  addGauge(
    'set_aside_entries',
    'Damaged entries of the journal that are kept for people',
    () => readStatus().setAside,
  );
  addGauge(
    'oldest_entry_age_seconds',
    'How long ago the oldest delivery that waits in the journal came; 0 when none waits',
    () => (measureOldestAgeMs(readStatus()) ?? 0) / 1000,
  );
  addGauge(
    'breaker_open',
    'Whether deliveries go to the journal without waiting for Redis (0 or 1)',
    () => Number(isBreakerOpen()),
  );
  addGauge('usable', 'Whether the journal can be written (0 or 1)', () =>
    Number(readStatus().isUsable),
  );
  const journalled = new Counter({
    name: 'ticketpost_journal_journalled_total',
    help: 'Deliveries that were stored in the journal',
    registers,
  });
  const drained = new Counter({
    name: 'ticketpost_journal_drained_total',
    help: 'Deliveries that were moved from the journal to Redis',
    registers,
  });
  return {
    countJournalled: () => {
      journalled.inc();
    },
    countDrained: (count: number) => {
      drained.inc(count);
    },
  };
}

/** Never negative, whatever the clock did in between. */
export function measureOldestAgeMs({ oldestReceivedAt }: JournalStatus): number | undefined {
  if (oldestReceivedAt === undefined) return undefined;
  return Math.max(0, Date.now() - Date.parse(oldestReceivedAt));
}
