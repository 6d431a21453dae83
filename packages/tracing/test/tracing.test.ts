import { createServer } from 'node:net';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { readEnvironment } from '@ticketpost/runtime';
import {
  noTracing,
  startTracing,
  tracingVariables,
  type ExportState,
  type Tracing,
} from '@ticketpost/tracing';
import { attributesOf, startTraceCollector, type TraceCollector } from '@ticketpost/testkit';

let collector: TraceCollector;
beforeEach(async () => {
  collector = await startTraceCollector();
});
afterEach(() => collector.stop());

function settingsOf(environment: Record<string, string>) {
  const reading = readEnvironment(tracingVariables, environment, () => '');
  if (reading.kind === 'invalid') throw new Error(reading.problems.join('\n'));
  return { ...reading.config, environment: 'test', outboundPrivateHosts: [] };
}

function start(
  environment: Record<string, string> = {},
  onExport: (state: ExportState) => void = () => undefined,
): Promise<Tracing> {
  const settings = settingsOf({
    OTEL_EXPORTER_OTLP_ENDPOINT: collector.url,
    OTEL_EXPORTER_OTLP_PROTOCOL: 'http/json',
    ...environment,
  });
  return startTracing({ app: 'worker', settings, onExport });
}

const nothing = () => Promise.resolve();
const foreign = '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-00';

describe('a span', () => {
  test('is the child of the one around it, across anything asynchronous', async () => {
    const tracing = await start();
    await tracing.span('attempt', { kind: 'consumer' }, async () => {
      await Promise.all([
        tracing.span('claim', {}, nothing),
        (async () => {
          await new Promise((resolve) => setImmediate(resolve));
          await tracing.span('submit', { kind: 'client' }, nothing);
        })(),
      ]);
    });
    await tracing.span('attempt', {}, nothing);
    await tracing.close();
    const spans = collector.spans();
    const [claim, submit, attempt, other] = spans;
    expect(spans.map(({ name, kind }) => [name, kind])).toEqual([
      ['claim', 1],
      ['submit', 3],
      ['attempt', 5],
      ['attempt', 1],
    ]);
    expect(claim?.parentSpanId).toBe(attempt?.spanId);
    expect(submit?.parentSpanId).toBe(attempt?.spanId);
    expect(submit?.traceId).toBe(attempt?.traceId);
    expect(other?.traceId).not.toBe(attempt?.traceId);
    expect(attempt?.parentSpanId ?? '').toBe('');
  });

  test('is continued by another process by its traceparent', async () => {
    const tracing = await start();
    const traceparent = await tracing.span('delivery', {}, () =>
      Promise.resolve(tracing.traceparent()),
    );
    await tracing.span('attempt', { parent: traceparent }, nothing);
    await tracing.close();
    const [delivery, attempt] = collector.spans();
    expect(traceparent).toBe(`00-${delivery?.traceId ?? ''}-${delivery?.spanId ?? ''}-01`);
    expect(attempt).toMatchObject({
      traceId: delivery?.traceId,
      parentSpanId: delivery?.spanId,
    });
  });

  test('mentions a traceparent from outside, but neither continues it nor heeds its flag', async () => {
    const tracing = await start();
    await tracing.span('delivery', { link: foreign }, nothing);
    await tracing.close();
    const [delivery] = collector.spans();
    expect(delivery?.links).toMatchObject([{ traceId: foreign.split('-')[1] }]);
    expect(delivery?.traceId).not.toBe(foreign.split('-')[1]);
  });

  test.each([
    'garbage',
    '',
    `ff${foreign.slice(2)}`,
    `00-${'0'.repeat(32)}-00f067aa0ba902b7-01`,
    `00-4bf92f3577b34da6a3ce929d0e0e4736-${'0'.repeat(16)}-01`,
    foreign.toUpperCase(),
  ])('begins a trace of its own instead of continuing %j', async (parent) => {
    const tracing = await start();
    await tracing.span('attempt', { parent, link: parent }, nothing);
    await tracing.close();
    const [attempt] = collector.spans();
    expect(attempt?.parentSpanId ?? '').toBe('');
    expect(attempt?.links ?? []).toEqual([]);
  });

  test('says what it was told, cut, and of an error only the code', async () => {
    const tracing = await start();
    const failure = Object.assign(new Error('550 <mia@example.com>'), { code: 'EENVELOPE' });
    await expect(
      tracing.span('submit', { attributes: { 'ticketpost.order_no': 'A'.repeat(500) } }, (span) => {
        span.set({ 'smtp.reply_code': 550 });
        return Promise.reject(failure);
      }),
    ).rejects.toBe(failure);
    await tracing.close();
    const [submit] = collector.spans();
    expect(attributesOf(submit?.attributes)).toEqual({
      'ticketpost.order_no': 'A'.repeat(128),
      'smtp.reply_code': 550,
      'ticketpost.reason': 'EENVELOPE',
    });
    expect(submit?.status).toEqual({ code: 2, message: 'EENVELOPE' });
    expect(JSON.stringify(submit)).not.toContain('mia');
  });

  test('is told of by log lines within it', async () => {
    const tracing = await start();
    expect(tracing.logFields?.()).toEqual({});
    const fields = await tracing.span('attempt', {}, () => Promise.resolve(tracing.logFields?.()));
    await tracing.close();
    expect(fields).toEqual({ traceId: collector.spans()[0]?.traceId });
  });
});

