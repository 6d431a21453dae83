export { createAddressFilter, isAddressRange } from './address-filter.ts';
export { ingestVariables } from './ingest-variables.ts';
