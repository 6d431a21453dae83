import type { Ledger } from '@ticketpost/ledger';
import {
  openQuarantinedDelivery,
  type Intake,
  type Keyring,
  type QuarantinedDelivery,
} from '@ticketpost/queue';
import { withDeadline } from '@ticketpost/runtime';
import { listNamedOrders } from '@ticketpost/schema';

/** More orders than an event names; the others are asked for when retention runs. */
const maxAsked = 20;

/**
 * Makes the way onto the queues one on which no quarantined delivery is kept that an erasure would have taken: nothing
 * works the quarantine off, as workers do the events. It counts as stored, since nothing else is to be done with it.
 * While Redis does not say whether an order was erased, the delivery is kept; retention asks again.
 */
export function refuseErased(
  intake: Intake,
  options: {
    ledger: Pick<Ledger, 'isErased'>;
    keyring: Keyring;
    /** How long Redis may take to say so. */
    timeoutMs: number;
    /** Told of a delivery that is not kept. */
    onRefused: (deliveryId: string) => void;
  },
): Intake {
  const { ledger, keyring, timeoutMs, onRefused } = options;

  const namesErased = async (delivery: QuarantinedDelivery): Promise<boolean> => {
    const opening = openQuarantinedDelivery(keyring, delivery);
    if (opening.kind !== 'opened') return false;
    const orderNos = [...listNamedOrders(opening.plaintext)].slice(0, maxAsked);
    if (orderNos.length === 0) return false;
    const asked = Promise.all(orderNos.map((orderNo) => ledger.isErased(orderNo)));
    try {
      return (await withDeadline(asked, { what: 'Redis', timeoutMs })).includes(true);
    } catch {
      return false;
    }
  };

  return {
    addEvent: (envelope, how) => intake.addEvent(envelope, how),
    async addQuarantined(delivery, how) {
      if (!(await namesErased(delivery))) return await intake.addQuarantined(delivery, how);
      onRefused(delivery.deliveryId);
      return { kind: 'stored' };
    },
    close: () => intake.close(),
  };
}
