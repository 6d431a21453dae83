import { buildDelivery, type PassengerBody } from '@ticketpost/testkit';
import { referenceOf, type OwedConfirmation } from './owed-confirmation.ts';

/**
 * How the supplier may write one and the same ticket set: they all make one confirmation. `other`
 * is an event about the order that owes no mail.
 */
export const bodyForms = ['plain', 'nested', 'text status', 'small letters', 'reversed'] as const;
export type BodyForm = (typeof bodyForms)[number] | 'other';

/** The travellers of a ticket set, as far as they differ from the testkit's. */
export function passengersOf(
  set: number,
): Pick<PassengerBody, 'name' | 'airlinePNRs' | 'ticketNos'>[] {
  return ['SAMPLE/PASSENGER A', 'SAMPLE/PASSENGER B'].map((name, index) => ({
    name,
    airlinePNRs: [referenceOf(set)],
    ticketNos: [`999-24${String(set).padStart(4, '0')}000${index}`],
  }));
}

/** The JSON text of one delivery. */
export function buildBody({ orderNo, set }: OwedConfirmation, form: BodyForm): string {
  const passengers = passengersOf(set).map(({ name, ...numbers }) => ({
    name: form === 'small letters' ? name.toLowerCase() : name,
    ...numbers,
  }));
  const body = buildDelivery({
    orderNo,
    passengers: form === 'reversed' ? passengers.toReversed() : passengers,
    ...(form === 'text status' ? { orderStatus: '2' } : {}),
  });
  if (form === 'nested') {
    return JSON.stringify({ ...body, data: { ticketNotification: body.data } });
  }
  if (form === 'other') {
    return JSON.stringify({ cid: body.cid, type: 'order.void', status: -1, data: { orderNo } });
  }
  return JSON.stringify(body);
}
