import type { PassengerBody } from '../builders/delivery-body.ts';

/** A flight as the order query writes it. Times are `YYYYMMDDHHMM`, local to the airport. */
export interface SupplierSegmentBody {
  segmentIndex: number;
  carrier: string;
  flightNumber: string;
  depAirport: string;
  depTime: string;
  depTerminal: string | null;
  arrAirport: string;
  arrTime: string;
  arrTerminal: string | null;
  duration: number | string | null;
  cabinClass: number | string | null;
  fareFamily: string | null;
  operatingCarrier: string | null;
  [extra: string]: unknown;
}

/** What the fare includes. A weight of 0 is none, -1 is without limit. */
export interface SupplierBaggageBody {
  segmentNo: number;
  passengerType: number;
  baggagePiece: number;
  baggageWeight: number;
  [extra: string]: unknown;
}

export interface SupplierRoutingBody {
  fromSegments: SupplierSegmentBody[];
  retSegments: SupplierSegmentBody[] | null;
  rule: { baggageElements: SupplierBaggageBody[]; [extra: string]: unknown };
  [extra: string]: unknown;
}

/** A passenger of the query: that of the delivery, and what the airline was given to write to. */
export interface SupplierPassengerBody extends PassengerBody {
  contactEmails: string[];
  contactPhones: string[];
}

/** The answer of `queryOrderDetails.do` to an order it knows. Plain data: tests bend it as they need. */
export interface SupplierOrderBody {
  orderNo: string;
  /** The supplier's own reference, which is no airline's. */
  pnrCode: string;
  orderStatus: string | null;
  ticketStatus: string | null;
  errorCode: string | null;
  errorMessage: string | null;
  paxTicketInfos: SupplierPassengerBody[];
  orderList: { orderNo: string; orderStatus: string; ticketStatus: string }[];
  totalPrice: number | string | null;
  currency: string | null;
  contact: {
    name: string;
    address: string | null;
    postcode: string | null;
    email: string | null;
    mobile: string | null;
  };
  routing: SupplierRoutingBody | null;
  airlineBookings: {
    airlineCode: string;
    airlineName: string;
    airlinePnr: string | null;
    airlineWebSiteAddress: string;
    mmbEmail: string;
  }[];
  itineraryDownload: string;
  status: number;
  msg: string | null;
  [extra: string]: unknown;
}
