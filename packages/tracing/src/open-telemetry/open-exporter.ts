import type { SpanExporter } from '@opentelemetry/sdk-trace';
import type { Outbound } from '@ticketpost/outbound';
import { parsePairs } from '../parse-pairs.ts';
import type { TracingSettings } from '../tracing-variables.ts';

/**
 * What writes spans to the collector, in one of the two encodings of OTLP over HTTP. It follows no redirect;
 * the agent takes the place of what the exporter itself would read from the environment.
 */
export async function openExporter(
  endpoint: string,
  { otlpProtocol, otlpHeaders }: TracingSettings,
  outbound: Pick<Outbound, 'createNodeAgent'>,
): Promise<SpanExporter> {
  const url = `${endpoint.replace(/\/+$/, '')}/v1/traces`;
  const agent = outbound.createNodeAgent(new URL(url));
  const options = {
    url,
    httpAgentOptions: () => agent,
    ...(otlpHeaders === undefined ? {} : { headers: parsePairs(otlpHeaders) }),
  };
  const { OTLPTraceExporter } =
    otlpProtocol === 'http/json'
      ? await import('@opentelemetry/exporter-trace-otlp-http')
      : await import('@opentelemetry/exporter-trace-otlp-proto');
  return new OTLPTraceExporter(options);
}
