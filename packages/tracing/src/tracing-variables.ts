import { defineText, type ConfigOf, type Variable } from '@ticketpost/runtime';

/** The samplers of OpenTelemetry's specification. */
const samplerNames = [
  'always_on',
  'always_off',
  'traceidratio',
  'parentbased_always_on',
  'parentbased_always_off',
  'parentbased_traceidratio',
] as const;

const pairs = '^\\s*[^=,\\s]+=[^,]*(,\\s*[^=,\\s]+=[^,]*)*$';

/** An address that `fetch` would take. */
function defineHttpUrl(
  description: Parameters<typeof defineText>[0],
): Variable<string | undefined> {
  return {
    ...defineText(description, { optional: true }),
    schema: { type: 'string', format: 'http-url' },
    formats: { 'http-url': (text) => /^https?:\/\//i.test(text) && URL.canParse(text) },
  };
}

/** What tracing reads from the environment: the standard's own names. */
export const tracingVariables = {
  otlpEndpoint: defineHttpUrl({
    name: 'OTEL_EXPORTER_OTLP_ENDPOINT',
    meaning:
      "base address of an OpenTelemetry collector that takes OTLP over HTTP (`/v1/traces` is added): every delivery is traced from the POST to the mail server's answer; off when not set",
    expectation: 'an http:// or https:// URL',
    example: 'http://127.0.0.1:4318',
  }),
  otlpProtocol: defineText(
    {
      name: 'OTEL_EXPORTER_OTLP_PROTOCOL',
      meaning: 'how spans are written',
      expectation: 'http/protobuf or http/json',
      example: 'http/json',
      oneOf: ['http/protobuf', 'http/json'],
    },
    { fallback: 'http/protobuf' },
  ),
  otlpHeaders: defineText(
    {
      name: 'OTEL_EXPORTER_OTLP_HEADERS',
      meaning: 'headers for the collector, `name=value,…`, values percent-encoded',
      expectation: 'a comma list of name=value',
      example: 'authorization=Bearer%20a-token',
      pattern: pairs,
      secret: true,
    },
    { optional: true },
  ),
  otelServiceName: defineText(
    {
      name: 'OTEL_SERVICE_NAME',
      meaning:
        'name of this process in traces; `ticketpost-ingest`, `ticketpost-worker` if not set',
      expectation: 'a name',
      example: 'ticketpost-worker',
    },
    { optional: true },
  ),
  otelResourceAttributes: defineText(
    {
      name: 'OTEL_RESOURCE_ATTRIBUTES',
      meaning: 'more about this process for every trace, `name=value,…`',
      expectation: 'a comma list of name=value',
      example: 'deployment.environment=production',
      pattern: pairs,
    },
    { optional: true },
  ),
  otelSampler: defineText(
    {
      name: 'OTEL_TRACES_SAMPLER',
      meaning:
        'which deliveries are traced; what a caller asks for in a `traceparent` header is never obeyed',
      expectation: `one of ${samplerNames.join(', ')}`,
      example: 'parentbased_traceidratio',
      oneOf: samplerNames,
    },
    { fallback: 'parentbased_always_on' },
  ),
  otelSamplerArgument: defineText(
    {
      name: 'OTEL_TRACES_SAMPLER_ARG',
      meaning: 'share of the deliveries that a `…traceidratio` sampler traces',
      expectation: 'a number, 0 to 1',
      example: '0.1',
      pattern: '^(0(\\.\\d+)?|1(\\.0+)?)$',
    },
    { fallback: '1' },
  ),
};

export type TracingSettings = ConfigOf<typeof tracingVariables>;
