import { crc32 } from 'node:zlib';
import { parseEnvelope, type QuarantinedDelivery } from '@ticketpost/queue';
import type { SealedDelivery } from '../webhooks/sealed-delivery.ts';

/**
 * One entry of the journal as a line of text: `w 1 <checksum> <json>`. First its state, `w` while
 * it waits and `d` once it was drained, which is written over in place and so is not part of the
 * checksum; then the version of the line; then the CRC-32 of the JSON's bytes in 8 hex digits.
 * JSON has no line breaks of its own, so behind a damaged line the next one is found again.
 */
export type LineReading =
  { kind: 'waiting'; delivery: SealedDelivery } | { kind: 'drained' } | { kind: 'damaged' };

/**
 * What is longer is no line. Far above what the largest `MAX_BODY_BYTES` makes of an ordinary body;
 * it bounds the memory that garbage without line breaks takes.
 */
export const maxLineBytes = 32 * 1024 * 1024;

export const drainedMark = Buffer.from('d');

const linePattern = /^(?<state>[wd]) 1 (?<checksum>[0-9a-f]{8}) $/;
const headLength = 'w 1 00000000 '.length;

export function formatLine(delivery: SealedDelivery): Buffer {
  const json = JSON.stringify(delivery);
  return Buffer.from(`w 1 ${checksumOf(Buffer.from(json))} ${json}\n`);
}

/** Reads a line, given without its line break. */
export function parseLine(line: Buffer): LineReading {
  const { state, checksum } =
    linePattern.exec(line.toString('latin1', 0, headLength))?.groups ?? {};
  const json = line.subarray(headLength);
  if (state === undefined || checksumOf(json) !== checksum) return { kind: 'damaged' };
  if (state === 'd') return { kind: 'drained' };
  const delivery = parseSealedDelivery(json.toString('utf8'));
  return delivery === undefined ? { kind: 'damaged' } : { kind: 'waiting', delivery };
}

function checksumOf(bytes: Buffer): string {
  return crc32(bytes).toString(16).padStart(8, '0');
}

function parseSealedDelivery(json: string): SealedDelivery | undefined {
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch {
    return undefined;
  }
  const { kind, delivery } = (value ?? {}) as Readonly<Record<string, unknown>>;
  if (kind === 'event') {
    const envelope = parseEnvelope(delivery);
    return envelope && { kind, delivery: envelope };
  }
  return kind === 'quarantined' && isQuarantinedDelivery(delivery) ? { kind, delivery } : undefined;
}

function isQuarantinedDelivery(value: unknown): value is QuarantinedDelivery {
  const fields = (value ?? {}) as Readonly<Record<string, unknown>>;
  const texts = ['deliveryId', 'receivedAt', 'reason', 'payload'];
  return (
    fields['v'] === 1 &&
    texts.every((name) => typeof fields[name] === 'string') &&
    Array.isArray(fields['problems'])
  );
}
