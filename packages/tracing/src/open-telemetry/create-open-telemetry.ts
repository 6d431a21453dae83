import { AsyncLocalStorage } from 'node:async_hooks';
import { randomUUID } from 'node:crypto';
import {
  ROOT_CONTEXT,
  SpanKind,
  SpanStatusCode,
  trace,
  TraceFlags,
  type Context,
  type Span as OpenSpan,
  type SpanContext,
  type Tracer,
} from '@opentelemetry/api';
import { resourceFromAttributes } from '@opentelemetry/resources';
import { BatchSpanProcessor, TracerProvider } from '@opentelemetry/sdk-trace';
import { createOutbound, type OutboundSettings } from '@ticketpost/outbound';
import { withDeadline } from '@ticketpost/runtime';
import { parsePairs } from '../parse-pairs.ts';
import type { ExportState } from '../start-tracing.ts';
import { formatTraceParent, parseTraceParent } from '../trace-parent.ts';
import type { TracingSettings } from '../tracing-variables.ts';
import type { Span, Tracing } from '../tracing.ts';
import { chooseSampler } from './choose-sampler.ts';
import { openExporter } from './open-exporter.ts';
import { watchExporter } from './watch-exporter.ts';

const kinds = {
  internal: SpanKind.INTERNAL,
  server: SpanKind.SERVER,
  client: SpanKind.CLIENT,
  producer: SpanKind.PRODUCER,
  consumer: SpanKind.CONSUMER,
} as const;

/** How long the end of the process may wait for the collector. */
const closeTimeoutMs = 2000;

/** Longer values are cut: an order number may have 128 characters, all else is shorter. */
const longestValue = 128;

/**
 * Tracing by OpenTelemetry's SDK. The step under way is kept beside the call stack, by Node; nothing
 * is registered globally, so that no library begins to trace by itself. What the collector does not
 * take in time is dropped.
 */
export async function createOpenTelemetry(options: {
  app: string;
  endpoint: string;
  settings: TracingSettings & OutboundSettings;
  onExport: (state: ExportState) => void;
}): Promise<Tracing> {
  const { app, endpoint, settings, onExport } = options;
  const outbound = createOutbound(settings);
  const exporter = watchExporter(await openExporter(endpoint, settings, outbound), onExport);
  const provider = new TracerProvider({
    resource: resourceFromAttributes({
      'service.namespace': 'ticketpost',
      'service.instance.id': randomUUID(),
      ...parsePairsOf(settings.otelResourceAttributes),
      'service.name':
        settings.otelServiceName ??
        parsePairsOf(settings.otelResourceAttributes)['service.name'] ??
        `ticketpost-${app}`,
    }),
    sampler: chooseSampler(settings.otelSampler, settings.otelSamplerArgument),
    spanLimits: { attributeValueLengthLimit: longestValue },
    spanProcessors: [new BatchSpanProcessor({ exporter, scheduledDelayMillis: 1000 })],
  });
  const tracer: Tracer = provider.getTracer('ticketpost');
  const underWay = new AsyncLocalStorage<OpenSpan>();

  const contextOf = (parent: string | undefined): Context => {
    const remote = toSpanContext(parent);
    if (remote !== undefined) return trace.setSpanContext(ROOT_CONTEXT, remote);
    const span = underWay.getStore();
    return span === undefined ? ROOT_CONTEXT : trace.setSpan(ROOT_CONTEXT, span);
  };

  return {
    isOn: true,
    async span(name, { kind, parent, link, attributes = {} }, work) {
      const linked = toSpanContext(link);
      const span = tracer.startSpan(
        name,
        {
          kind: kinds[kind ?? 'internal'],
          attributes: { ...attributes },
          ...(linked === undefined ? {} : { links: [{ context: linked }] }),
        },
        contextOf(parent),
      );
      try {
        return await underWay.run(span, () => work(wrap(span)));
      } catch (error) {
        // Never the message: it may quote a mailbox.
        wrap(span).fail(codeOf(error));
        throw error;
      } finally {
        span.end();
      }
    },
    current() {
      const span = underWay.getStore();
      return span && wrap(span);
    },
    traceparent() {
      const span = underWay.getStore();
      return span && formatTraceParent(fromSpanContext(span.spanContext()));
    },
    logFields() {
      const span = underWay.getStore();
      if (span === undefined) return {};
      const { traceId, isSampled } = fromSpanContext(span.spanContext());
      return isSampled ? { traceId } : {};
    },
    async close() {
      // What the collector did not take was told of by `onExport`.
      const handedOver = provider.shutdown().catch(() => undefined);
      await withDeadline(handedOver, {
        what: 'handing the last spans over',
        timeoutMs: closeTimeoutMs,
      });
    },
  };
}

function wrap(span: OpenSpan): Span {
  return {
    set(attributes) {
      span.setAttributes({ ...attributes });
    },
    fail(code) {
      span.setAttribute('ticketpost.reason', code);
      span.setStatus({ code: SpanStatusCode.ERROR, message: code });
    },
  };
}

function toSpanContext(text: string | undefined): SpanContext | undefined {
  const parent = parseTraceParent(text);
  if (parent === undefined) return undefined;
  const { traceId, spanId, isSampled } = parent;
  return {
    traceId,
    spanId,
    traceFlags: isSampled ? TraceFlags.SAMPLED : TraceFlags.NONE,
    isRemote: true,
  };
}

function fromSpanContext({ traceId, spanId, traceFlags }: SpanContext) {
  return { traceId, spanId, isSampled: (traceFlags & TraceFlags.SAMPLED) !== 0 };
}

function parsePairsOf(text: string | undefined): Record<string, string> {
  return text === undefined ? {} : parsePairs(text);
}

/** The stable code of an error, or what kind of error it is. */
function codeOf(error: unknown): string {
  const { code } = (error ?? {}) as { code?: unknown };
  return typeof code === 'string' && /^\w{1,64}$/.test(code) ? code : 'unexpected';
}
