import { html, type Html } from '@ticketpost/html';
import { describeStanding, explainReason, type OrderView } from '@ticketpost/operations';
import { describeMissingKeys } from '@ticketpost/queue';
import { deadLetterPath } from '../dead-letters/dead-letter-paths.ts';
import { renderShell } from '../pages/render-shell.ts';
import { renderTime } from '../pages/time.ts';
import type { DashboardUser } from '@ticketpost/settings/dashboard';
import { renderConfirmations } from './confirmations.ts';
import { renderActions, type ShownForm } from './order-actions.ts';
import { successes, type Success } from './order-outcome.ts';
import { orderPath } from './order-path.ts';
import { renderBadge } from './render-badge.ts';
import { standingWords } from './state-words.ts';
import { renderTimeline } from './timeline.ts';

/** One order: the answer in a sentence, what can be done, then how it came to that. */
export function orderPage(options: {
  user: DashboardUser;
  /** Masked. */
  view: OrderView;
  done?: Success | undefined;
  shown?: ShownForm | undefined;
  /** The form was sent when nobody was logged in any more. */
  isResumed?: boolean;
}): string {
  const { user, view, done, shown, isResumed = false } = options;
  const { orderNo, standing, timeline, booking } = view;
  return renderShell({
    title: `Order ${orderNo}`,
    user,
    current: 'orders',
    content: html`<h1 class="order-no"><span>Order</span> ${orderNo}</h1>
      ${done !== undefined && html`<p class="notice good" role="status">${successes[done].text}</p>`}
      ${
        isResumed &&
        html`<p class="notice wait" role="alert">
          You were logged out when you sent the form, so nothing was done. It is filled in below:
          check it and send it again.
        </p>`
      }
      <div class="order">
        <section
          class="card standing is-${standingWords[standing.kind].tone}"
          aria-label="How it stands"
        >
          ${renderBadge(standingWords[standing.kind])}
          <p class="answer">${describeStanding(standing)}</p>
          ${renderReason(view)}
        </section>
        ${user.role === 'operator' && renderActions(view, shown)} ${renderMissingKeys(view)}
        <div class="story">
          ${renderConfirmations(view)}
          <section aria-labelledby="timeline">
            <h2 id="timeline">What happened</h2>
            ${renderTimeline(timeline, user)}
          </section>
          ${
            view.strippedAt !== undefined &&
            html`<p class="quiet small">
              What was personal of it was removed for its age on ${renderTime(view.strippedAt)}.
            </p>`
          }
          ${
            booking !== undefined &&
            html`<p class="quiet small">
              The agency’s booking was stored on ${renderTime(booking.storedAt)}.
            </p>`
          }
          ${
            user.role === 'operator' &&
            html`<p class="small">
              All that is held about this order, opened, as a file:
              <a href="${orderPath(orderNo, 'export')}" download>export</a>. That you took it stands
              in the audit log.
            </p>`
          }
        </div>
      </div>`,
  });
}

function renderMissingKeys({ missingKeys }: OrderView): Html | undefined {
  return missingKeys === undefined
    ? undefined
    : html`<p class="notice alarm">
        A part of this order cannot be read. ${describeMissingKeys(missingKeys)}
      </p>`;
}

/** What to do about a failure: the sentence above says what it means. */
function renderReason({ standing, deadLetters }: OrderView): Html {
  const remedy = findRemedy(standing);
  return html`${remedy !== undefined && html`<p><strong>What to do:</strong> ${remedy}</p>`}
  ${
    deadLetters.length > 0 &&
    html`<ul class="dead quiet small">
      ${deadLetters.map(
        ({ deliveryId, reasonCode, failedAt }) =>
          html`<li>
            Dead letter
            <a href="${deadLetterPath(deliveryId)}"><code>${deliveryId}</code></a
            >: <code>${reasonCode}</code>${
              failedAt !== undefined && html`, ${renderTime(failedAt)}`
            }
          </li>`,
      )}
    </ul>`
  }`;
}

function findRemedy(standing: OrderView['standing']): string | undefined {
  if (standing.kind === 'no_recipient') {
    return 'Have the booking sent with the traveller’s address: the mail then goes out by itself.';
  }
  const reason = standing.kind === 'uncertain' ? 'uncertain' : reasonOf(standing);
  return reason === undefined ? undefined : explainReason(reason)?.remedy;
}

function reasonOf(standing: OrderView['standing']): string | undefined {
  return 'reason' in standing ? standing.reason : undefined;
}
