import type { BookedOrder } from './order-book.ts';

/** The page sizes of the supplier's document. */
const pageSizes = { default: 20, max: 100 };

const utcSeconds = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/;

/**
 * The answer of `orderList.do`. The supplier's document gives the form of the period's ends,
 * `yyyy-MM-dd'T'HH:mm:ss'Z'`; another one is a request mistake here.
 */
export function listOrders(
  booked: readonly BookedOrder[],
  request: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  const from = readTime(request['createTimeRangeFrom'], -Infinity);
  const to = readTime(request['createTimeRangeTo'], Infinity);
  const statuses = request['orderStatus'] ?? undefined;
  const areStatuses = statuses === undefined || Array.isArray(statuses);
  if (Number.isNaN(from) || Number.isNaN(to) || !areStatuses) {
    return { status: 701, msg: 'Wrong parameter' };
  }
  const page = Math.max(Number(request['page'] ?? 1), 1);
  const pageSize = Math.min(Number(request['pageSize'] ?? pageSizes.default), pageSizes.max);
  const found = booked.filter(({ createdAt, order }) => {
    const second = Math.floor(createdAt.getTime() / 1000) * 1000;
    const isInPeriod = from <= second && second <= to;
    return isInPeriod && (statuses === undefined || statuses.includes(statusOf(order)));
  });
  return {
    orders: found.slice((page - 1) * pageSize, page * pageSize).map(describeOrder),
    page,
    pageSize,
    totalRecords: found.length,
    status: 0,
    msg: null,
  };
}

function readTime(value: unknown, otherwise: number): number {
  if (value === undefined || value === null) return otherwise;
  return typeof value === 'string' && utcSeconds.test(value) ? Date.parse(value) : Number.NaN;
}

/** An integer in the list, unlike in the query. */
function statusOf(order: BookedOrder['order']): number {
  return Number(order.orderStatus ?? order.orderList[0]?.orderStatus);
}

function describeOrder({ createdAt, order }: BookedOrder): Record<string, unknown> {
  const flights = order.routing?.fromSegments ?? [];
  const createTime = createdAt.toISOString().replace(/\.\d+Z$/, 'Z');
  return {
    orderNo: order.orderNo,
    pnrCode: order.pnrCode,
    // One entry for all passengers, so a PNR may be joined with itself.
    airlinePNRs: [order.paxTicketInfos.flatMap(({ airlinePNRs }) => airlinePNRs).join('|')],
    orderStatus: statusOf(order),
    travelStartDate: null,
    airlines: [...new Set(flights.map(({ carrier }) => carrier))],
    orderCreateTimestamp: createTime,
    paymentTimestamp: createTime,
    paxNames: order.paxTicketInfos.map(({ name }) => name),
    contactEmail: order.contact.email,
    fromCity: flights[0]?.depAirport ?? null,
    toCity: flights.at(-1)?.arrAirport ?? null,
    errorCode: order.errorCode,
    errorMessage: order.errorMessage,
  };
}
