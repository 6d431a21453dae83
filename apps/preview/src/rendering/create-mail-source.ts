import type { Branding } from '@ticketpost/branding';
import { createEmailRenderer, languageTags } from '@ticketpost/email';
import { createPrinter, type Printer } from '@ticketpost/printout';
import type { MailChoice } from '../mail-choice.ts';
import { buildInput } from '../samples/build-input.ts';
import type { Sample } from '../samples/sample.ts';
import { samples } from '../samples/samples.ts';
import { readHiddenParts } from './read-hidden-parts.ts';
import type { Collection, MailOutcome, Outcome, PrintOutcome } from './render-messages.ts';

/** All mails there are, and their pages to print, made when they are asked for. */
export interface MailSource {
  collection: Collection;
  render(choice: MailChoice): MailOutcome;
  print(choice: MailChoice): Promise<PrintOutcome>;
}

/** Mails with this branding. What a template throws is told of, not thrown. */
export function createMailSource(branding: Branding): MailSource {
  const renderer = createEmailRenderer(branding);
  let printer: Promise<Printer> | undefined;

  return {
    collection: {
      samples: samples.map(({ id, title }) => ({ id, title })),
      locales: languageTags,
    },
    render(choice) {
      const sample = findSample(choice);
      if (sample === undefined) return { kind: 'unknown' };
      try {
        const mail = renderer.render(buildInput(sample, choice));
        return { kind: 'mail', mail: { ...mail, ...readHiddenParts(mail.html) } };
      } catch (error) {
        return fail(error);
      }
    },
    async print(choice) {
      const sample = findSample(choice);
      if (sample === undefined) return { kind: 'unknown' };
      try {
        // The fonts are loaded for those who look at one.
        printer ??= createPrinter({ ...branding, messages: branding.templates.messages ?? {} });
        return { kind: 'printout', file: await (await printer).print(buildInput(sample, choice)) };
      } catch (error) {
        return fail(error);
      }
    },
  };
}

function findSample({ sampleId, locale }: MailChoice): Sample | undefined {
  return languageTags.includes(locale) ? samples.find(({ id }) => id === sampleId) : undefined;
}

function fail(error: unknown): Extract<Outcome<never>, { kind: 'failed' }> {
  return {
    kind: 'failed',
    report: error instanceof Error ? (error.stack ?? error.message) : String(error),
  };
}
