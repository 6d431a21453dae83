import { html, type Html } from '@ticketpost/html';
import type { Confirmation } from '@ticketpost/ledger';
import type { OrderView } from '@ticketpost/operations';
import { renderTime } from '../pages/time.ts';
import { orderPath } from './order-path.ts';
import { renderBadge } from './render-badge.ts';
import { confirmationWords } from './state-words.ts';

/** The mails owed or sent for an order, one for each ticket set and each resend; of a masked view. */
export function renderConfirmations({ orderNo, confirmations }: OrderView): Html {
  return confirmations.length === 0
    ? html``
    : html`<section aria-labelledby="confirmations">
        <h2 id="confirmations">Confirmations</h2>
        ${confirmations.map((confirmation) => renderConfirmation(orderNo, confirmation))}
      </section>`;
}

function renderConfirmation(orderNo: string, confirmation: Confirmation): Html {
  const { ticketSetId, state, recipient, sentAt, attempts, lastAnswer, messageId } = confirmation;
  const { resendOf, mailed, isSentUnreadable } = confirmation;
  return html`<div class="card confirmation">
    <p class="head">
      ${renderBadge(confirmationWords[state])}
      ${resendOf !== undefined && html`<span class="quiet">sent again on purpose</span>`}
      ${
        (mailed !== undefined || isSentUnreadable === true) &&
        html`<a class="mail" href="${orderPath(orderNo, 'mail', ticketSetId)}">Show the mail</a>`
      }
    </p>
    <dl class="facts">
      ${recipient !== undefined && renderFact('To', html`${recipient}`)}
      ${sentAt !== undefined && renderFact('Sent', renderTime(sentAt))}
      ${
        lastAnswer !== undefined &&
        renderFact('Mail server', html`<q class="code">${lastAnswer}</q>`)
      }
      ${renderFact('Attempts', html`${attempts}`)}
      ${messageId !== undefined && renderFact('Message-ID', html`<code>${messageId}</code>`)}
      ${renderFact(
        'Ticket set',
        html`<code title="${ticketSetId}">${(resendOf ?? ticketSetId).slice(0, 12)}…</code>`,
      )}
    </dl>
    ${
      confirmation.isUncertain === true &&
      html`<p class="notice alarm">A copy may be out: nobody learnt the mail server’s answer.</p>`
    }
    ${
      (confirmation.isSentUnreadable === true || confirmation.isHeldUnreadable === true) &&
      html`<p class="quiet">
        Its details were sealed with a key that is not among PAYLOAD_KEYS, or are damaged.
      </p>`
    }
  </div>`;
}

function renderFact(name: string, value: Html): Html {
  return html`<dt>${name}</dt>
    <dd>${value}</dd>`;
}
