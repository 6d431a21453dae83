import { describe, expect, test } from '@jest/globals';
import { evidenceSchema, formatEvidence, type Evidence } from '@ticketpost/evidence';
import { Ajv } from 'ajv';

const evidence: Evidence = {
  v: 1,
  deliveryId: '0b8f7c1f-6d1a-4a1e-9d2b-6f2f2a9b1c33',
  madeAt: '2026-01-03T00:00:00.000Z',
  standing: 'on_timeline',
  type: 'order.ticketed',
  orderNo: 'ABCDE1',
  receivedAt: '2026-01-02T03:04:05.678Z',
  request: {
    arrivedAt: '2026-01-02T03:04:05.670Z',
    receivedAt: '2026-01-02T03:04:05.678Z',
    address: '203.0.113.7',
    peer: '10.0.0.1',
    httpVersion: '1.1',
    bytes: 1834,
    sha256: 'ab'.repeat(32),
    headers: [
      { name: 'Host', value: 'hooks.example.com' },
      { name: 'Authorization', note: 'withheld' },
      { name: 'X-Long', value: 'begin', note: 'cut' },
    ],
    omittedHeaders: 2,
  },
  answer: { kind: 'sent', status: 200, at: '2026-01-02T03:04:05.682Z', afterMs: 12.1 },
  stored: { in: 'redis', at: '2026-01-02T03:04:05.681Z', afterMs: 11 },
  gaps: [],
  confirmations: [
    {
      state: 'sent',
      sentAt: '2026-01-02T03:04:07.000Z',
      messageId: '<a@example.com>',
      answer: '250 2.0.0 OK',
    },
  ],
  mailServerAnswers: [
    {
      at: '2026-01-02T03:04:06.000Z',
      event: 'deferred',
      reason: 'mailbox_busy',
      answer: '450 m•••@example.com is busy',
    },
  ],
};

describe('the evidence as text', () => {
  test('says everything a supplier asks for', () => {
    expect(formatEvidence(evidence))
      .toBe(`Evidence of the webhook delivery 0b8f7c1f-6d1a-4a1e-9d2b-6f2f2a9b1c33

  Order: ABCDE1
  Event: order.ticketed
  Found: on the order's timeline
  This document made: 2026-01-03T00:00:00.000Z

Request
  Head arrived: 2026-01-02T03:04:05.670Z
  Body complete: 2026-01-02T03:04:05.678Z
  From: 203.0.113.7
  Through: 10.0.0.1
  Body: 1834 bytes
  SHA-256: ${'ab'.repeat(32)}
  Headers, HTTP/1.1:
    Host: hooks.example.com
    Authorization: (withheld)
    X-Long: begin… (cut)
    (2 more lines were not kept)

Answer
  On disk: 2026-01-02T03:04:05.681Z in Redis, after 11 ms
  Answered: 2026-01-02T03:04:05.682Z HTTP 200, after 12.1 ms

Mail to the traveller
  Confirmation: sent 2026-01-02T03:04:07.000Z
    Message-ID: <a@example.com>
    Mail server: 250 2.0.0 OK
  2026-01-02T03:04:06.000Z deferred: mailbox_busy: 450 m•••@example.com is busy
`);
  });

  test('says what is missing, and that a broken connection got no answer', () => {
    const withoutRequest = { ...evidence };
    delete withoutRequest.request;
    const text = formatEvidence({
      ...withoutRequest,
      standing: 'answer_only',
      stored: { in: 'nowhere' },
      answer: { kind: 'connection_broken', status: 503, at: evidence.madeAt, afterMs: 5 },
      gaps: ['delivery_gone'],
    });
    expect(text).toContain('Received: 2026-01-02T03:04:05.678Z');
    expect(text).toContain('Stored: nowhere');
    expect(text).toContain('the caller closed the connection before HTTP 503 was handed over');
    expect(text).toContain('Not on record\n  The delivery itself is not kept any more');
  });

  test.each([
    [['k1'], 'the key "k1", which is not at hand (PAYLOAD_KEYS).'],
    [['k1', 'k2'], 'the keys "k1", "k2", which are not at hand (PAYLOAD_KEYS).'],
    [undefined, 'a key that is not at hand (PAYLOAD_KEYS).'],
  ])('names the keys %j that are lost', (missingMailKeys, words) => {
    const text = formatEvidence({
      ...evidence,
      gaps: ['receipt_key_missing', 'mails_key_missing'],
      missingKey: 'k9',
      ...(missingMailKeys === undefined ? {} : { missingMailKeys }),
    });
    expect(text).toContain('What the request came with is sealed with the key "k9", which is not');
    expect(text).toContain(`What became of the mails is sealed with ${words}`);
  });

  test('keeps what comes from outside on its line', () => {
    const [attempt] = evidence.mailServerAnswers;
    const text = formatEvidence({
      ...evidence,
      mailServerAnswers:
        attempt === undefined ? [] : [{ ...attempt, answer: '450 a\r\nSHA-256: 0\u2028b' }],
    });
    expect(text).toContain('450 a SHA-256: 0 b\n');
  });

  test('is of a document that its own schema allows', () => {
    const isEvidence = new Ajv({ strict: true }).compile(evidenceSchema);
    expect(isEvidence(evidence)).toBe(true);
    expect(isEvidence({ ...evidence, recipient: 'somebody' })).toBe(false);
  });
});
