import { html } from '@ticketpost/html';
import { renderPage } from './page.ts';

/** Says to somebody whom the issuer knows that they have no role here. */
export function noRolePage(options: {
  name: string;
  host: string;
  /** Where they log out at the issuer, to come back as somebody else. */
  logoutUrl: string | undefined;
}): string {
  const { name, host, logoutUrl } = options;
  return renderPage({
    title: 'You have no role here',
    content: html`<h1>You have no role here</h1>
      <p>
        <strong>${host}</strong> knows you as <strong class="name">${name}</strong>, but none of
        your groups there may look at this dashboard.
      </p>
      <p>Ask whoever runs Ticketpost for access, and tell them this name.</p>
      <p class="below">
        <a href="/login">Back to the login</a>
        ${
          logoutUrl !== undefined &&
          html`<br /><a href="${logoutUrl}">Log out at ${host}, to come as somebody else</a>`
        }
      </p>`,
  });
}
