import { html, trustHtml, type Html } from '@ticketpost/html';
import type { DashboardUser } from '@ticketpost/settings/dashboard';
import { brandMark } from './brand-mark.ts';
import { renderDocument } from './document.ts';
import { shellStyle } from './shell-style.ts';

const sections = {
  overview: { text: 'Overview', path: '/' },
  orders: { text: 'Orders', path: '/orders' },
  'dead-letters': { text: 'Dead letters', path: '/dead-letters' },
  quarantine: { text: 'Quarantine', path: '/quarantine' },
  queues: { text: 'Queues', path: '/queues/' },
  audit: { text: 'Audit', path: '/audit' },
} as const;

/** A part of the dashboard, as its navigation names it. */
export type Section = keyof typeof sections;

/** A page behind the login: header with search, navigation and the way out, then the content. */
export function renderShell(options: {
  title: string;
  user: Pick<DashboardUser, 'name' | 'role'>;
  /** Absent on pages that belong nowhere, such as one that says that there is no such page. */
  current?: Section | undefined;
  content: Html;
  /** The content has a search box of its own. */
  hasOwnSearch?: boolean;
  /** The address of a module on this site; the page is whole without it. */
  script?: string | undefined;
}): string {
  const { title, user, current, content, hasOwnSearch = false, script } = options;
  return renderDocument({
    title,
    style: shellStyle,
    script,
    body: html`<a class="skip" href="#content">Skip to the content</a>
      <header class="top">
        <div class="bar">
          <a class="brand" href="/">${brandMark} Ticketpost</a>
          ${!hasOwnSearch && searchForm}
          <div class="who">
            <a class="me" href="/logout" title="${user.name}, ${user.role}: your login"
              >${user.name} <span class="quiet">· ${user.role}</span></a
            >
            <form method="post" action="/logout"><button class="plain">Log out</button></form>
          </div>
        </div>
        <nav class="pages" aria-label="Pages">
          <ul>
            ${Object.entries(sections).map(([section, { text, path }]) => {
              const mark = section === current && trustHtml('aria-current="page"');
              return html`<li><a href="${path}" ${mark}>${text}</a></li>`;
            })}
          </ul>
        </nav>
      </header>
      <main id="content" tabindex="-1">${content}</main>`,
  });
}

const searchForm = html`<form class="find" role="search" method="get" action="/orders">
  <label class="hidden" for="find">Order number, PNR, ticket number or delivery id</label>
  <input
    id="find"
    name="q"
    type="search"
    placeholder="Order, PNR, ticket or delivery"
    autocomplete="off"
    autocapitalize="none"
    spellcheck="false"
  />
  <button>Find</button>
</form>`;
