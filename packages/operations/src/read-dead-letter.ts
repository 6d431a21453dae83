import { formatResendId, type TicketSetKeyReading } from '@ticketpost/ledger';
import {
  findNewerVersion,
  openEnvelope,
  parseEnvelope,
  type DeadLetter,
  type Keyring,
} from '@ticketpost/queue';
import { computeTicketSetId, parseTicketedOrder } from '@ticketpost/schema';
import type { ResendOrderPayload } from './orders/resend-order.ts';

/** What a dead letter is about, as far as the ledger has to know. */
export type DeadLetterReading =
  | {
      kind: 'confirmation';
      orderNo: string;
      /** Absent when it is about whatever mail is owed for the order. */
      ticketSetId?: string;
    }
  /** An event that owes nobody a mail. */
  | { kind: 'other' }
  /** The work of an erasure. */
  | { kind: 'erasure' }
  | { kind: 'unknown_key'; keyId: string }
  /** `damaged`: altered since it was sealed. */
  | {
      kind: 'unreadable';
      because: 'newer_envelope' | 'no_envelope' | 'damaged' | 'invalid_payload';
    };

/** Opens a dead letter. */
export function readDeadLetter(
  keyring: Keyring,
  ticketSetKey: TicketSetKeyReading,
  { data }: DeadLetter,
): DeadLetterReading {
  if (findNewerVersion(data) !== undefined)
    return { kind: 'unreadable', because: 'newer_envelope' };
  const envelope = parseEnvelope(data);
  if (envelope === undefined) return { kind: 'unreadable', because: 'no_envelope' };
  const opening = openEnvelope(keyring, envelope);
  if (opening.kind === 'unknown_key') return opening;
  if (opening.kind === 'damaged') return { kind: 'unreadable', because: 'damaged' };
  const { type, orderNo, origin } = envelope;
  if (origin === 'erasure') return { kind: 'erasure' };
  if (orderNo !== undefined && (origin === 'booking' || origin === 'expected')) {
    return { kind: 'confirmation', orderNo };
  }
  if (orderNo !== undefined && origin === 'resend') {
    const { ticketSetId, resendId } = opening.payload as ResendOrderPayload;
    return { kind: 'confirmation', orderNo, ticketSetId: formatResendId(ticketSetId, resendId) };
  }
  if (type !== 'order.ticketed') return { kind: 'other' };
  const parsed = parseTicketedOrder(opening.payload);
  if (parsed.kind === 'invalid') return { kind: 'unreadable', because: 'invalid_payload' };
  const { order } = parsed;
  if (ticketSetKey.kind === 'unknown_key') return ticketSetKey;
  const ticketSetId = computeTicketSetId(order, ticketSetKey.key);
  return { kind: 'confirmation', orderNo: order.orderNo, ticketSetId };
}
