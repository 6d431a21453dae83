import { defineInteger, defineText } from '@ticketpost/runtime';
import { parseMailbox } from '@ticketpost/schema';
import { judgedBy } from '../judged-by.ts';
import { isLookupUrl } from './lookup-url.ts';

/** By which a recipient is found. */
export const recipientVariables = {
  sandboxRecipient: judgedBy(
    isMailbox,
    defineText(
      {
        name: 'SANDBOX_RECIPIENT',
        meaning: 'mailbox for `TEST…` orders; without it their confirmations wait',
        expectation: 'one mailbox',
        example: 'sandbox@example.com',
      },
      { optional: true },
    ),
  ),
  bookingLookupUrl: judgedBy(
    isLookupUrl,
    defineText(
      {
        name: 'BOOKING_LOOKUP_URL',
        meaning:
          'where the agency tells who booked an order that no booking came for: asked by GET, with the order number in the place of `{orderNo}`; off when not set',
        expectation:
          'an http:// or https:// URL with {orderNo} after its host, and without user and password',
        example: 'https://booking.example.com/orders/{orderNo}/traveller',
      },
      { optional: true },
    ),
  ),
  bookingLookupToken: defineText(
    {
      name: 'BOOKING_LOOKUP_TOKEN',
      meaning: 'sent to the booking lookup as `Authorization: Bearer`',
      expectation: 'a token without blanks, in ASCII',
      example: 'b2lS5nJx8vQ3',
      pattern: '^[\\x21-\\x7e]+$',
      secret: true,
    },
    { optional: true },
  ),
  bookingLookupTimeoutMs: defineInteger(
    {
      name: 'BOOKING_LOOKUP_TIMEOUT_MS',
      meaning: 'longest booking lookup, from the question to the last byte of the answer',
      expectation: 'a time in milliseconds, 100 to 60000',
      example: '5000',
      minimum: 100,
      maximum: 60_000,
    },
    { fallback: 5000 },
  ),
  usesSupplierContact: defineText(
    {
      name: 'ATLAS_CONTACT_RECIPIENT',
      meaning:
        "`on` writes to the contact address of the supplier's order when neither a booking nor the lookup knows the traveller; it may be the agency's own",
      expectation: 'on or off',
      example: 'on',
      oneOf: ['on', 'off'],
    },
    { fallback: 'off' },
  ),
  fallbackRecipient: judgedBy(
    isMailbox,
    defineText(
      {
        name: 'FALLBACK_RECIPIENT',
        meaning: 'mailbox when nobody knows the traveller',
        expectation: 'one mailbox',
        example: 'tickets-desk@example.com',
      },
      { optional: true },
    ),
  ),
};

function isMailbox(text: string): boolean {
  return parseMailbox(text) === text;
}
