import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import {
  attributesOf,
  buildDelivery,
  newOrderNo,
  startSupplierStandIn,
  startTraceCollector,
  type CollectedSpan,
  type SupplierStandIn,
  type TraceCollector,
} from '@ticketpost/testkit';
import { nextAttempt } from './attempt-line.ts';
import { startSystem, type AppProcess, type System } from './start-system.ts';
import { supplierEnvironment } from './supplier-environment.ts';

/** What must be found in no span: of the passenger, of the tickets, of the traveller. */
const personal = {
  name: 'MARKED/TRAVELLER',
  ticketNo: '999-5550001111',
  pnr: 'MRKPNR',
  mailbox: 'marked.traveller@example.com',
  refusedMailbox: 'marked.refused@example.com',
  speaks: 'Marked Traveller',
};
const foreign = '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01';

let collector: TraceCollector;
let standIn: SupplierStandIn;
let system: System;
let worker: AppProcess;
const orders = { sent: newOrderNo(), refused: newOrderNo() };
let garbageId: string;

/** Everything happens at once, and the processes end: then every span was handed over. */
beforeAll(async () => {
  collector = await startTraceCollector();
  standIn = await startSupplierStandIn();
  const tracing = {
    OTEL_EXPORTER_OTLP_ENDPOINT: collector.url,
    OTEL_EXPORTER_OTLP_PROTOCOL: 'http/json',
  };
  system = await startSystem({
    ingest: tracing,
    worker: {
      ...tracing,
      ...supplierEnvironment(standIn),
      RETRY_DELAYS_MS: '100',
      RECONCILE_EVERY_MS: '0',
    },
  });
  system.smtp.behave((stage, address) =>
    stage === 'rcpt' && address === personal.refusedMailbox
      ? { reply: 550, text: `5.1.1 <${personal.refusedMailbox}> nobody here` }
      : undefined,
  );
  worker = await system.startWorker();
  const passengers = [
    { name: personal.name, ticketNos: [personal.ticketNo], airlinePNRs: [personal.pnr] },
  ];
  for (const [email, orderNo] of [
    [personal.mailbox, orders.sent],
    [personal.refusedMailbox, orders.refused],
  ] as const) {
    standIn.setOrder(orderNo, { passengers });
    await system.requestBooking('PUT', orderNo, {
      body: { email, name: personal.speaks, locale: 'en' },
    });
    const response = await fetch(system.webhookUrl, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', traceparent: foreign },
      body: JSON.stringify(buildDelivery({ orderNo, passengers })),
    });
    expect(response.status).toBe(200);
  }
  const garbage = await system.post(`{"name": "${personal.name}`);
  garbageId = ((await garbage.json()) as { deliveryId: string }).deliveryId;
  await nextAttempt(worker, { orderNo: orders.sent, outcome: 'sent' });
  await nextAttempt(worker, { orderNo: orders.refused, outcome: 'dead' });
  await Promise.all(system.processes.map((child) => child.stop()));
});
afterAll(async () => {
  await system.close();
  await standIn.close();
  await collector.stop();
});

const told = (span: CollectedSpan) => attributesOf(span.attributes);

function find(spans: readonly CollectedSpan[], is: (span: CollectedSpan) => boolean) {
  const span = spans.find(is);
  if (span === undefined) throw new Error('there is no such span');
  return span;
}

/** The spans of the trace that begins with this order's delivery. */
function traceOf(orderNo: string): CollectedSpan[] {
  const spans = collector.spans();
  const root = find(
    spans,
    (span) => span.name === 'delivery' && told(span)['ticketpost.order_no'] === orderNo,
  );
  return spans.filter(({ traceId }) => traceId === root.traceId);
}

/** Each span under the one that it belongs to: `delivery > attempt > claim`. */
function pathsOf(trace: readonly CollectedSpan[]): string[] {
  const pathOf = ({ name, parentSpanId }: CollectedSpan): string => {
    const parent = trace.find(({ spanId }) => spanId === parentSpanId);
    return parent === undefined ? name : `${pathOf(parent)} > ${name}`;
  };
  return trace.map(pathOf).toSorted();
}

describe('the trace of a delivery', () => {
  test("goes from the POST over the queue to the mail server's answer", () => {
    const trace = traceOf(orders.sent);
    expect(pathsOf(trace)).toEqual([
      'delivery',
      'delivery > attempt',
      'delivery > attempt > claim',
      'delivery > attempt > recipient',
      'delivery > attempt > record',
      'delivery > attempt > render',
      'delivery > attempt > submit',
      'delivery > attempt > supplier query',
      'delivery > store',
    ]);
    const tells = (wanted: string) => told(find(trace, ({ name }) => name === wanted));
    expect(tells('delivery')).toMatchObject({
      'http.response.status_code': 200,
      'ticketpost.event_type': 'order.ticketed',
      'ticketpost.outcome': 'accepted',
    });
    expect(tells('store')).toEqual({ 'ticketpost.stored_in': 'redis' });
    expect(tells('attempt')).toMatchObject({
      'ticketpost.delivery_id': tells('delivery')['ticketpost.delivery_id'],
      'ticketpost.order_no': orders.sent,
      'ticketpost.attempt': 1,
      'ticketpost.outcome': 'sent',
    });
    expect(tells('supplier query')).toMatchObject({ 'ticketpost.outcome': 'confirmed' });
    expect(tells('recipient')).toMatchObject({ 'ticketpost.recipient_source': 'booking' });
    expect(tells('submit')).toEqual({ 'ticketpost.outcome': 'accepted', 'smtp.reply_code': 250 });
  });

  test('only mentions the trace of a caller that sends one', () => {
    const [foreignTrace] = foreign.split('-').slice(1);
    const root = find(traceOf(orders.sent), ({ name }) => name === 'delivery');
    expect(root.links).toMatchObject([{ traceId: foreignTrace }]);
    expect(root.traceId).not.toBe(foreignTrace);
  });

  test('says why a mail was refused, by codes', () => {
    const trace = traceOf(orders.refused);
    const submit = find(trace, ({ name }) => name === 'submit');
    expect(told(submit)).toEqual({
      'ticketpost.outcome': 'refused',
      'ticketpost.reason': 'mailbox_refused',
      'smtp.reply_code': 550,
    });
    const attempt = find(trace, ({ name }) => name === 'attempt');
    expect(attempt.status).toEqual({ code: 2, message: 'mailbox_refused' });
  });

  test('that could not be read ends in the quarantine', () => {
    const delivery = find(
      collector.spans(),
      (span) => told(span)['ticketpost.delivery_id'] === garbageId,
    );
    expect(told(delivery)).toMatchObject({
      'ticketpost.outcome': 'quarantined',
      'ticketpost.reason': 'malformed_json',
      'http.response.status_code': 400,
    });
  });
});

test('log lines name their trace', () => {
  const { traceId } = find(traceOf(orders.sent), ({ name }) => name === 'delivery');
  const lines = system.processes.flatMap((child) => child.lines);
  const named = lines.filter((line) => line.includes(`"traceId":"${traceId}"`));
  expect(named.map((line) => (JSON.parse(line) as { msg: string }).msg)).toEqual(
    expect.arrayContaining(['delivery', 'attempt']),
  );
});

test('no span says anything of a traveller', () => {
  const everything = collector.requests.map(({ body }) => body.toString('utf8')).join('\n');
  expect(everything).toContain(orders.sent);
  for (const [what, text] of Object.entries(personal)) {
    expect({ what, isThere: everything.toLowerCase().includes(text.toLowerCase()) }).toEqual({
      what,
      isThere: false,
    });
  }
});
