import { html, type Html } from '@ticketpost/html';
import type { DeliveryPlace, FoundOrder, OrderSearch } from '@ticketpost/operations';
import { describeMissingKeys } from '@ticketpost/queue';
import { deadLetterPath } from '../dead-letters/dead-letter-paths.ts';
import { quarantinedPath } from '../quarantine/quarantine-paths.ts';
import { renderShell } from '../pages/render-shell.ts';
import { renderTime } from '../pages/time.ts';
import type { DashboardUser } from '@ticketpost/settings/dashboard';
import { orderPath } from './order-path.ts';
import { renderBadge } from './render-badge.ts';
import { standingWords } from './state-words.ts';

/** Longer queries are shown cut. */
const longestShown = 80;

/** The search box, and what was found; without a query, what can be searched for. */
export function searchPage(options: {
  user: DashboardUser;
  query: string;
  /** Absent without a query. */
  found?: OrderSearch | undefined;
  isFirstPage: boolean;
}): string {
  const { user, query, found, isFirstPage } = options;
  return renderShell({
    title: query === '' ? 'Orders' : `${shorten(query)} · Orders`,
    user,
    current: 'orders',
    hasOwnSearch: true,
    content: html`<h1>Orders</h1>
      ${renderSearchBox(query)}
      ${found === undefined ? help : renderFound(found, { user, query, isFirstPage })}`,
  });
}

function renderSearchBox(query: string): Html {
  return html`<form class="find large" role="search" method="get" action="/orders">
    <label class="hidden" for="find">Order number, PNR, ticket number or delivery id</label>
    <input
      id="find"
      name="q"
      type="search"
      value="${query}"
      placeholder="Order number, PNR, ticket number or delivery id"
      maxlength="1000"
      autocomplete="off"
      autocapitalize="none"
      spellcheck="false"
      autofocus
    />
    <button>Find</button>
  </form>`;
}

const help = html`<div class="card help">
  <h2>Did the traveller get the mail?</h2>
  <p>Look for whatever the traveller or the supplier can tell you:</p>
  <ul>
    <li>
      <strong>Order number</strong>, as the supplier writes it: <code>TESTKALMT20261124</code>
    </li>
    <li><strong>PNR</strong>, the airline’s booking reference: <code>K8Q2ZP</code></li>
    <li>
      <strong>Ticket number</strong>, with or without dashes and spaces:
      <code>781-2400000001</code>
    </li>
    <li><strong>Delivery id</strong>, as logs, the queues and the supplier’s answer name it</li>
  </ul>
</div>`;

function renderFound(
  { orders, delivery, next, missingKeys }: OrderSearch,
  { user, query, isFirstPage }: { user: DashboardUser; query: string; isFirstPage: boolean },
): Html {
  if (orders.length === 0 && delivery === undefined && next === undefined) {
    return isFirstPage
      ? renderNothing(query, missingKeys)
      : html`<p class="card">There are no more orders for <q>${shorten(query)}</q>.</p>`;
  }
  return html`${delivery !== undefined && renderDelivery(delivery, user)}
    ${orders.length > 0 && renderOrders(orders, query)}
    <nav class="pager" aria-label="Pages of the result">
      ${isFirstPage ? html`<span></span>` : html`<a href="${searchPath(query)}">First page</a>`}
      ${next !== undefined && html`<a href="${searchPath(query, next)}">More orders</a>`}
    </nav>`;
}

function renderNothing(query: string, missingKeys: readonly string[] | undefined): Html {
  return html`<div class="card" role="status">
      <h2>Nothing found for <q>${shorten(query)}</q></h2>
      ${
        missingKeys !== undefined &&
        html`<p class="notice alarm">
          Some of what is stored can be found by its order number alone.
          ${describeMissingKeys(missingKeys)}
        </p>`
      }
      <p>
        No order has this as its number, as a PNR or as a ticket number, and no delivery has it as
        its id. The whole of it has to match; dashes, spaces and letter case do not matter in ticket
        numbers and PNRs.
      </p>
      <p>
        When the order number is right, no event about the order has arrived so far: ask the
        supplier whether its ticket is issued.
      </p>
    </div>
    ${help}`;
}

function renderOrders(orders: readonly FoundOrder[], query: string): Html {
  return html`<div class="table">
    <table>
      <caption>
        Orders for
        <q>${shorten(query)}</q>
      </caption>
      <thead>
        <tr>
          <th scope="col">Order</th>
          <th scope="col">State</th>
          <th scope="col">Last change</th>
        </tr>
      </thead>
      <tbody>
        ${orders.map(
          ({ orderNo, state, at }) =>
            html`<tr>
              <td class="name"><a href="${orderPath(orderNo)}">${orderNo}</a></td>
              <td>${renderBadge(standingWords[state])}</td>
              <td>${renderTime(at)}</td>
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}

const places: Readonly<
  Record<DeliveryPlace, { text: string; pathOf: (deliveryId: string) => string; link: string }>
> = {
  quarantine: {
    text: 'is in quarantine: it could not be read.',
    pathOf: quarantinedPath,
    link: 'Look at it',
  },
  dead_letter: {
    text: 'is a dead letter: it is not tried again by itself.',
    pathOf: deadLetterPath,
    link: 'Look at it',
  },
  queue: {
    text: 'is on the queue.',
    pathOf: (deliveryId) => `/queues/queue/events/${encodeURIComponent(deliveryId)}`,
    link: 'Look at its job',
  },
};

function renderDelivery(
  { deliveryId, place }: NonNullable<OrderSearch['delivery']>,
  { role }: DashboardUser,
): Html {
  const { text, pathOf, link } = places[place];
  return html`<p class="notice">
    The delivery <code>${deliveryId}</code> ${text} <a href="${pathOf(deliveryId)}">${link}</a>.
    ${
      role === 'operator' &&
      html`<a href="/deliveries/${encodeURIComponent(deliveryId)}/evidence">Its evidence</a>.`
    }
  </p>`;
}

function searchPath(query: string, after?: string): string {
  const parameters = new URLSearchParams({ q: query, ...(after === undefined ? {} : { after }) });
  return `/orders?${parameters.toString()}`;
}

function shorten(text: string): string {
  return text.length <= longestShown ? text : `${text.slice(0, longestShown)}…`;
}
