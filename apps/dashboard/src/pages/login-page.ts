import { html, trustHtml, type Html } from '@ticketpost/html';
import { packDraft, type Draft } from '../login/draft.ts';
import { describeWait } from './describe-wait.ts';
import { renderPage } from './page.ts';

const messages = {
  wrong_password: 'That name and password do not go together. Check both and try again.',
  too_many_attempts: 'Too many wrong passwords.',
  session_over:
    'You were logged out in the meantime, so nothing was done. Log in, and what you wrote is there again.',
  old_form: 'This page was too old, so nobody was logged in. Try it again.',
  oidc_unavailable: 'Single sign-on cannot be reached at the moment. Try it again.',
  oidc_refused: 'Single sign-on did not let you in, or it took too long. Try it again.',
} as const;

/** The login form. `returnPath` must be a path on this site; a draft travels along, unseen. */
export function loginPage(options: {
  returnPath: string;
  name?: string;
  message?: keyof typeof messages | undefined;
  /** With `too_many_attempts`: how long to wait. */
  waitMs?: number;
  draft?: Draft | undefined;
  /** Whether anybody has a password here. */
  hasPasswords: boolean;
  /** Who else vouches for people. */
  oidc?: { host: string; isAvailable: boolean } | undefined;
}): string {
  const { returnPath, name = '', message, waitMs, draft, hasPasswords, oidc } = options;
  const luggage = html`<input type="hidden" name="next" value="${returnPath}" /> ${
      draft !== undefined &&
      packDraft(draft).map(
        ([field, value]) => html`<input type="hidden" name="${field}" value="${value}" />`,
      )
    }`;
  return renderPage({
    title: 'Log in',
    content: html`<h1>Log in</h1>
      ${
        message !== undefined &&
        html`<p class="alarm" role="alert">
          ${messages[message]} ${waitMs !== undefined && `Wait ${describeWait(waitMs)}.`}
        </p>`
      }
      ${hasPasswords && renderPasswordForm({ name, luggage })}
      ${oidc !== undefined && hasPasswords && html`<p class="or">or</p>`}
      ${oidc !== undefined && renderOidcForm({ ...oidc, luggage, isSecond: hasPasswords })}`,
  });
}

function renderPasswordForm({ name, luggage }: { name: string; luggage: Html }): Html {
  const focus = trustHtml('autofocus');
  const isNameKnown = name !== '';
  return html`<form method="post" action="/login">
    ${luggage}
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
  </form>`;
}

function renderOidcForm(options: {
  host: string;
  isAvailable: boolean;
  luggage: Html;
  isSecond: boolean;
}): Html {
  const { host, isAvailable, luggage, isSecond } = options;
  const look = isSecond && trustHtml('class="second"');
  return html`<form method="post" action="/login/oidc">
    ${luggage}
    <button ${look} ${!isAvailable && trustHtml('disabled')}>Log in with single sign-on</button>
    <p class="below small quiet">
      ${isAvailable ? `by ${host}` : `${host} cannot be reached at the moment.`}
      ${!isAvailable && html`<a href="">Look again</a>`}
    </p>
  </form>`;
}
