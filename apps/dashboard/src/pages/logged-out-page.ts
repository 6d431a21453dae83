import { html } from '@ticketpost/html';
import { renderPage } from './page.ts';

/** Says that the login at the issuer goes on when the one here has ended. */
export function loggedOutPage(options: { host: string; logoutUrl: string | undefined }): string {
  const { host, logoutUrl } = options;
  return renderPage({
    title: 'Logged out',
    content: html`<h1>You are logged out here</h1>
      <p>
        Your login at <strong>${host}</strong> goes on, so whoever uses this browser next can come
        in here without a password.
      </p>
      ${logoutUrl !== undefined && html`<p><a href="${logoutUrl}">Log out at ${host}, too</a></p>`}
      <p><a href="/login">Log in again</a></p>`,
  });
}
