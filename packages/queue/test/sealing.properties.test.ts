import { describe, expect, test } from '@jest/globals';
import {
  createKeyring,
  findNewerVersion,
  openEnvelope,
  openQuarantinedDelivery,
  openReceipt,
  parseEnvelope,
  sealEnvelope,
  sealQuarantinedDelivery,
  sealReceipt,
  type Envelope,
} from '@ticketpost/queue';
import fc from 'fast-check';

const keyring = createKeyring([{ id: 'k1', key: Buffer.alloc(32, 7) }]);
const otherKeyring = createKeyring([{ id: 'k1', key: Buffer.alloc(32, 8) }]);

const text = fc.string({ unit: 'binary', minLength: 1, maxLength: 30 });
const payload = fc.jsonValue({ stringUnit: 'binary' });
const fields: fc.Arbitrary<Omit<Envelope, 'v' | 'payload'>> = fc.record(
  {
    deliveryId: text,
    receivedAt: fc
      .date({ noInvalidDate: true, min: new Date(0), max: new Date('2999-01-01') })
      .map((date) => date.toISOString()),
    type: text,
    orderNo: text,
    origin: fc.constantFrom('reconciled', 'booking', 'expected', 'resend'),
  },
  { requiredKeys: ['deliveryId', 'receivedAt', 'type'] },
);

/** As a job carries it. */
const overTheQueue = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

describe('an envelope', () => {
  test('of any fields and payload is parsed and opened as it was sealed, and shows nothing', () => {
    fc.assert(
      fc.property(fields, payload, (clear, value) => {
        const sealed = sealEnvelope(keyring, clear, ['SEALED-MARK', value]);
        expect(JSON.stringify(sealed)).not.toContain('SEALED-MARK');
        const parsed = parseEnvelope(overTheQueue(sealed));
        expect(parsed).toEqual(sealed);
        expect(parsed && openEnvelope(keyring, parsed)).toEqual({
          kind: 'opened',
          payload: overTheQueue(['SEALED-MARK', value]),
        });
      }),
    );
  });

  test('with any field of another does not open', () => {
    const field = fc.constantFrom('deliveryId', 'receivedAt', 'type', 'orderNo', 'origin');
    fc.assert(
      fc.property(fields, fields, field, (clear, others, name) => {
        fc.pre(clear[name] !== others[name]);
        const sealed = sealEnvelope(keyring, clear, 1);
        const changed = { ...sealed, [name]: others[name] } as Envelope;
        expect(openEnvelope(keyring, changed)).toEqual({ kind: 'damaged' });
      }),
    );
  });

  test('with the payload of another does not open', () => {
    fc.assert(
      fc.property(fields, fields, (clear, others) => {
        fc.pre(JSON.stringify(clear) !== JSON.stringify(others));
        const { payload: foreign } = sealEnvelope(keyring, others, 1);
        const sealed = { ...sealEnvelope(keyring, clear, 1), payload: foreign };
        // Same in every field that is authenticated, in another order of keys.
        fc.pre(!sameContext(clear, others));
        expect(openEnvelope(keyring, sealed)).toEqual({ kind: 'damaged' });
      }),
    );
  });

  test('of any other shape is none, and never one of a newer version unless it says so', () => {
    fc.assert(
      fc.property(fields, payload, fc.jsonValue(), (clear, value, v) => {
        const sealed = overTheQueue(sealEnvelope(keyring, clear, value)) as object;
        fc.pre(v !== 1);
        expect(parseEnvelope({ ...sealed, v })).toBeUndefined();
        const newer = findNewerVersion({ ...sealed, v });
        expect(newer).toBe(Number.isInteger(v) && Number(v) > 1 ? v : undefined);
      }),
    );
    fc.assert(
      fc.property(fc.jsonValue({ stringUnit: 'binary' }), (value) => {
        expect(parseEnvelope(value)).toBeUndefined();
        expect(() => findNewerVersion(value)).not.toThrow();
      }),
    );
  });
});

function sameContext(one: Partial<Envelope>, other: Partial<Envelope>): boolean {
  const names = ['deliveryId', 'receivedAt', 'type', 'orderNo', 'origin'] as const;
  return names.every((name) => one[name] === other[name]);
}

