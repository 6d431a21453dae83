import { defineIntegerList } from '@ticketpost/runtime';

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;

/**
 * The waits before an order that is not ticketed yet is asked for again: close at first, since a
 * ticket takes seconds or minutes, over about a day in all.
 */
const defaultRecheckDelaysMs: readonly number[] = [
  5 * second,
  10 * second,
  20 * second,
  30 * second,
  minute,
  2 * minute,
  5 * minute,
  10 * minute,
  15 * minute,
  30 * minute,
  30 * minute,
  hour,
  hour,
  2 * hour,
  4 * hour,
  6 * hour,
  8 * hour,
];

/** `ATLAS_RECHECK_DELAYS_MS`: when an order that is not ticketed yet is asked for again. */
export const recheckDelaysVariable = defineIntegerList(
  {
    name: 'ATLAS_RECHECK_DELAYS_MS',
    meaning:
      'comma list of waits before an order that is not ticketed yet is asked for again; after the last it is a dead letter; jitter on top',
    expectation: 'a comma list of times in milliseconds, each 100 to 604800000',
    example: '5000,30000,300000',
    minimum: 100,
    maximum: 7 * 24 * 60 * 60 * 1000,
  },
  { fallback: defaultRecheckDelaysMs },
);
