import { html, type Html } from '@ticketpost/html';
import { explainReason } from '@ticketpost/operations';
import { describeMissingKeys } from '@ticketpost/queue';
import type { DeliveryDraft } from '../decisions/decide-on-delivery.ts';
import { renderReasonField } from '../decisions/reason-field.ts';
import { orderPath } from '../orders/order-path.ts';
import { renderShell } from '../pages/render-shell.ts';
import { renderTime } from '../pages/time.ts';
import type { DashboardUser } from '@ticketpost/settings/dashboard';
import { deadLetterPath, deadLettersPath } from './dead-letter-paths.ts';
import type { ShownDeadLetter } from './show-dead-letter.ts';

/** What somebody has written into one of the page's forms. */
export type DeadLetterDraft = DeliveryDraft<(typeof deadLetterForms)[number]>;

export const deadLetterForms = ['redrive', 'discard'] as const;

/** One dead letter, with what can be done about it. */
export function deadLetterPage(options: {
  user: DashboardUser;
  deadLetter: ShownDeadLetter;
  draft?: DeadLetterDraft | undefined;
}): string {
  const { user, deadLetter, draft } = options;
  const { deliveryId, orderNo, type, receivedAt, failedAt, attempts } = deadLetter;
  const { reasonCode, reason, missingKey } = deadLetter;
  const { meaning, remedy } = explainReason(reasonCode) ?? {};
  return renderShell({
    title: `Dead letter ${deliveryId}`,
    user,
    current: 'dead-letters',
    content: html`<p class="crumbs">
        <a href="${deadLettersPath({ reason: reasonCode })}">Dead letters: ${reasonCode}</a>
      </p>
      <h1>${orderNo === undefined ? 'A dead letter' : `Dead letter of order ${orderNo}`}</h1>
      <div class="card">
        <p><strong>${meaning ?? 'It is not tried again by itself.'}</strong></p>
        ${remedy !== undefined && html`<p>${remedy}</p>`}
        <pre tabindex="0" aria-label="The reason in full">${reason}</pre>
      </div>
      ${
        missingKey !== undefined &&
        html`<p class="notice alarm">
          What it carries cannot be read. ${describeMissingKeys([missingKey])}
        </p>`
      }
      <dl class="facts card">
        ${renderFact('Order', orderNo !== undefined && html`<a href="${orderPath(orderNo)}">${orderNo}</a>`)}
        ${renderFact('Delivery', html`<code>${deliveryId}</code>`)}
        ${renderFact('Event', type !== '' && html`<code>${type}</code>`)}
        ${renderFact('Received', receivedAt !== undefined && renderTime(receivedAt))}
        ${renderFact('Given up', failedAt !== undefined && renderTime(failedAt))}
        ${renderFact('Attempts', html`${attempts}`)}
      </dl>
      ${user.role === 'operator' && renderForms({ deliveryId, draft })}`,
  });
}

function renderFact(name: string, value: Html | false): Html | undefined {
  if (value === false) return undefined;
  return html`<dt>${name}</dt>
    <dd>${value}</dd>`;
}

function renderForms({
  deliveryId,
  draft,
}: {
  deliveryId: string;
  draft: DeadLetterDraft | undefined;
}): Html {
  const fieldOf = (form: DeadLetterDraft['form']) =>
    renderReasonField({
      id: `${form}-reason`,
      ...(draft?.form === form ? { value: draft.reason, mistake: draft.mistake } : {}),
    });
  return html`<form
      class="card narrow"
      method="post"
      action="${deadLetterPath(deliveryId, 'redrive')}"
    >
      <h2>Redrive</h2>
      <p class="quiet">
        Back on the queue with all its attempts before it. What was sent already is not sent twice.
      </p>
      ${fieldOf('redrive')}
      <label class="choice">
        <input type="checkbox" name="evenIfUncertain" value="true" />
        Send it even if a copy may already be out
      </label>
      <button>Redrive</button>
    </form>
    <form class="card narrow" method="post" action="${deadLetterPath(deliveryId, 'discard')}">
      <h2>Discard</h2>
      <p class="quiet">Removes it for good. The order's timeline says who did, and when.</p>
      ${fieldOf('discard')}
      <button class="danger">Discard</button>
    </form>`;
}
