import type { Brand, OwnTemplates } from '@ticketpost/email';

/** What the mails are made with, beside the orders. */
export interface Branding {
  brand: Brand;
  /** Empty without a folder of the agency's own. */
  templates: OwnTemplates;
  /** A tag of `languageTags`. */
  defaultLocale: string;
  /** One sentence each, for the log: what is odd and hinders nothing. */
  warnings: readonly string[];
}
