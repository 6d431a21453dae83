import { describeStanding, type OrderView } from '@ticketpost/operations';

/** An order for programs; of a masked view. */
export function orderJson(view: OrderView): object {
  return {
    orderNo: view.orderNo,
    state: view.standing.kind,
    summary: describeStanding(view.standing),
    confirmations: view.confirmations.map((confirmation) => ({
      ticketSetId: confirmation.ticketSetId,
      state: confirmation.state,
      recipient: confirmation.recipient,
      messageId: confirmation.messageId,
      sentAt: confirmation.sentAt,
      attempts: confirmation.attempts,
      lastAnswer: confirmation.lastAnswer,
      resendOf: confirmation.resendOf,
    })),
    strippedAt: view.strippedAt,
    missingKeys: view.missingKeys,
    // What a delivery came with is told by its evidence.
    timeline: view.timeline.map(({ at, event, sealed, ...rest }) => ({
      at,
      event,
      ...rest,
      receipt: undefined,
      ...sealed,
    })),
  };
}
