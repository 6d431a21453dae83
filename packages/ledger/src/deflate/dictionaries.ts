/** What deflate (RFC 1951) may refer to from the first byte on. What comes most often stands last. */
export interface Dictionaries {
  /** For the timeline. */
  entries: string;
  /** For what is sealed. */
  sealed: string;
}

const entries = [
  '"refersTo":"","origin":"reconciled","origin":"booking","origin":"expected","by":"","count":2,',
  '"missing":["ticket_numbers","passengers"],"difference":["passengers"],',
  '{"at":"20","event":"not_confirmed","event":"no_recipient","event":"grouped","event":"uncertain",',
  '"event":"redriven","event":"resent","event":"paused","event":"dead","event":"duplicate",',
  '"event":"booked"},{"event":"incomplete","event":"deferred","reason":"smtp_',
  '"source":"sandbox","steps":["sandbox:used"],"steps":["booking:none","lookup:used"],',
  '"steps":["booking:none","lookup:off","supplier_contact:off","fallback:used"],',
  '"attempt":2,"source":"fallback","source":"lookup","source":"booking","steps":["booking:used"],',
  '[{"at":"20","ticketSetId":"","event":"received","deliveryId":"","type":"order.ticketed","receipt":"',
  '"},{"at":"20","event":"confirmed","deliveryId":"","ticketSetId":""},{"at":"20","ticketSetId":"',
  '","event":"submitting","deliveryId":"","attempt":1,"source":"booking","steps":["booking:used"],',
  '"messageId":"<@.com>","isSealed":true},{"at":"20","ticketSetId":"","event":"sent",',
  '"deliveryId":"","attempt":1,"messageId":"<@example.com>","isSealed":true}]\n',
].join('');

const sealed = [
  '"trip":["","expectTicketBy":"20-00T00:00:00Z","cc":["',
  '"ancillaries":[{"type":"baggage","name":"","segment":1,"weightKg":20}],"body":{},"why":"",',
  '"airlines":[{"code":"","name":"","webSite":"https://www..com/"}],"price":{"amount":".00",',
  '"currency":"USD"}}"currency":"GBP"}}"currency":"CNY"}}"currency":"EUR"}}',
  '"cabinClass":"ECONOMY","fareFamily":"STANDARD","includedBaggage":[{"allowance":"none"},',
  '{"allowance":"unlimited"},{"passengerType":"infant","allowance":"limited",',
  '"pieces":1,"weightKg":23},{"allowance":"limited","passengerType":"child","pieces":1,"weightKg":20}]},',
  '{"index":2,"departure":{"airport":"","time":"20","terminal":"1"},"arrival":{"airport":"",',
  '"time":"20"},"direction":"return","carrier":"","flightNumber":"","operatingCarrier":"',
  '","durationMinutes":1,"itinerary":{"segments":[{"index":1,"departure":{"airport":"","time":"20',
  '"terminal":"2"},"arrival":{"airport":"","time":"20"},"direction":"outbound","carrier":"',
  '"together":["","revision":1,"previous":{"orderNo":"","agencyReference":"","travellerName":"',
  '","locale":"en","locale":"es","locale":"ar","locale":"zh-Hans"}}],',
  '{"details":[{"sentAt":"20","messageId":"<@.com>","recipient":"@gmail.com@example.com","lastAnswer":"',
  '250 2.0.0 OK 2.6.0 Message queued 250 2.0.0 Ok: queued as 250 OK: message queued as ","mailed":{"order":{"orderNo":"',
  '","orderStatus":2,"passengers":[{"name":"/ MR","passengerType":"infant","ticketNos":["","airlinePnrs":["',
  '"ancillaries":[]},{"name":"/","passengerType":"child","ticketNos":["-"],"airlinePnrs":[""],',
  '"ancillaries":[]},{"name":"/","passengerType":"adult","ticketNos":["-"],"airlinePnrs":[""],',
  '"ancillaries":[]}]}}}],"entries":[{"recipient":""},{"recipient":"","answer":"250 "}]}',
  '{"email":"@example.com","name":"","locale":"en-GB","agencyReference":"',
].join('');

/** The form that is written. */
export const currentForm = 1;

/**
 * By form. What is stored can be read by the very text alone that it was written with: none is ever
 * changed or taken out; a better one is a form of its own, which readers have to know before it is
 * written.
 */
export const dictionaries: ReadonlyMap<number, Dictionaries> = new Map([[1, { entries, sealed }]]);

export function dictionariesOf(form: number): Dictionaries {
  const found = dictionaries.get(form);
  if (found === undefined) throw new RangeError(`there is no form ${form}`);
  return found;
}
