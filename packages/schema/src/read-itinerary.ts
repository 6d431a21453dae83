import { definedOnly } from './defined-only.ts';
import type { Itinerary } from './itinerary-schema.ts';
import { readAirlines } from './read-airlines.ts';
import { readPrice } from './read-price.ts';
import { readSegment } from './read-segment.ts';
import type { SupplierItinerary, SupplierSegment } from './supplier-itinerary-schema.ts';

/**
 * Brings the flights of an order query into our own form, the outbound ones first. `undefined`
 * without flights, and when one of them lacks an airport: half a journey would mislead.
 */
export function readItinerary(body: SupplierItinerary): Itinerary | undefined {
  const outbound = flightsOf(body.routing?.fromSegments);
  const back = flightsOf(body.routing?.retSegments);
  const isReturnTrip = back.length > 0;
  const flights = [...outbound, ...back];
  const baggageElements = body.routing?.rule?.baggageElements ?? [];

  const segments = flights.flatMap((flight, index) => {
    const direction = index < outbound.length ? ('outbound' as const) : ('return' as const);
    return (
      readSegment(flight, {
        number: index + 1,
        baggageElements,
        ...(isReturnTrip && { direction }),
      }) ?? []
    );
  });
  if (segments.length === 0 || segments.length < flights.length) return undefined;

  return {
    segments,
    ...definedOnly({
      airlines: readAirlines(body.airlineBookings ?? []),
      price: readPrice(body),
    }),
  };
}

function flightsOf(segments: readonly SupplierSegment[] | null | undefined) {
  return (segments ?? []).filter((segment) => segment !== null);
}
