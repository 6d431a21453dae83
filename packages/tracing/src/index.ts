export { noTracing } from './no-tracing.ts';
export { startTracing, type ExportState } from './start-tracing.ts';
export type { Span, SpanAttributes, SpanName, SpanOptions, Tracing } from './tracing.ts';
export { tracingVariables, type TracingSettings } from './tracing-variables.ts';
