import { html } from '@ticketpost/html';
import { orderPath } from '../orders/order-path.ts';
import { renderShell, type Section } from '../pages/render-shell.ts';
import type { DashboardUser } from '@ticketpost/settings/dashboard';
import type { OutcomeWords } from './outcome-words.ts';

/** Says what came of a decision, and where to go from there. */
export function outcomePage(options: {
  user: DashboardUser;
  current: Section;
  words: OutcomeWords;
  deliveryId: string;
  orderNo?: string | undefined;
  /** Where the person came from. */
  back: { path: string; text: string };
}): string {
  const { user, current, words, deliveryId, orderNo, back } = options;
  const tone = words.code === undefined ? 'good' : 'wait';
  return renderShell({
    title: words.title,
    user,
    current,
    content: html`<h1>${words.title}</h1>
      <p class="notice ${tone}" role="status">${words.text}</p>
      <dl class="facts">
        <dt>Delivery</dt>
        <dd><code>${deliveryId}</code></dd>
        ${
          orderNo !== undefined &&
          html`<dt>Order</dt>
            <dd><a href="${orderPath(orderNo)}">${orderNo}</a></dd>`
        }
      </dl>
      <p><a href="${back.path}">${back.text}</a></p>`,
  });
}
