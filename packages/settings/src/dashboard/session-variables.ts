import { defineInteger } from '@ticketpost/runtime';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;

/** How long a login lasts. */
export const sessionVariables = {
  sessionIdleTimeoutMs: defineInteger(
    {
      name: 'SESSION_IDLE_TIMEOUT_MS',
      meaning:
        'how long a login to the dashboard lasts without being used; pages that keep themselves up to date are no use',
      expectation: 'a time in milliseconds, 60000 to 86400000',
      example: '1800000',
      minimum: minuteMs,
      maximum: 24 * hourMs,
    },
    { fallback: 30 * minuteMs },
  ),
  sessionTimeoutMs: defineInteger(
    {
      name: 'SESSION_TIMEOUT_MS',
      meaning: 'how long a login to the dashboard lasts at most',
      expectation: 'a time in milliseconds, 300000 to 604800000',
      example: '28800000',
      minimum: 5 * minuteMs,
      maximum: 7 * 24 * hourMs,
    },
    { fallback: 8 * hourMs },
  ),
  hstsDays: defineInteger(
    {
      name: 'HSTS_DAYS',
      meaning:
        "for how many days browsers are told to reach the dashboard's host by HTTPS alone, all its ports included; 0 says nothing of it",
      expectation: 'a number of days, 0 to 730',
      example: '365',
      minimum: 0,
      maximum: 730,
    },
    { fallback: 0 },
  ),
};
