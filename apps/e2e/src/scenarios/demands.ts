import type { QueuedJob } from '../evidence/evidence.ts';
import type { Outcome } from './scenario.ts';

/** The fault must have taken place, else the scenario has shown nothing. */
export function demandNotes({ notes }: Outcome, ...needed: readonly string[]): string[] {
  return needed.filter((what) => !notes.has(what)).map((what) => `it never happened: ${what}`);
}

/** What passes by itself must leave no dead letter behind. */
export function demandNoDeadLetters(outcome: Outcome): string[] {
  return describeDeadLetters(outcome, () => true);
}

/** The supplier's word is waited for: only what it never calls ticketed ends as a dead letter. */
export function demandNoDeadLettersOfTrueOrders(outcome: Outcome): string[] {
  const { supplier } = outcome.evidence;
  return describeDeadLetters(
    outcome,
    ({ orderNo = '' }) => supplier?.neverTicketed.has(orderNo) !== true,
  );
}

function describeDeadLetters(
  { evidence }: Outcome,
  isMeant: (job: QueuedJob) => boolean,
): string[] {
  return [...evidence.jobs.values()]
    .filter((job) => job.state === 'failed' && isMeant(job))
    .slice(0, 5)
    .map(({ orderNo = '', failedReason = '' }) => `dead letter of ${orderNo}: ${failedReason}`);
}

/**
 * An outage that is nobody's mail's fault costs no job an attempt; `spared` is how many of each are
 * forgiven (default none).
 */
export function demandNoAttemptLost(
  { evidence }: Outcome,
  { spared = 0 }: { spared?: number } = {},
): string[] {
  const late = [...evidence.ledger].flatMap(([orderNo, { timeline }]) =>
    timeline.flatMap(({ event, attempt = 1 }) =>
      event === 'sent' && attempt > 1 + spared ? [`${orderNo} was sent at attempt ${attempt}`] : [],
    ),
  );
  return late.length === 0 ? [] : [`${late.length} jobs lost an attempt`, ...late.slice(0, 3)];
}

/** An entry like this must stand on some order's timeline, else what is tested never came up. */
export function demandEvents(
  { evidence }: Outcome,
  wanted: { event: string; reason: string },
): string[] {
  const isThere = [...evidence.ledger.values()].some(({ timeline }) =>
    timeline.some(({ event, reason }) => event === wanted.event && reason === wanted.reason),
  );
  return isThere ? [] : [`no timeline says ${wanted.event}, ${wanted.reason}`];
}

/** Orders that the supplier never calls ticketed must have been posted, and none was mailed. */
export function demandUnmailed({ evidence }: Outcome): string[] {
  const { supplier, mails, deliveries } = evidence;
  const isFalse = (orderNo: string): boolean => supplier?.neverTicketed.has(orderNo) === true;
  const mailed = mails.flatMap(({ orderNos }) => orderNos.filter(isFalse));
  return [
    ...(deliveries.some(({ orderNo }) => isFalse(orderNo)) ? [] : ['no event was false']),
    ...mailed.map((orderNo) => `${orderNo} was mailed, and the supplier never called it ticketed`),
  ];
}

/** Some trips went out in one mail, and some in two, since their events came far apart. */
export function demandTrips({ evidence: { mails, bookings } }: Outcome): string[] {
  const together = new Set(mails.flatMap(({ orderNos }) => (orderNos.length > 1 ? orderNos : [])));
  const mailed = new Set(mails.flatMap(({ orderNos }) => orderNos));
  const isApart = bookings.some(
    ({ trip = [] }) =>
      trip.length > 0 && trip.every((each) => mailed.has(each) && !together.has(each)),
  );
  return [
    ...(together.size > 0 ? [] : ['no trip went out in one mail']),
    ...(isApart ? [] : ['no trip went out in two mails']),
  ];
}
