import type { OutboundSettings } from '@ticketpost/outbound';
import { noTracing } from './no-tracing.ts';
import type { TracingSettings } from './tracing-variables.ts';
import type { Tracing } from './tracing.ts';

/** How the hand-over of spans goes; told once at each change. */
export type ExportState = { kind: 'failing'; code: string } | { kind: 'working_again' };

/**
 * Tracing as the environment asks for it. Without an endpoint it is off, and not a line of
 * OpenTelemetry is loaded.
 */
export async function startTracing(options: {
  app: string;
  settings: TracingSettings & OutboundSettings;
  onExport: (state: ExportState) => void;
}): Promise<Tracing> {
  const { app, settings, onExport } = options;
  const { otlpEndpoint } = settings;
  if (otlpEndpoint === undefined) return noTracing;
  const { createOpenTelemetry } = await import('./open-telemetry/create-open-telemetry.ts');
  return await createOpenTelemetry({ app, endpoint: otlpEndpoint, settings, onExport });
}
