import { describeStanding, type OrderView } from '@ticketpost/operations';
import { maskMailbox, maskMailboxes } from '@ticketpost/schema';

/** An order in JSON, with stable fields. Mailboxes are masked, and bodies of events left out. */
export function orderToJson(order: OrderView) {
  const { orderNo, standing, confirmations, timeline, booking, deadLetters } = order;
  return {
    orderNo,
    state: standing.kind,
    summary: describeStanding(standing),
    ...(booking === undefined ? {} : { booking }),
    ...(order.strippedAt === undefined ? {} : { strippedAt: order.strippedAt }),
    ...(order.missingKeys === undefined ? {} : { missingKeys: order.missingKeys }),
    confirmations: confirmations.map((one) => ({
      ticketSetId: one.ticketSetId,
      ...(one.resendOf === undefined ? {} : { resendOf: one.resendOf }),
      state: one.state,
      attempts: one.attempts,
      ...(one.recipient === undefined ? {} : { recipient: maskMailbox(one.recipient) }),
      ...(one.messageId === undefined ? {} : { messageId: one.messageId }),
      ...(one.sentAt === undefined ? {} : { sentAt: one.sentAt }),
      ...(one.lastAnswer === undefined ? {} : { lastAnswer: one.lastAnswer }),
    })),
    timeline: timeline.map(({ sealed, ...entry }) => ({
      ...withoutReceipt(entry),
      ...(sealed?.recipient === undefined ? {} : { recipient: maskMailbox(sealed.recipient) }),
      ...(sealed?.answer === undefined ? {} : { answer: sealed.answer }),
      ...(sealed?.why === undefined ? {} : { why: maskMailboxes(sealed.why) }),
    })),
    deadLetters,
  };
}

/** What a delivery came with is told by its evidence. */
function withoutReceipt<Entry extends { receipt?: string }>(entry: Entry): Omit<Entry, 'receipt'> {
  const shown = { ...entry };
  delete shown.receipt;
  return shown;
}
