export {
  createSupplierClient,
  type SupplierAnswerEvent,
  type SupplierClientOptions,
} from './create-supplier-client.ts';
export type {
  OrderListOutcome,
  OrderQueryOutcome,
  RegistrationOutcome,
  SupplierClient,
  SupplierFailure,
} from './supplier-client.ts';
