import type { FromSchema, JSONSchema } from 'json-schema-to-ts';

import { integerPattern } from './integer-pattern.ts';
import { limits } from './limits.ts';
import { supplierTextRules } from './supplier-text-rules.ts';

/** A decimal number in a string, or an empty string for none. */
const decimalPattern = '^(?:-?[0-9]{1,9}(?:\\.[0-9]{1,9})?)?$';

const { pattern } = supplierTextRules.text;

const shortText = {
  type: ['string', 'integer', 'null'],
  maxLength: limits.shortText,
  pattern,
} as const;

const amount = { type: ['number', 'string', 'null'], pattern: decimalPattern } as const;

/** JSON Schema of an extra as the supplier writes it; part of `orderTicketedSchema`. */
export const supplierAncillarySchema = {
  description: 'One unit of one extra on one segment. Several units are several entries.',
  type: ['object', 'null'],
  properties: {
    productCode: {
      description: 'What was bought, as a text for display. It has no structure to rely on.',
      type: ['string', 'null'],
      maxLength: limits.productCode,
      pattern,
    },
    segmentIndex: {
      description: 'The flight segment that the extra belongs to.',
      type: ['integer', 'string', 'null'],
      pattern: integerPattern,
    },
    auxSeatElement: {
      description: 'The chosen seat; missing or null when the extra is no seat.',
      type: ['object', 'null'],
      properties: {
        row: { description: 'Row of the seat.', ...shortText },
        column: { description: 'Letter of the seat within its row.', ...shortText },
      },
    },
    auxBaggageElement: {
      description: 'The bought bag; missing or null when the extra is no bag.',
      type: ['object', 'null'],
      properties: {
        piece: { description: 'How many pieces; 0 puts no limit on the pieces.', ...amount },
        weight: { description: 'The weight allowed; 0 puts no limit on the weight.', ...amount },
        isAllWeight: {
          description:
            'A mark beside the weight that the supplier does not explain. Anything but true or false (also as a string, or as 1 or 0) counts as not given.',
        },
        size: { description: 'Largest size of a piece, as a text for display.', ...shortText },
      },
    },
  },
} as const satisfies JSONSchema;

/** An extra as the supplier writes it. */
export type SupplierAncillary = FromSchema<typeof supplierAncillarySchema>;
