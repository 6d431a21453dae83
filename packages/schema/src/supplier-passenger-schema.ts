import type { FromSchema, JSONSchema } from 'json-schema-to-ts';

import { documentFields } from './document-fields.ts';
import { limits } from './limits.ts';
import { supplierAncillarySchema } from './supplier-ancillary-schema.ts';
import { supplierTextRules } from './supplier-text-rules.ts';

const { name, number } = supplierTextRules;

const numberEntry = {
  description:
    'One number, or several joined by - / | , or *. Blank entries are skipped. A JSON number is taken when it is a whole one that no parser rounds.',
  type: ['string', 'integer', 'null'],
  maxLength: number.maxLength,
  pattern: number.pattern,
  minimum: 0,
  maximum: Number.MAX_SAFE_INTEGER,
} as const;

/** JSON Schema of a passenger as the supplier writes it; part of `orderTicketedSchema`. */
export const supplierPassengerSchema = {
  description: 'One passenger. Keys that are not listed here come and go, and are ignored.',
  type: 'object',
  properties: {
    name: {
      description:
        'Family name, a slash, given names; in any letter case and script. No address of a page or a mailbox, no line break.',
      type: ['string', 'null'],
      maxLength: name.maxLength,
      pattern: name.pattern,
      examples: ['zhang/lisi'],
    },
    passengerType: {
      description:
        '0 for an adult, 1 for a child, 2 for an infant, as an integer or a string. Any other value counts as not given.',
      examples: [1],
    },
    ticketNos: {
      description:
        'The ticket numbers, for a split round trip the outbound one first. Airlines without tickets of their own repeat the booking reference here, so passengers may share a number. Null means none yet.',
      type: ['array', 'null'],
      maxItems: limits.numbersPerPassenger,
      items: numberEntry,
      examples: [['S30814']],
    },
    airlinePNRs: {
      description:
        "The airlines' booking references, in the order of the tickets. Null means none.",
      type: ['array', 'null'],
      maxItems: limits.numbersPerPassenger,
      items: numberEntry,
      examples: [['S30814']],
    },
    ancillaries: {
      description: 'Extras bought with the ticket, such as seats and bags. Null means none.',
      type: ['array', 'null'],
      maxItems: limits.ancillariesPerPassenger,
      items: supplierAncillarySchema,
      examples: [[]],
    },
    ...documentFields,
  },
} as const satisfies JSONSchema;

/** A passenger as the supplier writes it. */
export type SupplierPassenger = FromSchema<typeof supplierPassengerSchema>;
