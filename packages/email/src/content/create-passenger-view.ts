import type { Passenger } from '@ticketpost/schema';
import { listBookedExtras, type BookedExtra, type FlightNames } from './booked-extras.ts';
import { boundText } from '../safe-text/bound-text.ts';
import { isTicketChanged } from './changes-view.ts';
import { maxNameLength, speakPassengerName } from './speak-passenger-name.ts';
import { readPassengerNumbers, type PassengerNumbers } from './passenger-numbers.ts';

/** One passenger as the templates show it. */
export interface PassengerView extends PassengerNumbers {
  /** Place in the event, from 1. */
  position: number;
  /** As one speaks it. */
  name: string | undefined;
  /** As printed on the ticket, in capitals. */
  nameOnTicket: string | undefined;
  type: Passenger['passengerType'];
  /** Was not in the mail before. */
  isNew: boolean;
  /** Is ticketed under the airline reference now, and was not before. */
  isNewlyUnderReference: boolean;
  extras: BookedExtra[];
}

/** What was mailed before of the order and of this passenger, who is new when it is undefined. */
export interface MailedBefore {
  passenger: Passenger | undefined;
  orderPnrs: readonly string[];
}

export function createPassengerView(
  passenger: Passenger,
  index: number,
  { nameFlight, mailed }: { nameFlight: FlightNames; mailed: MailedBefore | undefined },
): PassengerView {
  // Of a new passenger all is new: only references that are new to the order are worth a mark.
  const before = mailed && (mailed.passenger ?? { ...passenger, airlinePnrs: mailed.orderPnrs });
  const numbers = readPassengerNumbers(passenger, before);
  return {
    ...numbers,
    position: index + 1,
    name: speakPassengerName(passenger.name),
    nameOnTicket: boundText(passenger.name.toUpperCase(), maxNameLength),
    type: passenger.passengerType,
    isNew: mailed !== undefined && mailed.passenger === undefined,
    isNewlyUnderReference:
      numbers.isTicketedUnderReference &&
      mailed?.passenger !== undefined &&
      isTicketChanged(mailed.passenger, passenger),
    extras: listBookedExtras(passenger.ancillaries, nameFlight),
  };
}
