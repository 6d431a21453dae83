import { html } from '@ticketpost/html';
import { renderShell } from '../pages/render-shell.ts';
import type { DashboardUser } from '@ticketpost/settings/dashboard';
import {
  problemOf,
  renderInput,
  renderMessage,
  renderReason,
  type ShownForm,
} from './order-actions.ts';
import { orderPath } from './order-path.ts';

/** Asks whether the order is really meant: what is erased does not come back. */
export function erasePage(options: {
  user: DashboardUser;
  orderNo: string;
  shown?: ShownForm | undefined;
  isResumed?: boolean;
}): string {
  const { user, orderNo, shown, isResumed = false } = options;
  return renderShell({
    title: `Erase order ${orderNo}`,
    user,
    current: 'orders',
    content: html`<p class="crumbs"><a href="${orderPath(orderNo)}">Order ${orderNo}</a></p>
      <h1>Erase personal data</h1>
      ${
        isResumed &&
        html`<p class="notice wait" role="alert">
          You were logged out when you sent the form, so nothing was done. Check it and send it
          again.
        </p>`
      }
      <form class="card narrow" method="post" action="${orderPath(orderNo, 'erase')}">
        <p>
          What is known of the travellers of order <strong class="name">${orderNo}</strong> is
          forgotten: names, addresses, ticket numbers, the mails that were sent, its deliveries on
          the queue and in quarantine, and what people wrote about it. Nothing is mailed or stored
          about it any more, whatever comes. That it was erased, by whom and why, stays on its
          timeline and in the audit log: write nothing personal into the reason.
        </p>
        <p>
          <strong>This cannot be undone.</strong> Mails that were sent are with their recipients.
        </p>
        ${renderMessage(shown)}
        <label for="orderNo">Repeat the order number</label>
        ${renderInput({
          id: 'orderNo',
          name: 'orderNo',
          value: shown?.fields['orderNo'],
          problem: problemOf(shown, '/orderNo'),
          more: html`required autocomplete="off" autocapitalize="none" spellcheck="false"`,
        })}
        ${renderReason('erase', shown)}
        <div class="actions">
          <button class="danger">Erase</button>
          <a href="${orderPath(orderNo)}">Keep it</a>
        </div>
      </form>`,
  });
}
