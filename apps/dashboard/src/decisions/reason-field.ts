import { html, type Html } from '@ticketpost/html';
import { longestReason } from '../orders/order-form.ts';

/** The field in which an operator says why. */
export function renderReasonField(options: {
  /** Of the element; one page may have several such forms. */
  id: string;
  value?: string | undefined;
  /** What is wrong with what was sent. */
  mistake?: string | undefined;
}): Html {
  const { id, value = '', mistake } = options;
  // A line break right behind the tag is dropped by browsers, so one stands there on purpose.
  return html`<label for="${id}">Reason</label>
    <textarea
      id="${id}"
      name="reason"
      rows="2"
      required
      maxlength="${longestReason}"
      ${mistake !== undefined && html`aria-invalid="true" aria-describedby="${id}-wrong"`}
    >
${value}</textarea>
    ${mistake !== undefined && html`<p class="wrong" id="${id}-wrong">${mistake}</p>`}`;
}
