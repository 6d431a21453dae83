import { defineInteger } from '@ticketpost/runtime';

const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;

/** When and how the supplier's order list is swept for orders whose webhook never came. */
export const reconciliationVariables = {
  reconcileEveryMs: defineInteger(
    {
      name: 'RECONCILE_EVERY_MS',
      meaning:
        "how often the supplier's order list is swept for ticketed orders that no webhook told of; 0 never does, nor is it done without credentials",
      expectation: 'a time in milliseconds, 0 to 86400000',
      example: '900000',
      minimum: 0,
      maximum: dayMs,
    },
    { fallback: 15 * minuteMs },
  ),
  reconcileWindowMs: defineInteger(
    {
      name: 'RECONCILE_WINDOW_MS',
      meaning: 'how far back a sweep looks, by the time at which orders were made',
      expectation: 'a time in milliseconds, 60000 to 2592000000',
      example: '172800000',
      minimum: minuteMs,
      maximum: 30 * dayMs,
    },
    { fallback: 2 * dayMs },
  ),
  reconcilePageSize: defineInteger(
    {
      name: 'RECONCILE_PAGE_SIZE',
      meaning: "orders on one page of the supplier's list",
      expectation: 'a whole number, 1 to 100',
      example: '50',
      minimum: 1,
      maximum: 100,
    },
    { fallback: 50 },
  ),
  reconcilePagesPerMinute: defineInteger(
    {
      name: 'RECONCILE_PAGES_PER_MINUTE',
      meaning: 'pages that a sweep asks for in a minute',
      expectation: 'a whole number, 1 to 600',
      example: '20',
      minimum: 1,
      maximum: 600,
    },
    { fallback: 20 },
  ),
};
