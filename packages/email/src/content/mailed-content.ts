import { parseTicketedOrder } from '@ticketpost/schema';
import type { ConfirmationInput } from './confirmation-input.ts';
import type { OrderContent } from './order-content.ts';

/**
 * What the mail about one order was made from, as it is kept with a sent confirmation: enough to show that
 * mail, to send it again, and to tell a later one what changed.
 */
export interface MailedContent
  extends OrderContent, Pick<ConfirmationInput, 'travellerName' | 'locale'> {
  /** The other orders of the trip that the same mail was about. */
  together?: readonly string[];
}

/** What is kept of one order's part in a mail about these orders. */
export function toMailedContent(
  { revision = 0, ...content }: OrderContent,
  { travellerName, locale }: Pick<ConfirmationInput, 'travellerName' | 'locale'>,
  orderNos: readonly string[],
): MailedContent {
  const together = orderNos.filter((orderNo) => orderNo !== content.order.orderNo);
  return {
    ...content,
    ...(revision === 0 ? {} : { revision }),
    ...(travellerName === undefined ? {} : { travellerName }),
    ...(locale === undefined ? {} : { locale }),
    ...(together.length === 0 ? {} : { together }),
  };
}

/** What was kept, as far as this version can read it: the rest was checked when it was mailed. */
export function readMailedContent(mailed: object | undefined): MailedContent | undefined {
  const content = mailed as MailedContent | undefined;
  return parseTicketedOrder(content?.order).kind === 'order' ? content : undefined;
}
