import type { EmailAttachment } from '@ticketpost/email';
import type { MailChoice } from '../mail-choice.ts';
import type { PreviewedMail } from './previewed-mail.ts';

/** What there is to choose from. */
export interface Collection {
  samples: readonly { id: string; title: string }[];
  locales: readonly string[];
}

/** What was asked for; or why it is not there, for a person to read. */
export type Outcome<Made> = Made | { kind: 'unknown' } | { kind: 'failed'; report: string };

export type MailOutcome = Outcome<{ kind: 'mail'; mail: PreviewedMail }>;
export type PrintOutcome = Outcome<{ kind: 'printout'; file: EmailAttachment }>;

/** What the preview asks of the process that renders. */
export interface RenderRequest {
  id: number;
  wanted: 'mail' | 'printout';
  choice: MailChoice;
}

/** What the process that renders says. */
export type RenderMessage =
  | { kind: 'ready'; collection: Collection }
  | { kind: 'refused'; report: string }
  | { kind: 'made'; id: number; outcome: MailOutcome | PrintOutcome };
