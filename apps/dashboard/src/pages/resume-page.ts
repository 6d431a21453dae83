import { html } from '@ticketpost/html';
import type { Draft } from '../login/draft.ts';
import type { DashboardUser } from '@ticketpost/settings/dashboard';
import { renderDraft } from './render-draft.ts';
import { renderShell } from './render-shell.ts';

const reasons = {
  session_over: {
    title: 'Not done yet',
    text: 'You were logged out when you sent this form, so nothing was done. Check it and send it again.',
  },
  other_login: {
    title: 'Not done yet',
    text: 'This form was made before you logged in, so nothing was done. Check it and send it again.',
  },
  redis_unavailable: {
    title: 'Redis does not answer',
    text: 'Nobody knows whether this was carried out. What you wrote is kept here: look at how things stand, then send it again if it is still wanted.',
  },
} as const;

/** A form that was not carried out, any form, filled in as it was sent. */
export function resumePage(options: {
  user: DashboardUser;
  draft: Draft;
  because: keyof typeof reasons;
}): string {
  const { user, draft, because } = options;
  const { title, text } = reasons[because];
  return renderShell({
    title,
    user,
    content: html`<h1>${title}</h1>
      <p class="notice wait" role="alert">${text}</p>
      <form class="card narrow" method="post" action="${draft.action}">
        <p class="quiet">For <code>${decodePath(draft.action)}</code></p>
        ${renderDraft(draft)}
        <div class="actions">
          <button>Send again</button>
          <a href="${parentOf(draft.action)}">Look first</a>
        </div>
      </form>`,
  });
}

/** The page above the form's own path. */
function parentOf(action: string): string {
  const path = action.split('?')[0] ?? '/';
  return path.slice(0, path.lastIndexOf('/')) || '/';
}

function decodePath(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
