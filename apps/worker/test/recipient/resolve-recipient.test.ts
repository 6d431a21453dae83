import { describe, expect, test } from '@jest/globals';
import type { LookupOutcome } from '../../src/recipient/lookup-outcome.ts';
import {
  createResolveRecipient,
  type AboutRecipient,
  type ResolveRecipientOptions,
} from '../../src/recipient/resolve-recipient.ts';

const real = 'ABCDE20260102030405678';
const sandboxOrder = 'TESTL20230922153224323';

const booking = {
  email: 'traveller@example.com',
  name: 'Zoë Example',
  locale: 'en-GB',
  cc: ['office@example.com'],
};
const known: LookupOutcome = {
  kind: 'known',
  recipient: { mailbox: 'looked-up@example.com', cc: ['desk@example.com'], locale: 'de' },
};
const notKnown: LookupOutcome = { kind: 'not_known' };
const down: LookupOutcome = { kind: 'failed', reason: 'lookup_unavailable', detail: 'HTTP 503' };
const contactEmail = 'contact@example.com';
const fallbackRecipient = 'fallback@example.com';
const sandboxRecipient = 'sandbox@example.com';

interface Given extends Partial<AboutRecipient> {
  lookup?: LookupOutcome;
  sandboxRecipient?: string | undefined;
  fallbackRecipient?: string;
  usesSupplierContact?: boolean;
}

/** Everything that can be known and switched on at once. */
const everything: Given = {
  booking,
  lookup: known,
  contactEmail,
  usesSupplierContact: true,
  fallbackRecipient,
  sandboxRecipient,
};

async function resolve(given: Given) {
  const asked: string[] = [];
  const { lookup } = given;
  const options: ResolveRecipientOptions = {
    settings: {
      sandboxRecipient: given.sandboxRecipient,
      fallbackRecipient: given.fallbackRecipient,
      usesSupplierContact: given.usesSupplierContact ?? false,
    },
    ...(lookup === undefined
      ? {}
      : {
          lookUp: (orderNo: string) => {
            asked.push(orderNo);
            return Promise.resolve(lookup);
          },
        }),
  };
  const resolution = await createResolveRecipient(options)({
    orderNo: given.orderNo ?? real,
    booking: given.booking,
    contactEmail: given.contactEmail,
  });
  return { resolution, asked };
}

describe('the recipient', () => {
  test.each<[string, Given, string, string, string[]]>([
    [
      'of a sandbox order is the sandbox mailbox, whatever else is known',
      { ...everything, orderNo: sandboxOrder },
      sandboxRecipient,
      'sandbox',
      ['sandbox:used'],
    ],
    [
      'of an order that only contains TEST is not the sandbox mailbox',
      { fallbackRecipient, sandboxRecipient, orderNo: 'ATEST2026' },
      fallbackRecipient,
      'fallback',
      ['booking:none', 'lookup:off', 'supplier_contact:off', 'fallback:used'],
    ],
    ['is the booking’s first', everything, booking.email, 'booking', ['booking:used']],
    [
      'is the lookup’s without a booking',
      { ...everything, booking: undefined },
      'looked-up@example.com',
      'lookup',
      ['booking:none', 'lookup:used'],
    ],
    [
      'is the supplier’s contact when the lookup does not know the order',
      { ...everything, booking: undefined, lookup: notKnown },
      contactEmail,
      'supplier_contact',
      ['booking:none', 'lookup:not_known', 'supplier_contact:used'],
    ],
    [
      'is the fallback while the supplier’s contact is switched off',
      { contactEmail, fallbackRecipient },
      fallbackRecipient,
      'fallback',
      ['booking:none', 'lookup:off', 'supplier_contact:off', 'fallback:used'],
    ],
    [
      'is the fallback when the supplier’s contact is empty',
      { contactEmail: ' ', usesSupplierContact: true, fallbackRecipient },
      fallbackRecipient,
      'fallback',
      ['booking:none', 'lookup:off', 'supplier_contact:none', 'fallback:used'],
    ],
    ...[
      'a@example.com, b@example.com',
      'nobody',
      'Bcc: a@example.com',
      'a@example.com\r\nBcc: b',
    ].map((text): [string, Given, string, string, string[]] => [
      `is the fallback when the supplier’s contact is ${JSON.stringify(text)}`,
      { contactEmail: text, usesSupplierContact: true, fallbackRecipient },
      fallbackRecipient,
      'fallback',
      ['booking:none', 'lookup:off', 'supplier_contact:not_one_mailbox', 'fallback:used'],
    ]),
  ])('%s', async (_row, given, mailbox, source, steps) => {
    const { resolution } = await resolve(given);
    expect(resolution).toMatchObject({ kind: 'recipient', recipient: { mailbox }, source, steps });
  });

  test('of a booking has its name, language and copies', async () => {
    const { resolution } = await resolve(everything);
    expect(resolution).toMatchObject({
      recipient: { cc: ['office@example.com'], name: 'Zoë Example', locale: 'en-GB' },
    });
  });

  test('of the lookup has the language and copies that it told', async () => {
    const { resolution } = await resolve({ lookup: known });
    expect(resolution).toMatchObject({ recipient: { cc: ['desk@example.com'], locale: 'de' } });
  });

  test.each<[string, Given, string]>([
    ['the sandbox', { ...everything, orderNo: sandboxOrder }, sandboxRecipient],
    [
      'the supplier’s contact',
      { ...everything, booking: undefined, lookup: notKnown },
      contactEmail,
    ],
    ['the fallback', { fallbackRecipient }, fallbackRecipient],
  ])('of %s has no copies and no name', async (_source, given, mailbox) => {
    const { resolution } = await resolve(given);
    if (resolution.kind !== 'recipient') throw new Error(resolution.kind);
    expect(resolution.recipient).toEqual({ mailbox, cc: [] });
  });
});

describe('nobody', () => {
  test.each<[string, Given, string[], boolean]>([
    [
      'is written to about a sandbox order without a sandbox mailbox, whatever else is known',
      { ...everything, orderNo: sandboxOrder, sandboxRecipient: undefined },
      ['sandbox:none'],
      false,
    ],
    [
      'is written to when no step knows anybody',
      { usesSupplierContact: true, sandboxRecipient },
      ['booking:none', 'lookup:off', 'supplier_contact:none', 'fallback:none'],
      false,
    ],
    [
      'is known yet, but may be later, when the lookup says so',
      { lookup: notKnown },
      ['booking:none', 'lookup:not_known', 'supplier_contact:off', 'fallback:none'],
      true,
    ],
  ])('%s', async (_row, given, steps, mayBeKnownLater) => {
    const { resolution } = await resolve(given);
    expect(resolution).toEqual({ kind: 'nobody', steps, mayBeKnownLater });
  });
});

describe('a lookup', () => {
  test('that fails ends the search: neither contact nor fallback is written to', async () => {
    const { resolution } = await resolve({ ...everything, booking: undefined, lookup: down });
    expect(resolution).toEqual({
      kind: 'failed',
      reason: 'lookup_unavailable',
      detail: 'HTTP 503',
      steps: ['booking:none', 'lookup:failed'],
    });
  });

  test.each<[string, Given, string[]]>([
    ['is asked once for an order without a booking', { lookup: notKnown }, [real]],
    ['is not asked when there is a booking', everything, []],
    ['is not asked about a sandbox order', { ...everything, orderNo: sandboxOrder }, []],
  ])('%s', async (_row, given, expected) => {
    const { asked } = await resolve(given);
    expect(asked).toEqual(expected);
  });
});
