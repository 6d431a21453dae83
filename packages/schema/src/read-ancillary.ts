import { definedOnly } from './defined-only.ts';
import type { SupplierAncillary } from './supplier-ancillary-schema.ts';
import { readBoolean, readNumber, readText } from './read-scalar.ts';
import type { Ancillary } from './ticketed-order-schema.ts';

/** Brings one extra of the supplier into our own form; `undefined` for an empty entry. */
export function readAncillary(ancillary: SupplierAncillary): Ancillary | undefined {
  if (ancillary === null) return undefined;
  return {
    productCode: readText(ancillary.productCode) ?? '',
    ...definedOnly({
      segmentIndex: readNumber(ancillary.segmentIndex),
      seat: readSeat(ancillary.auxSeatElement),
      baggage: readBaggage(ancillary.auxBaggageElement),
    }),
  };
}

type SupplierSeat = NonNullable<SupplierAncillary>['auxSeatElement'];
type SupplierBaggage = NonNullable<SupplierAncillary>['auxBaggageElement'];

function readSeat(seat: SupplierSeat): Ancillary['seat'] {
  return seat
    ? unlessEmpty(definedOnly({ row: readText(seat.row), column: readText(seat.column) }))
    : undefined;
}

function readBaggage(bag: SupplierBaggage): Ancillary['baggage'] {
  return bag
    ? unlessEmpty(
        definedOnly({
          piece: readNumber(bag.piece),
          weight: readNumber(bag.weight),
          isAllWeight: readBoolean(bag.isAllWeight),
          size: readText(bag.size),
        }),
      )
    : undefined;
}

function unlessEmpty<T extends object>(object: T): T | undefined {
  return Object.keys(object).length === 0 ? undefined : object;
}
