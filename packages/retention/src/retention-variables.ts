import { defineInteger, type ConfigOf } from '@ticketpost/runtime';

/** Nothing is built to be remembered for longer: indexes and answers are found for so many days. */
const longestDays = 400;

const defineDays = (description: {
  name: string;
  meaning: string;
  minimum: number;
  fallback: number;
}) => {
  const { name, meaning, minimum, fallback } = description;
  return defineInteger(
    {
      name,
      meaning,
      expectation: `a whole number of days, ${minimum} to ${longestDays}`,
      example: String(fallback),
      minimum,
      maximum: longestDays,
    },
    { fallback },
  );
};

/** How long each kind of data is kept. None is kept for ever, and none for no time at all. */
export const retentionVariables = {
  retainOrdersDays: defineDays({
    name: 'RETAIN_ORDERS_DAYS',
    meaning:
      'days for which an order is remembered after its last change or last known flight, without what is personal once that is over: the record keeps it from being mailed twice',
    // The supplier's list is swept back 30 days: a forgotten order on it would be mailed again.
    minimum: 60,
    fallback: longestDays,
  }),
  retainPersonalDays: defineDays({
    name: 'RETAIN_PERSONAL_DAYS',
    meaning:
      'days for which mailboxes, names, ticket numbers, bookings, content and answers of mails of an order that owes no mail are kept after its last change or last known flight; never longer than `RETAIN_ORDERS_DAYS`',
    // A booking may wait for its ticket for a month.
    minimum: 30,
    fallback: longestDays,
  }),
  retainDeadLettersDays: defineDays({
    name: 'RETAIN_DEAD_LETTERS_DAYS',
    meaning:
      'days for which a dead letter waits for a person before it expires; it is told of for the last 14, however old it is when that is first seen',
    minimum: 30,
    fallback: 90,
  }),
  retainQuarantineDays: defineDays({
    name: 'RETAIN_QUARANTINE_DAYS',
    meaning: 'the same for a delivery in quarantine',
    minimum: 30,
    fallback: 90,
  }),
  retainAuditDays: defineDays({
    name: 'RETAIN_AUDIT_DAYS',
    meaning: 'days for which a line of the audit log is kept',
    minimum: 30,
    fallback: longestDays,
  }),
};

export type RetentionSettings = ConfigOf<typeof retentionVariables>;
