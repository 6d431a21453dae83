/** An order as `queryOrderDetails.do` tells it, ticketed; with the given fields on top. */
export function orderAnswer(fields: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    status: 0,
    msg: 'success',
    orderNo: 'TESTL1',
    pnrCode: 'OWNREF',
    orderStatus: '2',
    ticketStatus: '1',
    errorCode: null,
    currency: 'EUR',
    totalPrice: 412.5,
    paxTicketInfos: [ticketedPassenger()],
    airlineBookings: [
      {
        airlineCode: 'U2',
        airlineName: 'Example Air',
        airlinePnr: 'S79170',
        airlineWebSiteAddress: 'https://air.example.com/',
      },
    ],
    contact: { name: 'Agency', email: 'booking@agency.example', mobile: null },
    routing: { fromSegments: [flight()], retSegments: [], rule: { baggageElements: [] } },
    ...fields,
  };
}

/** A passenger with a ticket. */
export function ticketedPassenger(fields: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    name: 'zhang/lisi',
    passengerType: 0,
    ticketNos: ['S79170'],
    airlinePNRs: ['S79170'],
    ...fields,
  };
}

/** A flight. */
export function flight(fields: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    segmentIndex: 1,
    carrier: 'U2',
    flightNumber: 'U28405',
    depAirport: 'LGW',
    depTime: '202611240830',
    depTerminal: 'N',
    arrAirport: 'BCN',
    arrTime: '202611241145',
    arrTerminal: '',
    duration: 135,
    cabinClass: 'Economy',
    fareFamily: 'Standard',
    operatingCarrier: '',
    ...fields,
  };
}
