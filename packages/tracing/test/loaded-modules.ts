import { createRequire } from 'node:module';
import { readEnvironment } from '@ticketpost/runtime';
import { startTracing, tracingVariables } from '@ticketpost/tracing';

/** A process of its own: starts tracing as its environment says, and prints what that loaded. */
const reading = readEnvironment(tracingVariables, process.env, () => '');
if (reading.kind === 'invalid') throw new Error(reading.problems.join('\n'));
const tracing = await startTracing({
  app: 'test',
  settings: { ...reading.config, environment: 'test', outboundPrivateHosts: [] },
  onExport: () => undefined,
});
await tracing.span('attempt', {}, () => Promise.resolve());
// OpenTelemetry's SDK is made of CommonJS modules, which stand in this cache also when imported.
const { cache } = createRequire(import.meta.url);
const loaded = Object.keys(cache).filter((file) => file.includes('@opentelemetry'));
process.stdout.write(`loaded ${loaded.length}\n`);
// Spans have nowhere to go here, and an exporter would hold the process while it tries again.
process.exit(0);
