import { bodyCodes, describeProblems } from './problem-responses.ts';

/** Without `BOOKINGS_API_KEYS` there is nothing at the path. */
const doorCodes = ['unauthorized', 'not_found', 'invalid_order_number'] as const;
const changeCodes = ['unsupported_condition', 'precondition_failed', 'not_stored'] as const;

const etag = {
  ETag: {
    description: 'Names this version of the booking; a new one at each PUT.',
    required: true,
    schema: { type: 'string', pattern: '^"[^"]+"$' },
  },
} as const;

const location = {
  Location: {
    description: 'The path of the booking.',
    required: true,
    schema: { type: 'string', format: 'uri-reference' },
  },
} as const;

const ifMatch = {
  name: 'If-Match',
  in: 'header',
  description: 'Only when the booking has one of these entity tags, or with `*` is there at all.',
  schema: { type: 'string' },
} as const;

const ifNoneMatch = {
  name: 'If-None-Match',
  in: 'header',
  description: '`*`: only when there is no booking yet.',
  schema: { type: 'string', const: '*' },
} as const;

const maskedBooking = {
  'application/json': { schema: { $ref: '#/components/schemas/MaskedBooking' } },
} as const;

/** The Bookings API. */
export const bookingPaths = {
  '/bookings/{orderNo}': {
    parameters: [
      {
        name: 'orderNo',
        in: 'path',
        required: true,
        description: "The supplier's order number, percent-encoded where it must be.",
        schema: { type: 'string', minLength: 1, maxLength: 128 },
      },
    ],
    put: {
      operationId: 'putBooking',
      tags: ['bookings'],
      summary: 'Store or replace a booking',
      description:
        'A confirmation that waits for the address is mailed within a second. One that was mailed is not mailed again, whatever changes. After a 503 send the same request again: it does no harm and does all of it again.',
      parameters: [ifMatch, ifNoneMatch],
      requestBody: {
        required: true,
        content: {
          'application/json': {
            schema: { $ref: '#/components/schemas/Booking' },
            examples: {
              small: {
                value: { email: 'mia@example.com', name: 'Mia Example', locale: 'en-GB' },
              },
            },
          },
        },
      },
      responses: {
        200: { description: 'Replaced.', headers: etag, content: maskedBooking },
        201: {
          description: 'There was none before.',
          headers: { ...etag, ...location },
          content: maskedBooking,
        },
        ...describeProblems([
          ...bodyCodes,
          ...doorCodes,
          ...changeCodes,
          'erased',
          'invalid_booking',
        ]),
      },
    },
    get: {
      operationId: 'getBooking',
      tags: ['bookings'],
      summary: 'Look a booking up, masked',
      parameters: [
        {
          name: 'If-None-Match',
          in: 'header',
          description: 'Entity tags that the caller has already.',
          schema: { type: 'string' },
        },
      ],
      responses: {
        200: {
          description: 'The booking.',
          headers: etag,
          content: {
            'application/json': {
              schema: { $ref: '#/components/schemas/MaskedBooking', required: ['storedAt'] },
            },
          },
        },
        304: { description: 'The caller has it already.', headers: etag },
        ...describeProblems([...doorCodes, 'booking_unreadable', 'not_available']),
      },
    },
    delete: {
      operationId: 'deleteBooking',
      tags: ['bookings'],
      summary: 'Erase an order',
      description:
        'Removes the booking and all else that is kept of the order: its deliveries, its mails, by what it was found. What is left is a tombstone: no webhook that comes later is mailed or kept, and a later PUT answers 410. It holds at once, and cannot be undone; what is kept outside the order’s record is gone within seconds.',
      parameters: [ifMatch, ifNoneMatch],
      responses: {
        204: { description: 'Nothing is known of the order now, and perhaps was not before.' },
        ...describeProblems([...doorCodes, ...changeCodes]),
      },
    },
  },
} as const;
