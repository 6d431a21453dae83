import { createMailSource, type MailSource } from '../src/rendering/create-mail-source.ts';
import type { PreviewedMail } from '../src/rendering/previewed-mail.ts';
import { readBranding } from '../src/rendering/read-branding.ts';
import type { MailChoice } from '../src/mail-choice.ts';

/** All mails, of the made-up agency whatever the environment says. */
export const sampleSource: MailSource = createMailSource(readBranding({}));

/** A mail that is there. */
export function renderSample(choice: MailChoice): PreviewedMail {
  const outcome = sampleSource.render(choice);
  if (outcome.kind === 'mail') return outcome.mail;
  throw new Error(outcome.kind === 'failed' ? outcome.report : 'no such mail');
}
