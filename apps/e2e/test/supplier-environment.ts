import type { SupplierStandIn } from '@ticketpost/testkit';

/** The environment of a process that asks the stand-in supplier. */
export function supplierEnvironment(standIn: SupplierStandIn): Record<string, string> {
  return {
    ATLAS_BASE_URL: standIn.url,
    ATLAS_CLIENT_ID: standIn.clientId,
    ATLAS_CLIENT_SECRET: standIn.clientSecret,
  };
}