describe('a sealed value', () => {
  const bytes = fc.uint8Array({ maxLength: 40 }).map((array) => Buffer.from(array));

  test('opens to the bytes that were sealed, in its own context and under its own key alone', () => {
    fc.assert(
      fc.property(bytes, text, text, (plain, context, other) => {
        const sealed = keyring.seal(plain, context);
        expect(keyring.open(sealed, context)).toEqual({ kind: 'opened', plaintext: plain });
        expect(otherKeyring.open(sealed, context)).toEqual({ kind: 'damaged' });
        fc.pre(Buffer.from(context).compare(Buffer.from(other)) !== 0);
        expect(keyring.open(sealed, other)).toEqual({ kind: 'damaged' });
      }),
    );
  });

  test('with any byte of nonce, ciphertext or tag altered is damaged', () => {
    fc.assert(
      fc.property(bytes, fc.nat(), fc.integer({ min: 1, max: 255 }), (plain, at, mask) => {
        const [id = '', encoded = ''] = keyring.seal(plain, 'c').split('.');
        const raw = Buffer.from(encoded, 'base64url');
        const index = at % raw.length;
        raw.writeUInt8(raw.readUInt8(index) ^ mask, index);
        expect(keyring.open(`${id}.${raw.toString('base64url')}`, 'c')).toEqual({
          kind: 'damaged',
        });
      }),
    );
  });

  test('cut short or made longer is damaged, of an unknown key says so', () => {
    fc.assert(
      fc.property(bytes, fc.nat(), bytes, (plain, at, more) => {
        const sealed = keyring.seal(plain, 'c');
        const [id = '', encoded = ''] = sealed.split('.');
        const raw = Buffer.from(encoded, 'base64url');
        const rebuilt = (part: Buffer) => `${id}.${part.toString('base64url')}`;
        expect(keyring.open(rebuilt(raw.subarray(0, at % raw.length)), 'c').kind).toBe('damaged');
        fc.pre(more.length > 0);
        expect(keyring.open(rebuilt(Buffer.concat([raw, more])), 'c').kind).toBe('damaged');
        expect(keyring.open(`k2.${encoded}`, 'c')).toEqual({ kind: 'unknown_key', keyId: 'k2' });
      }),
    );
  });

  test('of any text never opens to anything that was not sealed', () => {
    const loose = fc.oneof(
      text,
      text.map((tail) => `k1.${tail}`),
      fc.tuple(fc.nat(), text).map(([at, piece]) => {
        const sealed = keyring.seal('plain', 'c');
        const index = at % sealed.length;
        return sealed.slice(0, index) + piece + sealed.slice(index + piece.length);
      }),
    );
    fc.assert(
      fc.property(loose, (value) => {
        const opening = keyring.open(value, 'c');
        if (opening.kind === 'opened') expect(opening.plaintext.toString()).toBe('plain');
      }),
    );
  });
});

describe('a quarantined body and a receipt', () => {
  const bytes = fc.uint8Array({ maxLength: 60 }).map((array) => Buffer.from(array));
  const about = fc.record({
    deliveryId: text,
    receivedAt: text,
    reason: fc.constantFrom('malformed_json', 'invalid_event'),
  });

  test('open to the very bytes for their own delivery alone', () => {
    fc.assert(
      fc.property(bytes, about, about, (body, own, other) => {
        const delivery = sealQuarantinedDelivery(keyring, { ...own, problems: [] }, body);
        const opened = { kind: 'opened', plaintext: body };
        expect(openQuarantinedDelivery(keyring, delivery)).toEqual(opened);
        const receipt = sealReceipt(keyring, own.deliveryId, body);
        expect(openReceipt(keyring, own.deliveryId, receipt)).toEqual(opened);
        fc.pre(own.deliveryId !== other.deliveryId);
        expect(openQuarantinedDelivery(keyring, { ...delivery, ...other }).kind).toBe('damaged');
        expect(openReceipt(keyring, other.deliveryId, receipt).kind).toBe('damaged');
        // What one kind of value was sealed for, no other kind opens.
        expect(openReceipt(keyring, own.deliveryId, delivery.payload).kind).toBe('damaged');
      }),
    );
  });
});
