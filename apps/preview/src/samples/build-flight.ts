import type { Segment } from '@ticketpost/schema';

/** An airport, the local time there and perhaps the terminal, for example `LHR 2026-11-24T08:30 2`. */
type Stop = `${string} ${string}`;

/** A flight of a made-up airline between two stops. */
export function buildFlight(
  flightNumber: string,
  from: Stop,
  to: Stop,
  others: Omit<Segment, 'flightNumber' | 'carrier' | 'departure' | 'arrival'> = {},
): Segment {
  return {
    index: 1,
    carrier: flightNumber.slice(0, 2),
    flightNumber,
    departure: readStop(from),
    arrival: readStop(to),
    cabinClass: 'Economy',
    ...others,
  };
}

function readStop(stop: Stop): Segment['departure'] {
  const [airport = '', time, terminal] = stop.split(' ');
  return {
    airport,
    ...(time !== undefined && { time }),
    ...(terminal !== undefined && { terminal }),
  };
}

/** The airlines of the samples. They fly nowhere. */
export const sampleAirlines = [
  { code: 'ZX', name: 'Example Air', webSite: 'https://www.air.example.com/check-in' },
  { code: 'YV', name: 'Feeder Express' },
];
