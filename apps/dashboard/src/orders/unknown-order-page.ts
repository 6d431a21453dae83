import { html } from '@ticketpost/html';
import { renderShell } from '../pages/render-shell.ts';
import type { DashboardUser } from '@ticketpost/settings/dashboard';

/** Says that no event about an order came so far. */
export function unknownOrderPage({
  user,
  orderNo,
}: {
  user: DashboardUser;
  orderNo: string;
}): string {
  return renderShell({
    title: 'Order not found',
    user,
    current: 'orders',
    content: html`<h1>Nothing is known of this order</h1>
      <div class="card">
        <p>
          No event, no booking and no mail about the order
          <strong class="name">${orderNo.slice(0, 200)}</strong> has come so far.
        </p>
        <p>
          Check the number, or look for the PNR or the ticket number. When the number is right, ask
          the supplier whether the ticket is issued.
        </p>
        <p><a href="/orders">Look for another order</a></p>
      </div>`,
  });
}
