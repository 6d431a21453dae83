import type { MailChoice } from '../mail-choice.ts';
import type { PreviewedMail } from './previewed-mail.ts';

/** What the preview asks of the process that renders. */
export interface RenderRequest {
  id: number;
  choice: MailChoice;
}

/** What there is to choose from. */
export interface Collection {
  samples: readonly { id: string; title: string }[];
  locales: readonly string[];
}

/** A mail; or why there is none, for a person to read. */
export type RenderOutcome =
  { kind: 'mail'; mail: PreviewedMail } | { kind: 'unknown' } | { kind: 'failed'; report: string };

/** What the process that renders says. */
export type RenderMessage =
  | { kind: 'ready'; collection: Collection }
  | { kind: 'refused'; report: string }
  | { kind: 'rendered'; id: number; outcome: RenderOutcome };
