import Handlebars from 'handlebars';
import type { Brand } from './brand/brand.ts';
import { createConfirmationView } from './content/create-confirmation-view.ts';
import type { ConfirmationInput, ConfirmationView } from './content/create-confirmation-view.ts';
import type { RenderedEmail } from './rendered-email.ts';
import { htmlTemplate } from './templates/html-template.ts';
import { subjectTemplate } from './templates/subject-template.ts';
import { textTemplate } from './templates/text-template.ts';

/** Renders confirmations. Pure: the same input gives the same mail. */
export interface EmailRenderer {
  /** One mail for one order, or for the orders of a trip in the order given. */
  render(input: ConfirmationInput): RenderedEmail;
}

/** Compiles the templates, once. Strict ones: a field that the view does not have is an error. */
export function createEmailRenderer({ brand }: { brand: Brand }): EmailRenderer {
  const handlebars = Handlebars.create();
  const options = { strict: true, knownHelpersOnly: true } as const;
  const plain = { ...options, noEscape: true } as const;
  const renderSubject = handlebars.compile<ConfirmationView>(subjectTemplate, plain);
  const renderText = handlebars.compile<ConfirmationView>(textTemplate, plain);
  const renderHtml = handlebars.compile<ConfirmationView & { subject: string }>(
    htmlTemplate,
    options,
  );

  return {
    render(input) {
      const view = createConfirmationView(input, brand);
      const subject = renderSubject(view);
      return {
        subject,
        html: renderHtml({ ...view, subject }),
        text: renderText(view),
        attachments: [],
      };
    },
  };
}
