import type { Ledger } from '@ticketpost/ledger';
import {
  openQuarantinedDelivery,
  type Intake,
  type Keyring,
  type QuarantinedDelivery,
} from '@ticketpost/queue';
import { withDeadline } from '@ticketpost/runtime';
import { decodeJson, findOrderNo, isJsonObject } from '@ticketpost/schema';

/**
 * Makes the way onto the queues one on which no quarantined delivery of an order that was erased is kept:
 * nothing works the quarantine off, as workers do the events. It counts as stored, since nothing else is
 * to be done with it. While Redis does not say whether the order was erased, the delivery is kept.
 */
export function refuseErased(
  intake: Intake,
  options: {
    ledger: Pick<Ledger, 'isErased'>;
    keyring: Keyring;
    /** How long Redis may take to say so. */
    timeoutMs: number;
  },
): Intake {
  const { ledger, keyring, timeoutMs } = options;

  const isErased = async (delivery: QuarantinedDelivery): Promise<boolean> => {
    const orderNo = readOrderNo(keyring, delivery);
    if (orderNo === undefined) return false;
    try {
      return await withDeadline(ledger.isErased(orderNo), { what: 'Redis', timeoutMs });
    } catch {
      return false;
    }
  };

  return {
    addEvent: (envelope, how) => intake.addEvent(envelope, how),
    async addQuarantined(delivery, how) {
      return (await isErased(delivery))
        ? { kind: 'stored' }
        : await intake.addQuarantined(delivery, how);
    },
    close: () => intake.close(),
  };
}

/** The number of the order that a body in quarantine is about, where one can be found. */
function readOrderNo(keyring: Keyring, delivery: QuarantinedDelivery): string | undefined {
  const opening = openQuarantinedDelivery(keyring, delivery);
  const decoding = opening.kind === 'opened' ? decodeJson(opening.plaintext) : undefined;
  return decoding?.kind === 'json' && isJsonObject(decoding.value)
    ? findOrderNo(decoding.value)
    : undefined;
}
