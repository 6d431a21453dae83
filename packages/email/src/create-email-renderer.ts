import { attachLogo } from './brand/brand-logo.ts';
import type { Brand } from './brand/brand.ts';
import { createPalette } from './brand/create-palette.ts';
import { createCalendar } from './calendar/create-calendar.ts';
import type { ConfirmationInput } from './content/confirmation-input.ts';
import { createConfirmationView } from './content/create-confirmation-view.ts';
import { createLanguageChoice } from './language/create-language-choice.ts';
import { createLanguages } from './language/create-languages.ts';
import type { EmailAttachment, RenderedEmail } from './rendered-email.ts';
import { createReservations } from './reservations/create-reservations.ts';
import { formatJsonLd } from './reservations/format-json-ld.ts';
import { createTemplates } from './templates/create-templates.ts';
import type { OwnTemplates } from './templates/own-templates.ts';

/** Renders confirmations. Pure: the same input gives the same mail. */
export interface EmailRenderer {
  /** One mail for one order, or for the orders of a trip in the order given. */
  render(input: ConfirmationInput): RenderedEmail;
}

export interface EmailRendererOptions {
  brand: Brand;
  /** BCP 47 tag of the language of those whose own one is not spoken here. Default `en`. */
  defaultLocale?: string;
  /** Own templates and messages, each in the place of ours. */
  templates?: OwnTemplates;
}

/**
 * Makes a renderer: compiles all templates and messages, once. Throws for an own template or message
 * that cannot be read.
 */
export function createEmailRenderer({
  brand,
  defaultLocale = 'en',
  templates: own = {},
}: EmailRendererOptions): EmailRenderer {
  const chooseLanguage = createLanguageChoice(createLanguages(own.messages), defaultLocale);
  const templates = createTemplates(own, createPalette(brand.color));

  return {
    render(input) {
      const language = chooseLanguage(input.locale);
      const calendar = createCalendar(input.orders, {
        language,
        writtenAt: input.writtenAt,
        brandName: brand.name,
      });
      const reservations = createReservations(input.orders, { brand });
      const view = createConfirmationView(input, {
        brand,
        language,
        hasCalendar: calendar !== undefined,
      });
      return {
        ...templates.fill(view, {
          language,
          jsonLd: reservations.length === 0 ? undefined : formatJsonLd(reservations),
        }),
        attachments: [
          ...attachLogo(brand),
          ...(calendar === undefined ? [] : [attachCalendar(calendar)]),
        ],
      };
    },
  };
}

/** The method tells programs that nobody is invited and nothing is to be answered (RFC 5546). */
function attachCalendar(content: string): EmailAttachment {
  return {
    filename: 'flights.ics',
    contentType: 'text/calendar; charset=utf-8; method=PUBLISH',
    content,
  };
}
