import type { Passenger } from '@ticketpost/schema';
import type { Language } from '../language/language.ts';
import { boundText } from '../safe-text/bound-text.ts';
import { listBookedExtras } from './booked-extras.ts';
import { isTicketChanged } from './changes-view.ts';
import type { PassengerView } from './confirmation-view.ts';
import type { FindFlight } from './flight-names.ts';
import { readPassengerNumbers } from './passenger-numbers.ts';
import { maxNameLength, speakPassengerName } from './speak-passenger-name.ts';

/** What was mailed before of the order and of this passenger, who is new when it is undefined. */
interface MailedBefore {
  passenger: Passenger | undefined;
  orderPnrs: readonly string[];
}

export interface PassengerContext {
  findFlight: FindFlight;
  mailed: MailedBefore | undefined;
  language: Language;
}

/** One passenger as the templates show it, with the references that others may share. */
export function createPassengerView(
  passenger: Passenger,
  index: number,
  { findFlight, mailed, language }: PassengerContext,
): Omit<PassengerView, 'hasDetails'> {
  // Of a new passenger all is new: only references that are new to the order are worth a mark.
  const before = mailed && (mailed.passenger ?? { ...passenger, airlinePnrs: mailed.orderPnrs });
  const numbers = readPassengerNumbers(passenger, before);
  const { passengerType: type } = passenger;
  return {
    ...numbers,
    position: index + 1,
    name: speakPassengerName(passenger.name),
    nameOnTicket: boundText(passenger.name.toUpperCase(), maxNameLength),
    type: type && language.say('passenger.type', { type }),
    isNew: mailed !== undefined && mailed.passenger === undefined,
    isNewlyUnderReference:
      numbers.isTicketedUnderReference &&
      mailed?.passenger !== undefined &&
      isTicketChanged(mailed.passenger, passenger),
    extras: listBookedExtras(passenger.ancillaries, { findFlight, language }),
  };
}
