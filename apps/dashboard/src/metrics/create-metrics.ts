import type { CustodyState, SystemState } from '@ticketpost/monitoring';
import { explainedReasons } from '@ticketpost/operations';
import { collectDefaultMetrics, Gauge, Registry } from 'prom-client';
import { custodyGauges } from './custody-gauges.ts';
import { createFreshState, type FreshState } from './fresh-state.ts';
import { listStateGauges, type StateGauge } from './state-gauges.ts';

/**
 * The dashboard's metrics: its own, and those of what Redis holds, which no other app exports, so that
 * nothing is counted once for each worker. They are read when somebody asks, within a second at most.
 * While Redis does not answer they have no values, and `ticketpost_redis_up` is 0.
 */
export function createMetrics(options: {
  readState: () => Promise<SystemState>;
  readCustody: () => Promise<CustodyState>;
  timeoutMs?: number;
  maxAgeMs?: number;
  now?: () => number;
}): Registry {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const registers = [registry];
  const state = createFreshState({ ...options, read: options.readState });
  new Gauge({
    name: 'ticketpost_redis_up',
    help: 'Whether Redis told the dashboard how the system is within a second (0 or 1)',
    registers,
    async collect() {
      this.set((await state.read()) === undefined ? 0 : 1);
    },
  });
  new Gauge({
    name: 'ticketpost_state_read_timestamp_seconds',
    help: 'When Redis last told the dashboard how the system is, in seconds of the epoch; none before the first time',
    registers,
    async collect() {
      await state.read();
      const readAt = state.readAt();
      if (readAt === undefined) this.remove();
      else this.set(readAt / 1000);
    },
  });
  registerGauges(registry, listStateGauges(explainedReasons), state);
  const custody = createFreshState({ ...options, read: options.readCustody });
  registerGauges(registry, custodyGauges, custody);
  return registry;
}

function registerGauges<State>(
  registry: Registry,
  gauges: readonly StateGauge<State>[],
  state: FreshState<State>,
): void {
  for (const { name, help, labelNames, samplesOf } of gauges) {
    new Gauge({
      name,
      help,
      labelNames: [...labelNames],
      registers: [registry],
      async collect() {
        const found = await state.read();
        // Without labels `reset` would show a 0 that nobody has read.
        if (labelNames.length === 0) this.remove();
        else this.reset();
        for (const { labels, value } of found === undefined ? [] : samplesOf(found)) {
          this.set(labels, value);
        }
      },
    });
  }
}
