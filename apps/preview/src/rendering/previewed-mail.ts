import type { EmailAttachment } from '@ticketpost/email';

/** A mail, and what of it a mail program shows or reads elsewhere than on its page. */
export interface PreviewedMail {
  subject: string;
  /** What a list of mails shows behind the subject. */
  preheader: string;
  html: string;
  text: string;
  attachments: EmailAttachment[];
  /** What stands in each script for machines, as it stands there. */
  jsonLd: string[];
}
