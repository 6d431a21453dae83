import { html, type Html } from '@ticketpost/html';
import type { RenderedEmail } from '@ticketpost/email';
import type { Confirmation } from '@ticketpost/ledger';
import { maskMailbox } from '@ticketpost/schema';
import { renderShell } from '../../pages/render-shell.ts';
import { renderTime } from '../../pages/time.ts';
import type { DashboardUser } from '@ticketpost/settings/dashboard';
import { orderPath } from '../order-path.ts';

/** A mail as it was sent, in a frame that runs nothing. */
export function mailPage(options: {
  user: DashboardUser;
  orderNo: string;
  confirmation: Confirmation;
  mail: RenderedEmail;
  /** Orders whose part of it is not kept any more. */
  missing: readonly string[];
}): string {
  const { user, orderNo, confirmation, mail, missing } = options;
  const { ticketSetId, recipient, sentAt, messageId } = confirmation;
  const isMasked = user.role === 'viewer';
  return renderMailShell(
    { user, orderNo },
    html`<dl class="facts">
        <dt>Subject</dt>
        <dd><strong>${mail.subject}</strong></dd>
        ${
          recipient !== undefined &&
          html`<dt>To</dt>
            <dd>${maskMailbox(recipient)}</dd>`
        }
        ${
          sentAt !== undefined &&
          html`<dt>Sent</dt>
            <dd>${renderTime(sentAt)}</dd>`
        }
        ${
          messageId !== undefined &&
          html`<dt>Message-ID</dt>
            <dd><code>${messageId}</code></dd>`
        }
      </dl>
      <p class="quiet small">
        Made again from what was kept of it, with the templates and the brand of today.
        ${isMasked && 'Names, ticket numbers and references are hidden from viewers.'}
        ${
          missing.length > 0 &&
          `Its part on ${missing.join(', ')} is missing: nothing of that is kept.`
        }
      </p>
      <iframe
        class="mail-frame"
        src="${orderPath(orderNo, 'mail', ticketSetId, 'body.html')}"
        title="The mail: ${mail.subject}"
        sandbox=""
      ></iframe>
      <details>
        <summary>As plain text</summary>
        <pre tabindex="0">${mail.text}</pre>
      </details>`,
  );
}

/** Says why a mail cannot be shown. */
export function noMailPage(options: {
  user: DashboardUser;
  orderNo: string;
  text: string;
}): string {
  return renderMailShell(options, html`<p class="card">${options.text}</p>`);
}

function renderMailShell(
  { user, orderNo }: { user: DashboardUser; orderNo: string },
  content: Html,
): string {
  return renderShell({
    title: `Mail of order ${orderNo}`,
    user,
    current: 'orders',
    content: html`<p class="crumbs"><a href="${orderPath(orderNo)}">Order ${orderNo}</a></p>
      <h1>The mail as it was sent</h1>
      ${content}`,
  });
}
