import { cleanText } from './clean-text.ts';
import type { SupplierPassenger } from './supplier-passenger-schema.ts';
import { readAncillary } from './read-ancillary.ts';
import { readPassengerType } from './read-passenger-type.ts';
import { readText } from './read-scalar.ts';
import type { Passenger } from './ticketed-order-schema.ts';

/** Brings one passenger of the supplier into our own form. */
export function readPassenger(passenger: SupplierPassenger): Passenger {
  const passengerType = readPassengerType(passenger.passengerType);
  return {
    name: cleanText(passenger.name ?? ''),
    ...(passengerType !== undefined && { passengerType }),
    ticketNos: readNumbers(passenger.ticketNos),
    airlinePnrs: readNumbers(passenger.airlinePNRs),
    ancillaries: (passenger.ancillaries ?? []).flatMap((entry) => readAncillary(entry) ?? []),
  };
}

function readNumbers(entries: SupplierPassenger['ticketNos']): string[] {
  return (entries ?? []).flatMap((entry) => readText(entry) ?? []);
}
