export type { Brand } from './brand/brand.ts';
export { createPalette } from './brand/create-palette.ts';
export { createEmailRenderer } from './create-email-renderer.ts';
export type { EmailRenderer } from './create-email-renderer.ts';
export type { ConfirmationInput } from './content/confirmation-input.ts';
export { createConfirmationView } from './content/create-confirmation-view.ts';
export type {
  ConfirmationView,
  FlightView,
  LabelledNumber,
  OrderView,
  PassengerView,
  PlaceView,
} from './content/confirmation-view.ts';
export {
  readMailedContent,
  toMailedContent,
  type MailedContent,
} from './content/mailed-content.ts';
export type { OrderContent } from './content/order-content.ts';
export type { EmailAttachment, RenderedEmail } from './rendered-email.ts';
export { languageTags } from './language/language-tags.ts';
export type { Language } from './language/language.ts';
export { isolateText } from './language/isolate-text.ts';
export { createLanguages } from './language/create-languages.ts';
export { chooseLanguage } from './language/choose-language.ts';
export { checkOwnTemplates } from './templates/check-own-templates/check-own-templates.ts';
export {
  templateFiles,
  type TemplateProblem,
} from './templates/check-own-templates/template-problem.ts';
export type { OwnTemplates } from './templates/own-templates.ts';
