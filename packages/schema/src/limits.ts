/**
 * The most of everything that a readable body may hold: far above anything the supplier has sent,
 * low enough that no single event can fill a page or a mail. Lengths are in characters.
 */
export const limits = {
  orderNo: 128,
  clientId: 128,
  eventType: 64,
  name: 500,
  ticketNo: 100,
  productCode: 500,
  shortText: 100,
  place: 40,
  contactEmail: 320,
  passengers: 200,
  numbersPerPassenger: 50,
  ancillariesPerPassenger: 200,
} as const;
