export type { Brand } from './brand/brand.ts';
export { createEmailRenderer } from './create-email-renderer.ts';
export type { EmailRenderer } from './create-email-renderer.ts';
export type { OrderContent } from './content/order-content.ts';
export type { EmailAttachment, RenderedEmail } from './rendered-email.ts';
