import { describe, expect, test } from '@jest/globals';
import {
  createKeyring,
  findNewerVersion,
  openEnvelope,
  openQuarantinedDelivery,
  parseEnvelope,
  sealEnvelope,
  sealQuarantinedDelivery,
  type Envelope,
} from '@ticketpost/queue';

const keyring = createKeyring([{ id: 'k1', key: Buffer.alloc(32, 7) }]);
const clear = {
  deliveryId: 'b3f0a1c2',
  receivedAt: '2026-01-02T03:04:05.678Z',
  type: 'order.ticketed',
  orderNo: 'ABCDE20260102030405678',
};
const payload = { orderNo: clear.orderNo, passengers: [{ name: 'ZHANG/LISI' }] };
const envelope = sealEnvelope(keyring, clear, payload);

describe('an envelope', () => {
  test('opens to its payload', () => {
    expect(openEnvelope(keyring, envelope)).toEqual({ kind: 'opened', payload });
  });

  test('shows its clear fields and no name', () => {
    expect(envelope).toMatchObject({ v: 1, ...clear });
    expect(JSON.stringify(envelope)).not.toContain('ZHANG');
  });

  test.each<[string, Partial<Envelope>]>([
    ['order number', { orderNo: 'OTHER20260102030405678' }],
    ['type', { type: 'order.void' }],
    ['delivery id', { deliveryId: 'other' }],
    ['time', { receivedAt: '2026-01-02T03:04:05.679Z' }],
    ['origin', { origin: 'booking' }],
  ])('with another %s does not open', (_field, change) => {
    expect(openEnvelope(keyring, { ...envelope, ...change })).toEqual({ kind: 'damaged' });
  });

  test('without an order number opens', () => {
    const { deliveryId, receivedAt } = clear;
    const fields = { deliveryId, receivedAt, type: 'airline.status' };
    expect(openEnvelope(keyring, sealEnvelope(keyring, fields, {}))).toEqual({
      kind: 'opened',
      payload: {},
    });
  });
});

describe('an envelope that no webhook brought', () => {
  const own = sealEnvelope(keyring, { ...clear, origin: 'expected' }, payload);

  test('says so in clear, and opens', () => {
    expect(own).toMatchObject({ origin: 'expected' });
    expect(parseEnvelope(JSON.parse(JSON.stringify(own)))).toEqual(own);
    expect(openEnvelope(keyring, own)).toEqual({ kind: 'opened', payload });
  });

  test('does not open as one that a webhook brought', () => {
    const { payload: sealed } = own;
    expect(openEnvelope(keyring, { v: 1, ...clear, payload: sealed })).toEqual({ kind: 'damaged' });
  });

  test('is none of ours with another origin', () => {
    expect(parseEnvelope({ ...own, origin: 'webhook' })).toBeUndefined();
  });
});

describe("a job's data", () => {
  test('that is an envelope passes', () => {
    expect(parseEnvelope(JSON.parse(JSON.stringify(envelope)))).toEqual(envelope);
  });

  test.each([
    ['of a newer version', { ...envelope, v: 2 }],
    ['without a payload', { ...envelope, payload: undefined }],
    ['with a numeric delivery id', { ...envelope, deliveryId: 5 }],
    ['that is null', null],
    ['that is text', 'hello'],
  ])('%s does not', (_what, data) => {
    expect(parseEnvelope(data)).toBeUndefined();
  });
});

test('a quarantined body opens to the very bytes that came', () => {
  const bytes = Buffer.from([0xff, 0x7b, 0x00]);
  const { deliveryId, receivedAt } = clear;
  const delivery = sealQuarantinedDelivery(
    keyring,
    { deliveryId, receivedAt, reason: 'malformed_json', problems: [] },
    bytes,
  );
  expect(openQuarantinedDelivery(keyring, delivery)).toEqual({ kind: 'opened', plaintext: bytes });
  expect(openQuarantinedDelivery(keyring, { ...delivery, deliveryId: 'other' })).toEqual({
    kind: 'damaged',
  });
});

describe('an envelope of another version', () => {
  /** As version 0.1.0 wrote it; it may still stand in a queue or a journal. */
  const ofVersion1 = {
    v: 1,
    ...clear,
    payload:
      'k1.JoqRrRZciohrpqmuwiT9lPDbeYH0yBmoMo75HAVm97rPl1uOgvSnxQUC5z6l4MA2s0G_SzB6yqByObC7O00s6M7rvcjIETvezeCQKd-3Emw',
  };

  test('1 is read', () => {
    const read = parseEnvelope(ofVersion1);
    expect(read && openEnvelope(keyring, read)).toEqual({
      kind: 'opened',
      payload: { orderNo: clear.orderNo, passengers: [] },
    });
  });

  test.each([
    ['that is newer', { ...ofVersion1, v: 2, more: true }, 2],
    ['that is no number', { ...ofVersion1, v: '2' }, undefined],
    ['that is none', undefined, undefined],
  ])('%s is no envelope to us', (_row, data, version) => {
    expect(parseEnvelope(data)).toBeUndefined();
    expect(findNewerVersion(data)).toBe(version);
  });
});
