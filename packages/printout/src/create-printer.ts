import type { Brand, ConfirmationInput, EmailAttachment, OwnTemplates } from '@ticketpost/email';

/** Makes the page to print that goes out with a mail. */
export interface Printer {
  /**
   * A PDF with what the mail of this input says. The same input gives the same bytes; it is not
   * changed. Strings from outside may hold anything: a character that no font has becomes U+FFFD.
   */
  print(input: ConfirmationInput): Promise<EmailAttachment>;
}

export interface PrinterOptions {
  brand: Brand;
  /** BCP 47; English when it is absent, or not spoken here. */
  defaultLocale?: string;
  /** The agency's own wordings, those of its mails. */
  messages?: NonNullable<OwnTemplates['messages']>;
}

/**
 * Loads the fonts and the PDF library, which somebody who does not print pays nothing for: they are
 * imported here. Throws an `OwnMessagesError` for messages that cannot be used.
 */
export async function createPrinter(options: PrinterOptions): Promise<Printer> {
  const { createItineraryPrinter } = await import('./itinerary/create-itinerary-printer.ts');
  return await createItineraryPrinter(options);
}
