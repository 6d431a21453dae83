import {
  eventsQueueName,
  parseEnvelope,
  type Attempt,
  type AttemptResult,
} from '@ticketpost/queue';
import type { SpanAttributes, Tracing } from '@ticketpost/tracing';

type Handle = (attempt: Attempt) => Promise<AttemptResult>;

/** Makes each attempt a span, which continues the trace of its delivery over the queue. */
export function traceAttempts(tracing: Tracing, handle: Handle): Handle {
  if (!tracing.isOn) return handle;
  return (attempt) => {
    const envelope = parseEnvelope(attempt.data);
    const attributes: SpanAttributes = {
      'ticketpost.delivery_id': attempt.jobId,
      'ticketpost.attempt': attempt.attempt,
      'messaging.system': 'bullmq',
      'messaging.destination.name': eventsQueueName,
    };
    if (envelope?.orderNo !== undefined) attributes['ticketpost.order_no'] = envelope.orderNo;
    if (envelope !== undefined) attributes['ticketpost.event_type'] = envelope.type;
    const options = { kind: 'consumer', parent: envelope?.traceparent, attributes } as const;
    return tracing.span('attempt', options, async (span) => {
      const result = await handle(attempt);
      if (result.kind === 'retry' || result.kind === 'dead') span.fail(codeOf(result.reason));
      return result;
    });
  };
}

/** What a reason begins with; the rest may quote anything. */
function codeOf(reason: string): string {
  return /^[a-z0-9_]{1,64}(?=:)/.exec(reason)?.[0] ?? 'unknown';
}
