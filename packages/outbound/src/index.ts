export { createOutbound, type Outbound, type OutboundSettings } from './create-outbound.ts';
export type { SmtpOptions } from './smtp/smtp-options.ts';
