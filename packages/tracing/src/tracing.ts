/** The steps of a delivery's way that are spans of its trace. */
export type SpanName =
  | 'delivery'
  | 'store'
  | 'attempt'
  | 'claim'
  | 'supplier query'
  | 'recipient'
  | 'render'
  | 'submit'
  | 'record';

/**
 * What a span may say. A closed list, so that names, mailboxes, ticket numbers and texts from outside
 * cannot get into one: ids, numbers and stable codes alone.
 */
export interface SpanAttributes {
  'ticketpost.delivery_id'?: string;
  'ticketpost.order_no'?: string;
  /** Canonical type of the supplier event. */
  'ticketpost.event_type'?: string;
  'ticketpost.outcome'?: string;
  /** Stable code. */
  'ticketpost.reason'?: string;
  'ticketpost.stored_in'?: string;
  'ticketpost.attempt'?: number;
  /** Where the recipient comes from. */
  'ticketpost.recipient_source'?: string;
  'ticketpost.attachments'?: number;
  'http.request.method'?: string;
  'http.response.status_code'?: number;
  'http.request.body.size'?: number;
  'messaging.system'?: string;
  'messaging.destination.name'?: string;
  'smtp.reply_code'?: number;
}

export interface SpanOptions {
  kind?: 'server' | 'client' | 'producer' | 'consumer';
  /** Of the span that this one continues, across processes: a W3C `traceparent` of our own. */
  parent?: string | undefined;
  /** A `traceparent` from outside: mentioned, neither continued nor obeyed. */
  link?: string | undefined;
  attributes?: SpanAttributes;
}

/** A step under way. */
export interface Span {
  set(attributes: SpanAttributes): void;
  /** It did not come to what it was for; by a stable code. */
  fail(code: string): void;
}

/** Follows deliveries through ingest and worker. Nothing here ever fails or waits for a collector. */
export interface Tracing {
  /** While it is off, whoever calls often may leave it out altogether. */
  readonly isOn: boolean;
  /** Does `work` as one step; steps within it are its children. Settles as `work` does. */
  span<R>(name: SpanName, options: SpanOptions, work: (span: Span) => Promise<R>): Promise<R>;
  /** The step under way, if there is one. */
  current(): Span | undefined;
  /** W3C Trace Context of the step under way, for another process to continue it. */
  traceparent(): string | undefined;
  /** What log lines say of the step under way; absent while tracing is off. */
  logFields?: () => { traceId?: string };
  /** Hands over what is left, within a few seconds. */
  close(): Promise<void>;
}
