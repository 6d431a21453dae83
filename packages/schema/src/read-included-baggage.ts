import { definedOnly } from './defined-only.ts';
import type { Segment } from './itinerary-schema.ts';
import { readPassengerType } from './read-passenger-type.ts';
import { readDecimal, readInteger, readText } from './read-scalar.ts';
import type { SupplierBaggageElement } from './supplier-itinerary-schema.ts';

type IncludedBaggage = NonNullable<Segment['includedBaggage']>[number];

const mostEntries = 20;

/** Reads the checked bags that the fare includes on one flight; `undefined` when none is told. */
export function readIncludedBaggage(
  elements: readonly SupplierBaggageElement[],
  segmentNo: number,
): IncludedBaggage[] | undefined {
  const entries = elements
    .filter((element) => element !== null)
    .filter((element) => readInteger(element.segmentNo) === segmentNo && isChecked(element))
    .flatMap((element) => readElement(element) ?? [])
    .map((entry) => JSON.stringify(entry));
  const distinct = [...new Set(entries)].slice(0, mostEntries);
  return distinct.length === 0
    ? undefined
    : distinct.map((entry) => JSON.parse(entry) as IncludedBaggage);
}

/** Cabin bags stand in the same list, told apart by their type (`CabinBaggageUnderSeat`, …). */
function isChecked({ baggageType }: NonNullable<SupplierBaggageElement>): boolean {
  const type = readText(baggageType);
  return type === undefined || /check/i.test(type);
}

function readElement(element: NonNullable<SupplierBaggageElement>): IncludedBaggage | undefined {
  const weight = readDecimal(element.baggageWeight);
  const pieces = readPieces(element.baggagePiece);
  const allowance = readAllowance(weight, pieces);
  if (allowance === undefined) return undefined;
  const weightKg = allowance === 'limited' ? weight : undefined;
  return {
    allowance,
    ...definedOnly({
      passengerType: readPassengerType(element.passengerType),
      pieces: allowance === 'none' ? undefined : pieces,
      weightKg,
    }),
  };
}

/** For what the fare includes a weight of 0 is none and -1 no limit: the opposite of bought bags. */
function readAllowance(
  weight: number | undefined,
  pieces: number | undefined,
): IncludedBaggage['allowance'] | undefined {
  if (weight === 0) return 'none';
  if (weight === -1) return 'unlimited';
  if (weight === undefined) return pieces === undefined ? undefined : 'limited';
  return weight > 0 && weight <= 10_000 ? 'limited' : undefined;
}

/** 0 puts no limit on the pieces, so there is no number to tell. */
function readPieces(value: string | number | null | undefined): number | undefined {
  const pieces = readInteger(value);
  return pieces !== undefined && pieces > 0 && pieces <= 100 ? pieces : undefined;
}
