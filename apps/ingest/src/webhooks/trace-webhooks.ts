import type { SpanAttributes, Tracing } from '@ticketpost/tracing';
import type { AcceptDelivery } from './accept-delivery.ts';
import type { createWebhookHandler } from './webhook-handler.ts';

type AnswerWebhook = ReturnType<typeof createWebhookHandler>;

/**
 * Makes the answering of each delivery a span, the first of its trace. A `traceparent` that the caller
 * sends is mentioned as a link: whether there is a trace is not for others to say.
 */
export function traceWebhooks(tracing: Tracing, answer: AnswerWebhook): AnswerWebhook {
  if (!tracing.isOn) return answer;
  return async (request, response, caller) => {
    if (request.method !== 'POST') {
      await answer(request, response, caller);
      return;
    }
    const link = [request.headers['traceparent']].flat().at(0);
    const attributes = { 'http.request.method': 'POST' };
    await tracing.span('delivery', { kind: 'server', link, attributes }, async (span) => {
      await answer(request, response, caller);
      span.set({ 'http.response.status_code': response.statusCode });
    });
  };
}

/** Makes the span around it say what a delivery is, and what became of it. */
export function traceAcceptance(tracing: Tracing, accept: AcceptDelivery): AcceptDelivery {
  if (!tracing.isOn) return accept;
  return async (body, arrival) => {
    const outcome = await accept(body, arrival);
    const attributes: SpanAttributes = {
      'http.request.body.size': body.length,
      'ticketpost.delivery_id': outcome.deliveryId,
      'ticketpost.outcome': outcome.kind,
    };
    if (outcome.orderNo !== undefined) attributes['ticketpost.order_no'] = outcome.orderNo;
    if (outcome.type !== undefined) attributes['ticketpost.event_type'] = outcome.type;
    const span = tracing.current();
    span?.set(attributes);
    if (outcome.kind === 'quarantined') span?.fail(outcome.reason);
    if (outcome.kind === 'not_stored') span?.fail(outcome.kind);
    return outcome;
  };
}
