import { describe, expect, test } from '@jest/globals';
import { readEnvironment } from '@ticketpost/runtime';
import { recipientVariables } from '../../src/worker/recipient-variables.ts';

function read(environment: Record<string, string>) {
  return readEnvironment(recipientVariables, environment, () => '');
}

test('nothing need be set', () => {
  expect(read({})).toMatchObject({
    kind: 'valid',
    config: {
      sandboxRecipient: undefined,
      bookingLookupUrl: undefined,
      bookingLookupToken: undefined,
      bookingLookupTimeoutMs: 5000,
      usesSupplierContact: 'off',
      fallbackRecipient: undefined,
    },
  });
});

describe('a variable', () => {
  test.each<[string, string]>([
    ['BOOKING_LOOKUP_URL', 'https://booking.example.com/orders/{orderNo}'],
    ['BOOKING_LOOKUP_URL', 'http://127.0.0.1:8080/find?order={orderNo}&by=number'],
    ['BOOKING_LOOKUP_TOKEN', 'abc.DEF-123='],
    ['FALLBACK_RECIPIENT', 'desk@example.com'],
    ['FALLBACK_RECIPIENT', 'büro@example.com'],
    ['SANDBOX_RECIPIENT', 'sandbox@example.com'],
    ['ATLAS_CONTACT_RECIPIENT', 'on'],
  ])('%s may be %j', (name, value) => {
    expect(read({ [name]: value })).toMatchObject({ kind: 'valid' });
  });

  test.each<[string, string, string]>([
    ['BOOKING_LOOKUP_URL', 'without a place for the order number', 'https://example.com/orders'],
    ['BOOKING_LOOKUP_URL', 'with the place in the host', 'https://{orderNo}.example.com/'],
    ['BOOKING_LOOKUP_URL', 'with the place in the fragment', 'https://example.com/#{orderNo}'],
    ['BOOKING_LOOKUP_URL', 'with a password', 'https://me:secret@example.com/{orderNo}'],
    ['BOOKING_LOOKUP_URL', 'with a user', 'https://me@example.com/{orderNo}'],
    ['BOOKING_LOOKUP_URL', 'of another scheme', 'file:///orders/{orderNo}'],
    ['BOOKING_LOOKUP_URL', 'with an impossible port', 'http://example.com:99999/{orderNo}'],
    ['BOOKING_LOOKUP_URL', 'that is none', 'example.com/{orderNo}'],
    ['BOOKING_LOOKUP_TOKEN', 'of two lines', 'abc\r\nX-Other: 1'],
    ['BOOKING_LOOKUP_TIMEOUT_MS', 'that is no time', 'soon'],
    ['FALLBACK_RECIPIENT', 'of two mailboxes', 'a@example.com,b@example.com'],
    ['FALLBACK_RECIPIENT', 'with a name', 'Desk <desk@example.com>'],
    ['SANDBOX_RECIPIENT', 'that is no mailbox', 'nobody'],
    ['ATLAS_CONTACT_RECIPIENT', 'that is neither', 'yes'],
  ])('%s %s is refused by name, with an example', (name, _what, value) => {
    const reading = read({ [name]: value });
    if (reading.kind !== 'invalid') throw new Error('it was taken');
    expect(reading.problems).toHaveLength(1);
    expect(reading.problems[0]).toContain(`Example: ${name}=`);
    expect(reading.problems[0]).not.toContain('secret');
  });
});
