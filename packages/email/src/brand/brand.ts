/** The agency that the traveller booked with, as its configuration names it. */
export interface Brand {
  name: string;
  /** Of the banner and the links, `#rrggbb`. Ink on it and links are kept readable whatever it is. */
  color?: string;
  logo?: BrandLogo;
  /** Of the logo, in CSS pixels. */
  logoWidth?: number;
  /** Mailbox for questions. Without it, and without a telephone number, the mail has no contact block. */
  supportEmail?: string;
  /** Telephone number for questions, as it should be printed. */
  supportPhone?: string;
  /** What the law wants below a letter: company, address, register. Its line breaks stay. */
  legalFooter?: string;
}

/** An image by its https address, or one that goes inside each mail. */
export type BrandLogo =
  | { kind: 'url'; href: string }
  | { kind: 'inline'; contentType: 'image/png' | 'image/jpeg' | 'image/gif'; content: Buffer };
