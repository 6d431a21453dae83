import type { DeliveryBody, PassengerBody } from './delivery-body.ts';
import { newOrderNo } from './order-no.ts';

export interface BuildDeliveryOptions {
  /** Default a new one outside the sandbox. */
  orderNo?: string;
  /** One entry per passenger, each laid over a complete one; default one adult. */
  passengers?: readonly Partial<PassengerBody>[];
  /** Default 2, ticketed. */
  orderStatus?: number | string;
  /** Default `order.ticketed`. */
  type?: string;
  /** Further members of the body, or others instead. */
  extra?: Readonly<Record<string, unknown>>;
}

const documentFields = {
  birthday: '19010203',
  cardExpired: '20990807',
  cardIssuePlace: 'ISSUE-PLACE-MARKER',
  cardNum: 'PASSPORT-MARKER',
  cardType: 'CARD-TYPE-MARKER',
  gender: 'GENDER-MARKER',
  nationality: 'NATIONALITY-MARKER',
} satisfies Partial<PassengerBody>;

/** Strings that occur in every built delivery's document fields: none may be found anywhere later. */
export const documentMarkers: readonly string[] = Object.values(documentFields);

/** A complete `order.ticketed` body whose document fields can be searched for. */
export function buildDelivery(options: BuildDeliveryOptions = {}): DeliveryBody {
  const { passengers = [{}], orderStatus = 2, type = 'order.ticketed', extra = {} } = options;
  return {
    cid: 'CLIENT1',
    type,
    status: -1,
    data: {
      orderNo: options.orderNo ?? newOrderNo(),
      orderStatus,
      paxTicketInfos: passengers.map((fields, index) => ({
        ...buildPassenger(index + 1),
        ...fields,
      })),
    },
    ...extra,
  };
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
