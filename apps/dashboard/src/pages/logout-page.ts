import { html } from '@ticketpost/html';
import type { DashboardUser } from '@ticketpost/settings/dashboard';
import { renderPage } from './page.ts';

/** Says who is logged in and offers the way out. */
export function logoutPage({ name, role }: DashboardUser): string {
  return renderPage({
    title: 'Log out',
    content: html`<h1>Log out</h1>
      <p>You are logged in as <strong>${name}</strong>, ${role}.</p>
      <form method="post" action="/logout"><button>Log out</button></form>
      <p class="below"><a href="/">Back to the overview</a></p>`,
  });
}
