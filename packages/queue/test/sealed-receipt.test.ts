import { describe, expect, test } from '@jest/globals';
import {
  createKeyring,
  openEnvelope,
  openReceipt,
  parseEnvelope,
  sealReceipt,
  sealSupplierEvent,
} from '@ticketpost/queue';

const keyring = createKeyring([{ id: 'k1', key: Buffer.alloc(32, 7) }]);
const otherKeyring = createKeyring([{ id: 'k2', key: Buffer.alloc(32, 8) }]);
const receipt = Buffer.from('what it came with');
const delivery = { deliveryId: 'delivery-1', receivedAt: '2026-01-02T03:04:05.678Z' };
const event = { kind: 'other', type: 'order.changed', body: { a: 1 } } as const;

describe('what a delivery came with', () => {
  test('opens for its delivery alone', () => {
    const sealed = sealReceipt(keyring, 'delivery-1', receipt);
    expect(openReceipt(keyring, 'delivery-1', sealed)).toEqual({
      kind: 'opened',
      plaintext: receipt,
    });
    expect(openReceipt(keyring, 'delivery-2', sealed)).toEqual({ kind: 'damaged' });
    expect(openReceipt(otherKeyring, 'delivery-1', sealed)).toEqual({
      kind: 'unknown_key',
      keyId: 'k1',
    });
  });

  test('stands beside the payload, which opens with and without it', () => {
    const sealed = sealReceipt(keyring, 'delivery-1', receipt);
    const envelope = sealSupplierEvent(keyring, { ...delivery, receipt: sealed }, event);
    const { receipt: kept, ...older } = envelope;
    expect(kept).toBe(sealed);
    for (const one of [envelope, older]) {
      expect(parseEnvelope(one)).toEqual(one);
      expect(openEnvelope(keyring, one)).toEqual({ kind: 'opened', payload: { a: 1 } });
    }
  });

  test('and where its trace began, are not mistaken for something else when they are garbage', () => {
    const envelope = sealSupplierEvent(keyring, { ...delivery, traceparent: 'garbage' }, event);
    expect(parseEnvelope(envelope)?.traceparent).toBe('garbage');
  });
});
