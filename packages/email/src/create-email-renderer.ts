import type { TicketedOrder } from '@ticketpost/schema';
import Handlebars from 'handlebars';
import type { Brand } from './brand.ts';
import { createConfirmationView } from './create-confirmation-view.ts';
import type { ConfirmationView } from './create-confirmation-view.ts';
import type { RenderedEmail } from './rendered-email.ts';
import { htmlTemplate } from './templates/html-template.ts';
import { subjectTemplate } from './templates/subject-template.ts';
import { textTemplate } from './templates/text-template.ts';

/** Renders the confirmation of an order. Pure: the same order gives the same mail. */
export interface EmailRenderer {
  render(input: { order: TicketedOrder }): RenderedEmail;
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
    render({ order }) {
      const view = createConfirmationView(order, brand);
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
