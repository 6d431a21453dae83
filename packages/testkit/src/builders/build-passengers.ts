import type { PassengerBody } from './delivery-body.ts';

const documentFields = {
  birthday: '19010203',
  cardExpired: '20990807',
  cardIssuePlace: 'ISSUE-PLACE-MARKER',
  cardNum: 'PASSPORT-MARKER',
  cardType: 'CARD-TYPE-MARKER',
  gender: 'GENDER-MARKER',
  nationality: 'NATIONALITY-MARKER',
} satisfies Partial<PassengerBody>;

/** Strings that occur in every built passenger's document fields: none may be found anywhere later. */
export const documentMarkers: readonly string[] = Object.values(documentFields);

/** One passenger for each entry, which is laid over a complete one. */
export function buildPassengers(passengers: readonly Partial<PassengerBody>[]): PassengerBody[] {
  return passengers.map((fields, index) => ({ ...buildPassenger(index + 1), ...fields }));
}

function buildPassenger(number: number): PassengerBody {
  return {
    ...documentFields,
    cardNum: `${documentFields.cardNum}-${number}`,
    name: `SAMPLE/PASSENGER ${letterOf(number)}`,
    passengerType: 0,
    airlinePNRs: ['PNR001'],
    ticketNos: [`999-${String(2_400_000_000 + number)}`],
    ancillaries: [],
  };
}

function letterOf(number: number): string {
  return String.fromCharCode(64 + (number % 26 || 26));
}
