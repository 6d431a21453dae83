import type { Brand, ConfirmationInput, OrderContent } from '@ticketpost/email';
import type { TicketedOrder } from '@ticketpost/schema';
import { createConfirmationView } from '../src/content/create-confirmation-view.ts';
import { createLanguages } from '../src/language/create-languages.ts';
import { createTemplateEngine } from '../src/templates/create-template-engine.ts';
import { subjectTemplate } from '../src/templates/subject-template.ts';
import { textTemplate } from '../src/templates/text-template.ts';

export const [english] = createLanguages();

export const writtenAt = new Date('2026-11-20T09:00:00Z');

export const brand: Brand = {
  name: 'Example Travel',
  supportEmail: 'help@example.com',
  supportPhone: '+44 20 7946 0000',
};

type Overrides = Partial<Omit<ConfirmationInput, 'orders'>> & { brand?: Brand };

/** What the templates show of one order, in English. */
export function buildView(content: OrderContent | TicketedOrder, overrides: Overrides = {}) {
  const only = 'order' in content ? content : { order: content };
  return buildTripView([only], overrides);
}

/** What the templates show of several orders, in English. */
export function buildTripView(
  orders: ConfirmationInput['orders'],
  { brand: own = brand, ...overrides }: Overrides = {},
) {
  return createConfirmationView(
    { writtenAt, ...overrides, orders },
    { brand: own, language: english, hasCalendar: false },
  );
}

export type View = ReturnType<typeof buildView>;

const engine = createTemplateEngine('text');
const fillText = engine.compile<View>(textTemplate);
const fillSubject = engine.compile<View>(subjectTemplate);

export const writeText = (view: View) => fillText(view, english);
export const writeSubject = (view: View) => fillSubject(view, english);
