import type { Evidence } from '../evidence/evidence.ts';

/** Everything the evidence holds about one order, to find out what went wrong. */
export function describeOrder(evidence: Evidence, orderNo: string): string[] {
  const { deliveries, bookings, mails, ledger, jobs, supplier } = evidence;
  const { confirmations = [], timeline = [] } = ledger.get(orderNo) ?? {};
  const time = (ms: number): string => new Date(ms).toISOString();
  return [
    `order ${orderNo}`,
    ...deliveries
      .filter((delivery) => delivery.orderNo === orderNo)
      .map(({ set, isTicketed, postedAt, answer }) => {
        const what = isTicketed ? `set ${set}` : 'other event';
        return `  posted     ${time(postedAt)} ${what}: ${JSON.stringify(answer)}`;
      }),
    ...bookings
      .filter((booking) => booking.orderNo === orderNo)
      .map(({ postedAt, mailbox, trip, answer }) => {
        const what = [mailbox, ...(trip === undefined ? [] : ['trip', ...trip])].join(' ');
        return `  booked     ${time(postedAt)} ${what}: ${JSON.stringify(answer)}`;
      }),
    ...[...(supplier?.ticketedAt ?? [])]
      .filter(([key]) => key.startsWith(`${orderNo}/`))
      .map(([key, at]) => `  supplier   ${time(at)} ${key} is ticketed`),
    ...confirmations.map(({ ticketSetId, state }) => `  ledger     ${ticketSetId} is ${state}`),
    ...timeline.map(
      ({ at, event, ...rest }) => `  timeline   ${at} ${event} ${JSON.stringify(rest)}`,
    ),
    ...[...jobs.values()]
      .filter((job) => job.orderNo === orderNo)
      .map(({ deliveryId, state, attemptsMade, failedReason = '' }) =>
        `  job        ${deliveryId} ${state}, ${attemptsMade} attempts ${failedReason}`.trimEnd(),
      ),
    ...mails
      .filter((mail) => mail.orderNos.includes(orderNo))
      .map(({ takenAt, messageId, reference = '', recipients, orderNos, isAnswered }) => {
        const about = `${reference} ${orderNos.join(' ')} to ${recipients.join(', ')}`;
        return `  mail       ${time(takenAt)} ${about} ${messageId}, 250 ${isAnswered ? 'written' : 'not written'}`;
      }),
  ];
}
