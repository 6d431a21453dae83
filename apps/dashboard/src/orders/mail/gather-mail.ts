import type { ConfirmationInput, MailedContent, OrderContent } from '@ticketpost/email';
import { readMailedContent } from '@ticketpost/email/mailed-content';
import type { Confirmation } from '@ticketpost/ledger';
import type { OrderWorks } from '../order-works.ts';

export type GatheredMail =
  | {
      kind: 'mail';
      confirmation: Confirmation;
      /** The first is the order that was asked for. */
      contents: readonly [MailedContent, ...MailedContent[]];
      /** Orders that the mail was about too, of which nothing is kept any more. */
      missing: readonly string[];
    }
  /** No mail of this name was sent about this order. */
  | { kind: 'not_found' }
  /** What it was made from was not kept, or was erased. */
  | { kind: 'not_kept'; confirmation: Confirmation }
  /** It was sealed with a key that is not at hand, or is damaged. */
  | { kind: 'unreadable'; confirmation: Confirmation; missingKeys?: readonly string[] };

/** A mail names few orders; more than these are not asked for. */
const mostOrders = 20;

/** Makes what finds what a sent mail was made from, of all orders that it was about. */
export function createGatherMail({ readOrder }: Pick<OrderWorks, 'readOrder'>) {
  return async function gatherMail(orderNo: string, ticketSetId: string): Promise<GatheredMail> {
    const { confirmations = [], missingKeys } = (await readOrder(orderNo)) ?? {};
    const find = (id: string) =>
      confirmations.find((one) => one.ticketSetId === id && one.state === 'sent');
    const confirmation = find(ticketSetId);
    if (confirmation === undefined) return { kind: 'not_found' };
    // A mail that was sent again is made from what the first was made from.
    const original =
      confirmation.resendOf === undefined ? confirmation : find(confirmation.resendOf);
    const content = readMailedContent(confirmation.mailed) ?? readMailedContent(original?.mailed);
    if (content === undefined) {
      const isUnreadable =
        confirmation.isSentUnreadable === true || original?.isSentUnreadable === true;
      if (!isUnreadable) return { kind: 'not_kept', confirmation };
      return {
        kind: 'unreadable',
        confirmation,
        ...(missingKeys === undefined ? {} : { missingKeys }),
      };
    }
    const others: MailedContent[] = [];
    const missing: string[] = [];
    for (const other of (content.together ?? []).slice(0, mostOrders)) {
      const mailed = await findPart(other, original?.messageId);
      if (mailed === undefined) missing.push(other);
      else others.push(mailed);
    }
    return { kind: 'mail', confirmation, contents: [content, ...others], missing };
  };

  async function findPart(orderNo: string, messageId: string | undefined) {
    const confirmations = (await readOrder(orderNo))?.confirmations ?? [];
    const part = confirmations.find((one) => one.messageId === messageId);
    return messageId === undefined ? undefined : readMailedContent(part?.mailed);
  }
}

/** What the renderer takes, of a mail as it was. */
export function toConfirmationInput(
  contents: readonly [MailedContent, ...MailedContent[]],
  { sentAt, resendOf }: Confirmation,
): ConfirmationInput {
  const [first, ...others] = contents;
  const { travellerName, locale } = first;
  return {
    orders: [toOrderContent(first), ...others.map(toOrderContent)],
    writtenAt: new Date(sentAt ?? 0),
    isResend: resendOf !== undefined,
    ...(travellerName === undefined ? {} : { travellerName }),
    ...(locale === undefined ? {} : { locale }),
  };
}

function toOrderContent(content: MailedContent): OrderContent {
  const { order, itinerary, previous, revision, agencyReference } = content;
  return {
    order,
    ...(itinerary === undefined ? {} : { itinerary }),
    ...(previous === undefined ? {} : { previous }),
    ...(revision === undefined ? {} : { revision }),
    ...(agencyReference === undefined ? {} : { agencyReference }),
  };
}
