import { Ajv, type JSONSchemaType } from 'ajv';

/** What a job of the `events` queue carries. Only `payload` is sealed; the rest is in clear. */
export interface Envelope {
  v: 1;
  /** Made by ingest, one for each delivery; also the job's id. */
  deliveryId: string;
  /** RFC 3339 in UTC, with milliseconds. */
  receivedAt: string;
  /** Canonical spelling of the event type. */
  type: string;
  orderNo?: string;
  /** What brought it, when no webhook did. */
  origin?: EnvelopeOrigin;
  /** What a webhook came with, sealed by itself (`sealReceipt`). */
  receipt?: string;
  /** Where the delivery's trace began (W3C Trace Context); only tells spans of each other. */
  traceparent?: string;
  /** The normalised event as JSON, sealed. */
  payload: string;
}

/**
 * Why there is an event that the supplier did not post.
 *
 * - `reconciled`: its order list shows an order that a mail is owed for.
 * - `booking`: the agency told us of a booking, and a confirmation waits for an address.
 * - `expected`: the time has come by which the agency expected the ticket.
 * - `resend`: a person asked for a sent confirmation to be mailed again.
 * - `erasure`: an order is to be forgotten.
 */
export type EnvelopeOrigin = (typeof envelopeOrigins)[number];

const envelopeOrigins = ['reconciled', 'booking', 'expected', 'resend', 'erasure'] as const;

/** The version that is written; every older one is read for as long as a job may carry it. */
const currentVersion = 1;

const envelopeSchema: JSONSchemaType<Envelope> = {
  type: 'object',
  required: ['v', 'deliveryId', 'receivedAt', 'type', 'payload'],
  properties: {
    v: { type: 'integer', const: currentVersion },
    deliveryId: { type: 'string', minLength: 1, maxLength: 64 },
    receivedAt: { type: 'string', minLength: 20, maxLength: 40 },
    type: { type: 'string', minLength: 1, maxLength: 64 },
    orderNo: { type: 'string', minLength: 1, maxLength: 128, nullable: true },
    origin: { type: 'string', enum: envelopeOrigins, nullable: true },
    receipt: { type: 'string', nullable: true },
    traceparent: { type: 'string', nullable: true },
    payload: { type: 'string', minLength: 1 },
  },
};

let judge: ((data: unknown) => data is Envelope) | undefined;

/** The version of an envelope that a newer Ticketpost wrote, which only a newer one can read. */
export function findNewerVersion(data: unknown): number | undefined {
  const { v } = (data ?? {}) as { v?: unknown };
  return typeof v === 'number' && Number.isInteger(v) && v > currentVersion ? v : undefined;
}

/** A job's data as an envelope, or `undefined` when it is none that this version knows. */
export function parseEnvelope(data: unknown): Envelope | undefined {
  judge ??= new Ajv().compile(envelopeSchema);
  return judge(data) ? data : undefined;
}
