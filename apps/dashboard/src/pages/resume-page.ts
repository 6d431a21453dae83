import { html, type Html } from '@ticketpost/html';
import type { Draft } from '../login/draft.ts';
import type { DashboardUser } from '@ticketpost/settings/dashboard';
import { renderShell } from './render-shell.ts';

const reasons = {
  session_over: {
    title: 'Not done yet',
    text: 'You were logged out when you sent this form, so nothing was done. Check it and send it again.',
  },
  redis_unavailable: {
    title: 'Redis does not answer',
    text: 'Nobody knows whether this was carried out. What you wrote is kept here: look at how things stand, then send it again if it is still wanted.',
  },
} as const;

const labels: Readonly<Record<string, string>> = {
  reason: 'Reason',
  to: 'Address',
  orderNo: 'Order number',
};

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
        ${Object.entries(draft.fields).map(renderField)}
        <div class="actions">
          <button>Send again</button>
          <a href="${parentOf(draft.action)}">Look first</a>
        </div>
      </form>`,
  });
}

function renderField([name, value]: readonly [string, string], index: number): Html {
  const label = labels[name];
  if (label === undefined) return html`<input type="hidden" name="${name}" value="${value}" />`;
  const id = `field-${index}`;
  // A line break right behind the tag is dropped by browsers, so one stands there on purpose.
  return html`<label for="${id}">${label}</label>
    <textarea id="${id}" name="${name}" rows="2">${value}</textarea>`;
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
