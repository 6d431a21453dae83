import { html } from '@ticketpost/html';
import { renderPage } from './page.ts';

/** Stands in for a page that needs Redis while Redis does not answer. */
export function unavailablePage(): string {
  return renderPage({
    title: 'Redis does not answer',
    content: html`<h1>Redis does not answer</h1>
      <p role="alert">
        The queues and the logins live in Redis, and it cannot be reached at the moment. Nothing
        that was acknowledged is lost by that, and whoever is logged in still is.
      </p>
      <p class="below"><a href="">Try again</a></p>`,
  });
}
