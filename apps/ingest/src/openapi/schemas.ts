import { bookingSchema, orderTicketedSchema } from '@ticketpost/schema';

const refTo = (name: string) => ({ $ref: `#/components/schemas/${name}` });

const { itinerary, ...bookingFields } = bookingSchema.properties;

/** The supplier's schema as a part of another document: its own references lead to its new place. */
const orderTicketed: unknown = JSON.parse(
  JSON.stringify({ ...orderTicketedSchema, $schema: undefined, $id: undefined }),
  (key, value: unknown) =>
    key === '$ref' && typeof value === 'string'
      ? value.replace(/^#/, refTo('OrderTicketed').$ref)
      : value,
);

/** The document's schemas: those that bodies are judged with, and those of the answers. */
export const documentSchemas = {
  OrderTicketed: orderTicketed,
  OtherEvent: {
    title: 'any other event',
    description:
      'An event of another type. All are taken, known or not; what is no `order.ticketed` only stands on the timeline of its order.',
    type: 'object',
  },
  Accepted: {
    type: 'object',
    required: ['status', 'deliveryId'],
    additionalProperties: false,
    properties: {
      status: { const: 'accepted' },
      deliveryId: { description: 'Made here; names the delivery in logs.', type: 'string' },
    },
  },
  Booking: {
    title: 'booking',
    description: 'What the agency tells about one of its orders. Unknown fields are refused.',
    ...bookingSchema,
    properties: { ...bookingFields, itinerary: refTo('Itinerary') },
  },
  Itinerary: {
    title: 'itinerary',
    description: 'The journey. Times are local to their airport, as they were given.',
    ...itinerary,
  },
  MaskedBooking: {
    title: 'masked booking',
    description: 'A stored booking as it is shown. Who the traveller is can only be guessed.',
    ...bookingSchema,
    required: ['orderNo', ...bookingSchema.required],
    properties: {
      orderNo: { description: 'The order number of the path, decoded.', type: 'string' },
      storedAt: {
        description: 'When this version was stored. In answers to GET only.',
        type: 'string',
        format: 'date-time',
      },
      ...bookingFields,
      email: { description: 'Masked.', type: 'string', examples: ['m•••@example.com'] },
      name: { description: 'Initials only.', type: 'string', examples: ['M. E.'] },
      cc: { description: 'Masked.', type: 'array', items: { type: 'string' } },
      itinerary: refTo('Itinerary'),
    },
  },
  Problem: {
    title: 'problem',
    description: 'RFC 9457. Rely on `code`; the title may change.',
    type: 'object',
    required: ['type', 'title', 'status', 'code'],
    additionalProperties: false,
    properties: {
      type: { const: 'about:blank' },
      title: { type: 'string' },
      status: { type: 'integer' },
      code: { description: 'Stable.', type: 'string' },
      deliveryId: {
        description: 'Of a delivery that was kept, or was to be.',
        type: 'string',
      },
      problems: {
        description: 'All that keeps the body from being read. Never a value of the body.',
        type: 'array',
        items: {
          type: 'object',
          required: ['pointer', 'message'],
          additionalProperties: false,
          properties: {
            pointer: { description: 'JSON Pointer (RFC 6901) into the body.', type: 'string' },
            message: { type: 'string' },
          },
        },
      },
    },
  },
} as const;
