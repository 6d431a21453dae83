import { html, trustHtml } from '@ticketpost/html';
import { packDraft, type Draft } from '../login/draft.ts';
import { renderPage } from './page.ts';

const messages = {
  wrong_password: 'That name and password do not go together. Check both and try again.',
  too_many_attempts: 'Too many wrong passwords came from your address. Wait five minutes.',
  session_over:
    'You were logged out in the meantime, so nothing was done. Log in, and what you wrote is there again.',
} as const;

/** The login form. `returnPath` must be a path on this site; a draft travels along, unseen. */
export function loginPage(options: {
  returnPath: string;
  name?: string;
  message?: keyof typeof messages | undefined;
  draft?: Draft | undefined;
}): string {
  const { returnPath, name = '', message, draft } = options;
  const focus = trustHtml('autofocus');
  const isNameKnown = name !== '';
  return renderPage({
    title: 'Log in',
    content: html`<h1>Log in</h1>
      ${message !== undefined && html`<p class="alarm" role="alert">${messages[message]}</p>`}
      <form method="post" action="/login">
        <input type="hidden" name="next" value="${returnPath}" />
        ${
          draft !== undefined &&
          packDraft(draft).map(
            ([field, value]) => html`<input type="hidden" name="${field}" value="${value}" />`,
          )
        }
        <label for="name">Name</label>
        <input
          id="name"
          name="name"
          value="${name}"
          required
          ${!isNameKnown && focus}
          autocomplete="username"
          autocapitalize="none"
          spellcheck="false"
        />
        <label for="password">Password</label>
        <input
          id="password"
          name="password"
          type="password"
          ${isNameKnown && focus}
          required
          autocomplete="current-password"
        />
        <button>Log in</button>
      </form>`,
  });
}
