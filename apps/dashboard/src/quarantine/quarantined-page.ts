import { html, type Html } from '@ticketpost/html';
import { describeMissingKeys } from '@ticketpost/queue';
import type { QuarantinedContent, ShowOutcome } from '@ticketpost/operations';
import type { DeliveryDraft } from '../decisions/decide-on-delivery.ts';
import { renderReasonField } from '../decisions/reason-field.ts';
import { orderPath } from '../orders/order-path.ts';
import { renderShell } from '../pages/render-shell.ts';
import { renderTime } from '../pages/time.ts';
import type { DashboardUser } from '@ticketpost/settings/dashboard';
import { renderProblems } from './problem-list.ts';
import { quarantinedPath, quarantinePath } from './quarantine-paths.ts';
import { explainQuarantine } from './reason-words.ts';

/** What somebody has written into one of the page's forms. */
export type QuarantinedDraft = DeliveryDraft<(typeof quarantineForms)[number]>;

export const quarantineForms = ['release', 'discard'] as const;

/** One quarantined delivery, what this version makes of it, and what can be done about it. */
export function quarantinedPage(options: {
  user: DashboardUser;
  deliveryId: string;
  /** `unreadable`: its job is of no form that this version knows. */
  found: Exclude<ShowOutcome, { kind: 'not_found' }>;
  /** For operators who asked for it. */
  isBodyShown: boolean;
  draft?: QuarantinedDraft | undefined;
}): string {
  const { user, deliveryId, found, isBodyShown, draft } = options;
  const reason = found.kind === 'found' ? found.delivery.reason : 'unreadable';
  return renderShell({
    title: `Quarantined delivery ${deliveryId}`,
    user,
    current: 'quarantine',
    content: html`<p class="crumbs"><a href="${quarantinePath({})}">Quarantine</a></p>
      <h1>A quarantined delivery</h1>
      <p class="card">${explainQuarantine(reason)}</p>
      <dl class="facts card">
        <dt>Delivery</dt>
        <dd><code>${deliveryId}</code></dd>
        ${
          found.kind === 'found' &&
          html`<dt>Received</dt>
            <dd>${renderTime(found.delivery.receivedAt)}</dd>
            <dt>Then wrong</dt>
            <dd>${renderProblems(found.delivery.problems, { limit: 100 })}</dd>
            <dt>Today</dt>
            <dd>${renderContent(found.content)}</dd>`
        }
      </dl>
      ${found.kind === 'found' && renderBody({ user, deliveryId, content: found.content, isBodyShown })}
      ${
        user.role === 'operator' &&
        renderForms({ deliveryId, draft, isReadable: isReadable(found) })
      }`,
  });
}

/** What this version makes of the body. */
function renderContent(content: QuarantinedContent): Html {
  switch (content.kind) {
    case 'event': {
      const { type, orderNo } = content.event;
      return html`<span class="badge good">can be read</span> as <code>${type}</code> ${
          orderNo !== undefined && html`of order <a href="${orderPath(orderNo)}">${orderNo}</a>`
        }:
        release it.`;
    }
    case 'malformed_json':
      return html`<span class="badge alarm">still no JSON</span>`;
    case 'invalid_event':
      return html`<span class="badge alarm">still no readable event</span>
        ${renderProblems(content.problems, { limit: 100 })}`;
    case 'unknown_key':
      return html`<span class="badge alarm">sealed</span> ${describeMissingKeys([content.keyId])}`;
    case 'damaged':
      return html`<span class="badge alarm">damaged</span> since it was sealed.`;
  }
}

function renderBody(about: {
  user: DashboardUser;
  deliveryId: string;
  content: QuarantinedContent;
  isBodyShown: boolean;
}): Html | undefined {
  const { user, deliveryId, content, isBodyShown } = about;
  if (!('body' in content)) return undefined;
  if (isBodyShown) {
    return html`<div class="card">
      <h2>Body as it came</h2>
      <pre tabindex="0" aria-label="Body as it came">${content.body.toString('utf8')}</pre>
    </div>`;
  }
  const size = `${content.body.length} bytes`;
  if (user.role !== 'operator') {
    return html`<p class="card quiet">
      Its body of ${size} is sealed, and may hold passport numbers. Operators can look at it.
    </p>`;
  }
  return html`<p class="card">
    Its body of ${size} is sealed, and may hold passport numbers.
    <a href="${quarantinedPath(deliveryId)}?show=body">Show the body</a>
    <span class="quiet">(the audit log says that you did)</span>
  </p>`;
}

function isReadable(found: Exclude<ShowOutcome, { kind: 'not_found' }>): boolean {
  return found.kind === 'found' && found.content.kind === 'event';
}

function renderForms({
  deliveryId,
  draft,
  isReadable,
}: {
  deliveryId: string;
  draft: QuarantinedDraft | undefined;
  isReadable: boolean;
}): Html {
  const fieldOf = (form: QuarantinedDraft['form']) =>
    renderReasonField({
      id: `${form}-reason`,
      ...(draft?.form === form ? { value: draft.reason, mistake: draft.mistake } : {}),
    });
  return html`${
      isReadable
        ? html`<form
            class="card narrow"
            method="post"
            action="${quarantinedPath(deliveryId, 'release')}"
          >
            <h2>Release</h2>
            <p class="quiet">Onto the queue, as if it had just come.</p>
            ${fieldOf('release')}
            <button>Release</button>
          </form>`
        : html`<p class="card quiet">
            It cannot be released as things stand. It keeps here until a version comes that can read
            it, or somebody discards it.
          </p>`
    }
    <form class="card narrow" method="post" action="${quarantinedPath(deliveryId, 'discard')}">
      <h2>Discard</h2>
      <p class="quiet">Removes it for good.</p>
      ${fieldOf('discard')}
      <button class="danger">Discard</button>
    </form>`;
}
