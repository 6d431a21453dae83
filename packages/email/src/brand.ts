/** The agency that the traveller booked with, as its configuration names it. */
export interface Brand {
  name: string;
  /** Mailbox for questions. Without it, and without a telephone number, the mail has no contact block. */
  supportEmail?: string;
  /** Telephone number for questions, as it should be printed. */
  supportPhone?: string;
}
