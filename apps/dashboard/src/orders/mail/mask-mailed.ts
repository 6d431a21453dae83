import type { MailedContent } from '@ticketpost/email';
import type { TicketedOrder } from '@ticketpost/schema';

const hidden = '•••';

/** What a mail was made from, for those who may look on but not know the travellers. */
export function maskMailed(content: MailedContent): MailedContent {
  const { travellerName, agencyReference, previous, order } = content;
  return {
    ...content,
    order: maskOrderContent(order),
    ...(previous === undefined ? {} : { previous: maskOrderContent(previous) }),
    ...(travellerName === undefined ? {} : { travellerName: maskWords(travellerName) }),
    ...(agencyReference === undefined ? {} : { agencyReference: hidden }),
  };
}

function maskOrderContent(order: TicketedOrder): TicketedOrder {
  return {
    ...order,
    passengers: order.passengers.map((passenger) => ({
      ...passenger,
      name: maskWords(passenger.name),
      ticketNos: passenger.ticketNos.map(maskNumber),
      airlinePnrs: passenger.airlinePnrs.map(() => hidden),
    })),
  };
}

/** `DOE/JANE ANN` becomes `D•••/J••• A•••`, whatever the length of the names. */
function maskWords(name: string): string {
  return name.replaceAll(/([^\s/])[^\s/]*/gu, `$1${hidden}`);
}

/** The last two digits stay, so that two tickets can be told apart. */
function maskNumber(number: string): string {
  return number.length < 6 ? hidden : `${hidden}${number.slice(-2)}`;
}
