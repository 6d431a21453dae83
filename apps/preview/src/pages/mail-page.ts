import { html, type Html } from '@ticketpost/html';
import { formatMailPath, type MailChoice } from '../mail-choice.ts';
import type { MailOutcome } from '../rendering/render-messages.ts';
import { describeLocale } from './describe-locale.ts';
import { type MailPart, mailParts, renderMailPart } from './mail-parts.ts';
import { renderPage } from './page.ts';

/** One mail: all of its parts, one at a time. */
export function renderMailPage(options: {
  choice: MailChoice;
  part: MailPart;
  outcome: Exclude<MailOutcome, { kind: 'unknown' }>;
}): string {
  const { choice, part, outcome } = options;
  const title = `${choice.sampleId}, ${choice.variant}, ${describeLocale(choice.locale)}`;
  return renderPage({
    title,
    content: html`<header class="top">
        <p><a href="/">All mails</a></p>
        <h1>${title}</h1>
        <nav aria-label="Parts of the mail">
          <ul>
            ${Object.entries(mailParts).map(([name, label]) => {
              const href = `${formatMailPath(choice)}?part=${name}`;
              return renderLink(href, label, name === part);
            })}
          </ul>
        </nav>
      </header>
      <main>
        ${
          outcome.kind === 'mail'
            ? renderMailPart(part, choice, outcome.mail)
            : html`<pre role="alert">${outcome.report}</pre>`
        }
      </main>`,
  });
}

function renderLink(href: string, label: string, isCurrent: boolean): Html {
  return isCurrent
    ? html`<li><a href="${href}" aria-current="page">${label}</a></li>`
    : html`<li><a href="${href}">${label}</a></li>`;
}
