import type { EmailRenderer } from '@ticketpost/email';
import type { MailChoice } from '../mail-choice.ts';
import { buildInput } from '../samples/build-input.ts';
import type { Sample } from '../samples/sample.ts';
import type { PreviewedMail } from './previewed-mail.ts';
import { readHiddenParts } from './read-hidden-parts.ts';

/** Renders a sample's mail. Throws what the templates throw. */
export function previewMail(
  renderer: EmailRenderer,
  sample: Sample,
  choice: Omit<MailChoice, 'sampleId'>,
): PreviewedMail {
  const mail = renderer.render(buildInput(sample, choice));
  return { ...mail, ...readHiddenParts(mail.html) };
}
