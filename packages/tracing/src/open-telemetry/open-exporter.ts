import type { SpanExporter } from '@opentelemetry/sdk-trace';
import { parsePairs } from '../parse-pairs.ts';
import type { TracingSettings } from '../tracing-variables.ts';

/** What writes spans to the collector, in one of the two encodings of OTLP over HTTP. */
export async function openExporter(
  endpoint: string,
  { otlpProtocol, otlpHeaders }: TracingSettings,
): Promise<SpanExporter> {
  const options = {
    url: `${endpoint.replace(/\/+$/, '')}/v1/traces`,
    ...(otlpHeaders === undefined ? {} : { headers: parsePairs(otlpHeaders) }),
  };
  const { OTLPTraceExporter } =
    otlpProtocol === 'http/json'
      ? await import('@opentelemetry/exporter-trace-otlp-http')
      : await import('@opentelemetry/exporter-trace-otlp-proto');
  return new OTLPTraceExporter(options);
}
