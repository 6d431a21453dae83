/** One entry of `paxTicketInfos`, as the supplier writes it today. */
export interface PassengerBody {
  airlinePNRs: string[];
  ancillaries: unknown[];
  birthday: string;
  cardExpired: string;
  cardIssuePlace: string;
  cardNum: string;
  cardType: string;
  gender: string;
  name: string;
  nationality: string;
  passengerType: number;
  ticketNos: string[];
}

/** The body of an `order.ticketed` delivery. Plain data: tests bend it as they need. */
export interface DeliveryBody {
  cid: string;
  type: string;
  status: number;
  data: {
    orderNo: string;
    orderStatus: number | string;
    paxTicketInfos: PassengerBody[];
  };
  [extra: string]: unknown;
}
