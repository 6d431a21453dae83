import { html } from '@ticketpost/html';
import type { DashboardUser } from '@ticketpost/settings/dashboard';
import { renderPage } from './page.ts';

/** Says who is logged in and offers the ways out. */
export function logoutPage({ name, role }: DashboardUser): string {
  return renderPage({
    title: 'Log out',
    content: html`<h1>Log out</h1>
      <p>You are logged in as <strong class="name">${name}</strong>, ${role}.</p>
      <form method="post" action="/logout"><button>Log out</button></form>
      <form method="post" action="/logout">
        <input type="hidden" name="everywhere" value="true" />
        <button class="second">Log out everywhere</button>
      </form>
      <p class="below"><a href="/">Back to the overview</a></p>`,
  });
}