describe('which spans there are', () => {
  test.each([
    ['always_on', undefined, 1],
    ['always_off', undefined, 0],
    ['traceidratio', '0', 0],
    ['traceidratio', '1', 1],
    ['parentbased_always_on', undefined, 1],
    ['parentbased_always_off', undefined, 0],
    ['parentbased_traceidratio', '0', 0],
    ['parentbased_traceidratio', undefined, 1],
  ])('is decided by %s with %j: %j', async (sampler, argument, count) => {
    const tracing = await start({
      OTEL_TRACES_SAMPLER: sampler,
      ...(argument === undefined ? {} : { OTEL_TRACES_SAMPLER_ARG: argument }),
    });
    const fields = await tracing.span('attempt', {}, () => Promise.resolve(tracing.logFields?.()));
    await tracing.close();
    expect(collector.requests).toHaveLength(count);
    expect(Object.keys(fields ?? {})).toHaveLength(count);
  });

  test('is what the process before decided, where the sampler asks the parent', async () => {
    const tracing = await start();
    await tracing.span('attempt', { parent: foreign }, nothing);
    await tracing.span('attempt', { parent: foreign.replace(/0$/, '1') }, nothing);
    await tracing.close();
    expect(collector.spans()).toHaveLength(1);
  });
});

describe('the hand-over', () => {
  test('heeds names, headers and attributes of the environment', async () => {
    const tracing = await start({
      OTEL_EXPORTER_OTLP_ENDPOINT: `${collector.url}/base/`,
      OTEL_EXPORTER_OTLP_HEADERS: 'authorization=Bearer%20a-token, x-tenant=a=b',
      OTEL_SERVICE_NAME: 'mail',
      OTEL_RESOURCE_ATTRIBUTES: 'deployment.environment=test,service.name=other',
    });
    await tracing.span('attempt', {}, nothing);
    await tracing.close();
    const [request] = collector.requests;
    expect(request?.path).toBe('/base/v1/traces');
    expect(request?.headers).toMatchObject({ authorization: 'Bearer a-token', 'x-tenant': 'a=b' });
    expect(collector.resource()).toMatchObject({
      'service.name': 'mail',
      'service.namespace': 'ticketpost',
      'deployment.environment': 'test',
    });
  });

  test('is in protobuf if nothing else is asked for', async () => {
    const tracing = await start({ OTEL_EXPORTER_OTLP_PROTOCOL: '' });
    await tracing.span('attempt', {}, nothing);
    await tracing.close();
    const [request] = collector.requests;
    expect(request?.headers['content-type']).toBe('application/x-protobuf');
    expect(request?.body.includes('attempt')).toBe(true);
    expect(request?.body.includes('ticketpost-worker')).toBe(true);
  });

  test('to a collector that refuses them loses spans, says so once, and harms nothing', async () => {
    const states: ExportState[] = [];
    collector.answerWith(400);
    const tracing = await start({}, (state) => states.push(state));
    expect(await tracing.span('attempt', {}, () => Promise.resolve('done'))).toBe('done');
    await tracing.close();
    expect(states).toEqual([{ kind: 'failing', code: '400' }]);
  });

  test('to a collector that is silent is given up after a while', async () => {
    // Read by the exporter itself, which otherwise tries for 10 s, long after the test.
    process.env['OTEL_EXPORTER_OTLP_TIMEOUT'] = '2200';
    const silent = createServer(() => undefined).listen(0, '127.0.0.1');
    await once(silent, 'listening');
    const { port } = silent.address() as AddressInfo;
    const tracing = await start({ OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${port}` });
    delete process.env['OTEL_EXPORTER_OTLP_TIMEOUT'];
    const connected = once(silent, 'connection');
    await tracing.span('attempt', {}, nothing);
    await expect(tracing.close()).rejects.toMatchObject({ code: 'deadline_exceeded' });
    const [socket] = (await connected) as [{ destroy: () => void }];
    socket.destroy();
    silent.close();
  });
});

describe('without an endpoint', () => {
  test('tracing is off and only does the work', async () => {
    const settings = settingsOf({ OTEL_TRACES_SAMPLER: 'always_on' });
    const tracing = await startTracing({ app: 'worker', settings, onExport: () => undefined });
    expect(tracing).toBe(noTracing);
    const seen = await tracing.span('attempt', { parent: foreign }, (span) => {
      span.set({ 'ticketpost.attempt': 1 });
      span.fail('a_code');
      return Promise.resolve([tracing.traceparent(), tracing.current(), tracing.logFields]);
    });
    expect(seen).toEqual([undefined, undefined, undefined]);
    await tracing.close();
  });
});

describe('the environment', () => {
  test.each([
    ['OTEL_EXPORTER_OTLP_ENDPOINT', 'collector:4318'],
    ['OTEL_EXPORTER_OTLP_ENDPOINT', 'http://:99999'],
    ['OTEL_EXPORTER_OTLP_PROTOCOL', 'grpc'],
    ['OTEL_EXPORTER_OTLP_HEADERS', 'no pair'],
    ['OTEL_RESOURCE_ATTRIBUTES', '=a'],
    ['OTEL_TRACES_SAMPLER', 'jaeger_remote'],
    ['OTEL_TRACES_SAMPLER_ARG', '1.5'],
  ])('is refused with %s=%s', (name, value) => {
    expect(() => settingsOf({ [name]: value })).toThrow(name);
  });
});
