import type { Evidence } from '../evidence/evidence.ts';

/** Everything the evidence holds about one order, to find out what went wrong. */
export function describeOrder(evidence: Evidence, orderNo: string): string[] {
  const { deliveries, mails, ledger, jobs } = evidence;
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
      .filter((mail) => mail.orderNo === orderNo)
      .map(
        ({ takenAt, messageId, reference, isAnswered }) =>
          `  mail       ${time(takenAt)} ${reference ?? ''} ${messageId}, 250 ${isAnswered ? 'written' : 'not written'}`,
      ),
  ];
}
