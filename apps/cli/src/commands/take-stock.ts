import type { Standing, SweepStep } from '@ticketpost/operations';
import type { SupplierFailure } from '@ticketpost/supplier';

/** An order that no mail is done or under way for. */
export interface OpenOrder {
  orderNo: string;
  createdAt?: string;
  standing: 'owed' | 'before_start';
}

export interface Stock {
  open: OpenOrder[];
  counts: Record<Standing, number>;
  /** Only a part of the list was seen. */
  failure?: SupplierFailure;
}

/** Follows a sweep to its end, and tells of each open order as it comes. */
export async function takeStock(
  sweep: AsyncIterable<SweepStep>,
  onOpen: (order: OpenOrder) => void,
): Promise<Stock> {
  const stock: Stock = {
    open: [],
    counts: { owed: 0, before_start: 0, in_hand: 0, sent: 0, erased: 0 },
  };
  for await (const step of sweep) {
    if (step.kind === 'failed') return { ...stock, failure: step.failure };
    const { orderNo, createdAt, standing } = step;
    stock.counts[standing] += 1;
    if (standing !== 'owed' && standing !== 'before_start') continue;
    const order = { orderNo, ...(createdAt === undefined ? {} : { createdAt }), standing };
    stock.open.push(order);
    onOpen(order);
  }
  return stock;
}
