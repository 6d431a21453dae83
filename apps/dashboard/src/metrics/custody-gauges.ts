import type { CustodyState } from '@ticketpost/monitoring';
import type { StateGauge } from './state-gauges.ts';

/** What is known of all that is sealed; ids of keys, of which `readCustodyState` tells a few apart. */
export const custodyGauges: readonly StateGauge<CustodyState>[] = [
  {
    name: 'ticketpost_sealed_values',
    help: 'Values that stand sealed in Redis, by kind and by the id of their key, as last counted',
    labelNames: ['kind', 'key_id'],
    samplesOf: ({ census }) =>
      Object.entries(census?.values ?? {}).flatMap(([kind, counts]) =>
        Object.entries(counts).map(([keyId, value]) => ({
          labels: { kind, key_id: keyId },
          value,
        })),
      ),
  },
  {
    name: 'ticketpost_sealed_values_counted_timestamp_seconds',
    help: 'When the last count of sealed values began, in seconds of the epoch; none before the first',
    labelNames: [],
    samplesOf: ({ census }) =>
      census === undefined ? [] : [{ labels: {}, value: Date.parse(census.beganAt) / 1000 }],
  },
  {
    name: 'ticketpost_key_seals',
    help: 'How many values each key has sealed since it was first used; it may seal 4.29e9 (2^32)',
    labelNames: ['key_id'],
    samplesOf: ({ seals }) =>
      Object.entries(seals).map(([keyId, value]) => ({ labels: { key_id: keyId }, value })),
  },
];
