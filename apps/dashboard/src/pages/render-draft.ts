import { html, type Html } from '@ticketpost/html';
import type { Draft } from '../login/draft.ts';

const labels: Readonly<Record<string, string>> = {
  reason: 'Reason',
  to: 'Address',
  orderNo: 'Order number',
};

/** The fields of a draft: what people write can be read and changed, the rest travels along. */
export function renderDraft({ fields }: Pick<Draft, 'fields'>): Html {
  return html`${Object.entries(fields).map(renderField)}`;
}

function renderField([name, value]: readonly [string, string], index: number): Html {
  const label = labels[name];
  if (label === undefined) return html`<input type="hidden" name="${name}" value="${value}" />`;
  const id = `field-${index}`;
  // A line break right behind the tag is dropped by browsers, so one stands there on purpose.
  return html`<label for="${id}">${label}</label>
    <textarea id="${id}" name="${name}" rows="2">${value}</textarea>`;
}
