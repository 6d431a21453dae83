import { closeLabel, otherLabel, type SystemState } from '@ticketpost/monitoring';

/** One value of a gauge, with the labels that it has. */
interface Sample {
  labels: Readonly<Record<string, string>>;
  value: number;
}

/** A gauge of what Redis holds; it shows nothing while that is not known. */
export interface StateGauge<State> {
  name: string;
  help: string;
  labelNames: readonly string[];
  samplesOf: (state: State) => readonly Sample[];
}

const one = (value: number): readonly Sample[] => [{ labels: {}, value }];

const byLabel = (name: string, values: Readonly<Record<string, number>>): readonly Sample[] =>
  Object.entries(values).map(([label, value]) => ({ labels: { [name]: label }, value }));

const apps = ['ingest', 'worker', 'dashboard'] as const;

/** `knownReasons`: the codes of dead letters that have a time series of their own. */
export function listStateGauges(
  knownReasons: readonly string[],
): readonly StateGauge<SystemState>[] {
  const closeReason = closeLabel(knownReasons);
  return [
    {
      name: 'ticketpost_queue_jobs',
      help: 'Jobs of the events queue, by state',
      labelNames: ['state'],
      samplesOf: ({ queues }) => {
        const { failed, ...others } = queues.events;
        return byLabel('state', { ...others, dead_letter: failed });
      },
    },
    {
      name: 'ticketpost_oldest_waiting_job_age_seconds',
      help: 'For how long the oldest job waits that some worker ought to take; 0 when none does',
      labelNames: [],
      samplesOf: ({ oldestWaiting }) => one((oldestWaiting?.ageMs ?? 0) / 1000),
    },
    {
      name: 'ticketpost_owed_confirmations',
      help: 'Confirmations that are owed, by what holds them up; in_progress: nothing that a person must end',
      labelNames: ['kind'],
      samplesOf: ({ confirmations }) => {
        const { owed, noRecipient, uncertain, dead } = confirmations;
        return byLabel('kind', {
          // The four are counted one after the other, so that the rest may be off by one.
          in_progress: Math.max(0, owed - noRecipient - uncertain - dead),
          no_recipient: noRecipient,
          uncertain,
          dead,
        });
      },
    },
    {
      name: 'ticketpost_oldest_owed_confirmation_age_seconds',
      help: 'For how long the oldest confirmation is owed; 0 when none is',
      labelNames: [],
      samplesOf: ({ confirmations }) => one((confirmations.oldestOwed?.ageMs ?? 0) / 1000),
    },
    {
      name: 'ticketpost_oldest_no_recipient_age_seconds',
      help: 'For how long the oldest confirmation waits of which nobody told us an address; 0 when none does',
      labelNames: [],
      samplesOf: ({ confirmations }) => one((confirmations.oldestNoRecipient?.ageMs ?? 0) / 1000),
    },
    {
      name: 'ticketpost_dead_letters',
      help: 'Dead letters, by the code of their reason; other: any that has no explanation',
      labelNames: ['reason'],
      samplesOf: ({ deadLetters }) => {
        if (!deadLetters.isComplete) return [];
        const counts: Record<string, number> = { [otherLabel]: 0 };
        for (const [reason, count] of Object.entries(deadLetters.byReason)) {
          const label = closeReason(reason);
          counts[label] = (counts[label] ?? 0) + count;
        }
        return byLabel('reason', counts);
      },
    },
    {
      name: 'ticketpost_quarantined_deliveries',
      help: 'Deliveries in quarantine, which wait for a person',
      labelNames: [],
      samplesOf: ({ queues }) => one(queues.quarantine),
    },
    {
      name: 'ticketpost_retention_last_run_timestamp_seconds',
      help: 'When retention last ran and failed in nothing, in seconds of the epoch; 0 before the first time',
      labelNames: [],
      samplesOf: ({ retention: { lastRun } }) =>
        one(lastRun?.completedAt === undefined ? 0 : Date.parse(lastRun.completedAt) / 1000),
    },
    {
      name: 'ticketpost_retention_expiring',
      help: 'What expires within 14 days unless a person decides, by kind',
      labelNames: ['kind'],
      samplesOf: ({ retention }) => byLabel('kind', retention.expiring),
    },
    {
      name: 'ticketpost_live_processes',
      help: 'Processes that reported themselves within the last 30 s, by app',
      labelNames: ['app'],
      samplesOf: ({ processes }) =>
        apps.map((app) => ({
          labels: { app },
          value: processes.filter((process) => process.app === app).length,
        })),
    },
  ];
}
