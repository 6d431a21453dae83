import { buildPassengers } from '../builders/build-passengers.ts';
import type { PassengerBody } from '../builders/delivery-body.ts';
import { newOrderNo } from '../builders/order-no.ts';
import { buildSegments } from './build-segments.ts';
import type {
  SupplierBaggageBody,
  SupplierOrderBody,
  SupplierSegmentBody,
} from './supplier-order-body.ts';

/** How far an order has come. Before `ticketed` nobody has a ticket number or an airline's PNR. */
export type SupplierOrderState = 'unpaid' | 'paid' | 'ticketed' | 'cancelled';

export interface BuildSupplierOrderOptions {
  /** Default a new one outside the sandbox. */
  orderNo?: string;
  /** Default `ticketed`. */
  state?: SupplierOrderState;
  /** As for `buildDelivery`: the same options give the same passengers and numbers. */
  passengers?: readonly Partial<PassengerBody>[];
  /** Outbound flights, each laid over a complete one; default one. */
  segments?: readonly Partial<SupplierSegmentBody>[];
  /** Flights back; default none. */
  returnSegments?: readonly Partial<SupplierSegmentBody>[];
  /** Default a bag of 20 kg for each flight and type of passenger but infants, and a cabin bag. */
  baggage?: readonly SupplierBaggageBody[];
  /** What stands in `contact.email`; default a mailbox of the agency. */
  contactEmail?: string | null;
  /** Leaves the statuses at the top null, as for orders with bought baggage; default false. */
  hasNullStatuses?: boolean;
  /** Further members of the body, or others instead. */
  extra?: Readonly<Record<string, unknown>>;
}

const statuses: Readonly<Record<SupplierOrderState, { order: string; ticket: string }>> = {
  unpaid: { order: '0', ticket: '0' },
  paid: { order: '1', ticket: '0' },
  ticketed: { order: '2', ticket: '1' },
  cancelled: { order: '-3', ticket: '0' },
};

/** Where the airline writes to. Nobody of ours may. */
const airlineSide = {
  contactEmail: 'airline-side-marker@supplier.example.test',
  mmbEmail: 'mmb-marker@supplier.example.test',
  phone: '0000-5550199',
};

const downloadToken = 'DOWNLOAD-TOKEN-MARKER';

/** Strings of every built order that may be found nowhere later: mailboxes of the airline's side, and a token. */
export const supplierMarkers: readonly string[] = [
  airlineSide.contactEmail,
  airlineSide.mmbEmail,
  downloadToken,
];

/** A complete answer of the order query. It agrees with `buildDelivery` of the same passengers. */
export function buildSupplierOrder(options: BuildSupplierOrderOptions = {}): SupplierOrderBody {
  const {
    orderNo = newOrderNo(),
    state = 'ticketed',
    segments = [{}],
    returnSegments = [],
    contactEmail = 'contact@agency.example.com',
    hasNullStatuses = false,
    extra = {},
  } = options;
  const isTicketed = state === 'ticketed';
  const passengers = buildPassengers(options.passengers ?? [{}]).map((passenger) => ({
    ...passenger,
    ...(!isTicketed && { ticketNos: [], airlinePNRs: [] }),
    contactEmails: [airlineSide.contactEmail],
    contactPhones: [airlineSide.phone],
  }));
  const outbound = buildSegments(segments, { direction: 'outbound', firstIndex: 1 });
  const back = buildSegments(returnSegments, {
    direction: 'return',
    firstIndex: outbound.length + 1,
  });
  const flights = [...outbound, ...back];
  const status = statuses[state];
  return {
    orderNo,
    pnrCode: 'SUPREF',
    orderStatus: hasNullStatuses ? null : status.order,
    ticketStatus: hasNullStatuses ? null : status.ticket,
    paxTicketInfos: passengers,
    orderList: [{ orderNo, orderStatus: status.order, ticketStatus: status.ticket }],
    totalPrice: (8_265 * passengers.length * flights.length) / 100,
    currency: 'EUR',
    vendorTotalPrice: null,
    vendorCurrency: null,
    routing: {
      currency: 'EUR',
      fromSegments: outbound,
      retSegments: back,
      rule: {
        hasBaggage: 1,
        baggageElements: [...(options.baggage ?? buildBaggage(flights, passengers))],
      },
      ancillaryProductElements: [],
    },
    airlineBookings: [...new Set(flights.map(({ carrier }) => carrier))].map((carrier) => ({
      airlineCode: carrier,
      airlineName: `Sample Airline ${carrier}`,
      airlinePnr: passengers[0]?.airlinePNRs[0] ?? null,
      airlineWebSiteAddress: `https://${carrier.toLowerCase()}.example.com`,
      mmbEmail: airlineSide.mmbEmail,
      tailDigitsOfPaymentCard: null,
      extras: [{ name: 'email', remark: 'email', value: airlineSide.mmbEmail }],
    })),
    itineraryDownload: `https://supplier.example.test/itineraryDownload.do?orderNo=${downloadToken}`,
    contact: {
      name: passengers[0]?.name ?? 'SAMPLE/PASSENGER',
      address: null,
      postcode: null,
      email: contactEmail,
      mobile: '0000-5550100',
    },
    ...(state === 'cancelled'
      ? { errorCode: '604', errorMessage: 'The airline has no seats left' }
      : { errorCode: null, errorMessage: null }),
    airlineMessage: null,
    locale: '',
    status: 0,
    msg: 'success',
    ...extra,
  };
}

const infant = 2;

function buildBaggage(
  flights: readonly SupplierSegmentBody[],
  passengers: readonly PassengerBody[],
): SupplierBaggageBody[] {
  const types = [...new Set(passengers.map(({ passengerType }) => passengerType))];
  return flights.flatMap(({ segmentIndex }) =>
    types.flatMap((passengerType) => [
      {
        segmentNo: segmentIndex,
        baggageType: 'StandardCheckInBaggage',
        passengerType,
        baggagePiece: passengerType === infant ? 0 : 1,
        baggageWeight: passengerType === infant ? 0 : 20,
        baggageSize: '',
      },
      // Cabin bags stand in the same list.
      {
        segmentNo: segmentIndex,
        baggageType: 'CabinBaggageUnderSeat',
        passengerType,
        baggagePiece: 1,
        baggageWeight: 7,
        baggageSize: '45*36*20cm',
      },
    ]),
  );
}
