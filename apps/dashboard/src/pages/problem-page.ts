import { html } from '@ticketpost/html';
import type { ProblemCode } from '../http/problem.ts';
import type { DashboardUser } from '@ticketpost/settings/dashboard';
import { renderPage } from './page.ts';
import { renderShell } from './render-shell.ts';

const words: Partial<Record<ProblemCode, { title: string; text: string }>> = {
  not_found: {
    title: 'There is no such page',
    text: 'Check the address, or start over from here.',
  },
  forbidden: {
    title: 'Your role does not allow that',
    text: 'You look on as a viewer. Ask an operator to do it.',
  },
  method_not_allowed: {
    title: 'That cannot be done here',
    text: 'This address takes no such request. Open the page that you came from again.',
  },
  body_too_large: {
    title: 'That is too long',
    text: 'Go back, shorten the text, and send it again. Nothing was done.',
  },
  malformed_request: {
    title: 'That request cannot be read',
    text: 'Check the address, or start over from here.',
  },
  internal: {
    title: 'Something went wrong here',
    text: 'It is in the log of the dashboard. Try it again.',
  },
};

/** Says to people what a problem document says to programs. */
export function problemPage(options: {
  /** Absent when nobody is logged in. */
  user: DashboardUser | undefined;
  code: ProblemCode;
  detail?: string | undefined;
}): string {
  const { user, code, detail } = options;
  const { title, text } = words[code] ?? { title: 'That did not work', text: 'Try it again.' };
  const content = html`<h1>${title}</h1>
    <p>${text}</p>
    ${detail !== undefined && html`<p>${detail}</p>`}
    <p class="below"><a href="/">To the overview</a></p>`;
  return user === undefined
    ? renderPage({ title, content })
    : renderShell({ title, user, content });
}
