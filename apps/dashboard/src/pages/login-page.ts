import { html, renderPage } from './page.ts';

const messages = {
  wrong_password: 'That name and password do not go together. Check both and try again.',
  too_many_attempts: 'Too many wrong passwords came from your address. Wait five minutes.',
} as const;

/** The login form. `returnPath` must be a path on this site. */
export function loginPage(options: {
  returnPath: string;
  name?: string;
  message?: keyof typeof messages;
}): string {
  const { returnPath, name = '', message } = options;
  const focus = { html: 'autofocus' };
  const isNameKnown = name !== '';
  return renderPage({
    title: 'Log in',
    content: html`<h1>Log in</h1>
      ${
        message === undefined
          ? undefined
          : html`<p class="alarm" role="alert">${messages[message]}</p>`
      }
      <form method="post" action="/login">
        <input type="hidden" name="next" value="${returnPath}" />
        <label for="name">Name</label>
        <input
          id="name"
          name="name"
          value="${name}"
          required
          ${isNameKnown ? undefined : focus}
          autocomplete="username"
          autocapitalize="none"
          spellcheck="false"
        />
        <label for="password">Password</label>
        <input
          id="password"
          name="password"
          type="password"
          ${isNameKnown ? focus : undefined}
          required
          autocomplete="current-password"
        />
        <button>Log in</button>
      </form>`,
  });
}
