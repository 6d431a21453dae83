import { languageTags, type EmailRenderer } from '@ticketpost/email';
import type { MailChoice } from '../mail-choice.ts';
import { samples } from '../samples/samples.ts';
import { previewMail } from './preview-mail.ts';
import type { Collection, RenderOutcome } from './render-messages.ts';

/** All mails there are, rendered when they are asked for. */
export interface MailSource {
  collection: Collection;
  render(choice: MailChoice): RenderOutcome;
}

/** Mails of this renderer. A mail whose template throws is told of, not thrown. */
export function createMailSource(renderer: EmailRenderer): MailSource {
  return {
    collection: {
      samples: samples.map(({ id, title }) => ({ id, title })),
      locales: languageTags,
    },
    render(choice) {
      const sample = samples.find(({ id }) => id === choice.sampleId);
      if (sample === undefined || !languageTags.includes(choice.locale)) return { kind: 'unknown' };
      try {
        return { kind: 'mail', mail: previewMail(renderer, sample, choice) };
      } catch (error) {
        const report = error instanceof Error ? (error.stack ?? error.message) : String(error);
        return { kind: 'failed', report };
      }
    },
  };
}
