import type { Tracing } from '@ticketpost/tracing';
import type { SealedDelivery } from './sealed-delivery.ts';
import type { DeliveryStorage } from './store-delivery.ts';

type StoreDelivery = (sealed: SealedDelivery) => Promise<DeliveryStorage>;

/** Makes the storing of each delivery a span. */
export function traceStore(tracing: Tracing, store: StoreDelivery): StoreDelivery {
  if (!tracing.isOn) return store;
  return (sealed) =>
    tracing.span('store', { kind: 'producer' }, async (span) => {
      const storage = await store(sealed);
      if (storage.kind === 'stored') span.set({ 'ticketpost.stored_in': storage.storedIn });
      else span.fail('not_stored');
      return storage;
    });
}
