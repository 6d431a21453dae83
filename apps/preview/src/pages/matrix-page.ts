import { html, type Html } from '@ticketpost/html';
import { formatMailPath, type MailChoice } from '../mail-choice.ts';
import { variants } from '../samples/build-input.ts';
import type { Collection, MailOutcome } from '../rendering/render-messages.ts';
import { describeLocale } from './describe-locale.ts';
import type { Filter } from './filter.ts';
import { renderFrame, schemes, widths } from './frame.ts';
import { renderPage } from './page.ts';

export interface MatrixEntry {
  choice: MailChoice;
  outcome: MailOutcome;
}

/** All mails that the filter lets through, by order. */
export function renderMatrixPage(options: {
  collection: Collection;
  filter: Filter;
  entries: readonly MatrixEntry[];
}): string {
  const { collection, filter, entries } = options;
  const shown = collection.samples.filter(({ id }) => filter.sampleIds.includes(id));
  return renderPage({
    title: 'All mails',
    content: html`<header class="top">
        <h1>Mails of Ticketpost</h1>
        ${renderForm(collection, filter)}
      </header>
      <main>
        ${shown.map(
          ({ id, title }) =>
            html`<section aria-labelledby="${id}">
              <h2 id="${id}">${title}</h2>
              ${entries
                .filter(({ choice }) => choice.sampleId === id)
                .map((entry) => renderEntry(entry, title, filter))}
            </section>`,
        )}
      </main>`,
  });
}

function renderEntry({ choice, outcome }: MatrixEntry, sample: string, filter: Filter): Html {
  const title = `${choice.variant}, ${describeLocale(choice.locale)}`;
  return html`<article>
    <h3><a href="${formatMailPath(choice)}">${title}</a></h3>
    ${
      outcome.kind === 'mail'
        ? html`<p class="line" lang="${choice.locale}" dir="auto">
              <strong>${outcome.mail.subject}</strong> <span>${outcome.mail.preheader}</span>
            </p>
            <div class="frames">
              ${filter.widths.flatMap((width) =>
                filter.schemes.map((scheme) =>
                  renderFrame(choice, { width, scheme, title: `${sample}: ${title}` }),
                ),
              )}
            </div>`
        : html`<pre role="alert">
${outcome.kind === 'failed' ? outcome.report : 'No such mail'}</pre>`
    }
  </article>`;
}

function renderForm(collection: Collection, filter: Filter): Html {
  return html`<form method="get" action="/">
    ${renderSelect(
      'order',
      'Order',
      collection.samples.map(({ id }) => [id, id]),
      filter.sampleIds,
    )}
    ${renderSelect(
      'variant',
      'Variant',
      variants.map((variant) => [variant, variant]),
      filter.variants,
    )}
    ${renderSelect(
      'locale',
      'Language',
      collection.locales.map((tag) => [tag, describeLocale(tag)]),
      filter.locales,
    )}
    ${renderSelect(
      'scheme',
      'Colours',
      schemes.map((scheme) => [scheme, scheme]),
      filter.schemes,
    )}
    ${renderSelect(
      'width',
      'Width',
      widths.map((width) => [String(width), `${width} px`]),
      filter.widths.map(String),
    )}
    <button>Show</button>
  </form>`;
}

function renderSelect(
  name: string,
  label: string,
  options: readonly (readonly [value: string, text: string])[],
  chosen: readonly string[],
): Html {
  const [only] = chosen.length === 1 ? chosen : [];
  return html`<label
    >${label}
    <select name="${name}">
      <option value="">${name === 'width' ? 'phone and desktop' : 'all'}</option>
      ${options.map(([value, text]) =>
        value === only
          ? html`<option value="${value}" selected>${text}</option>`
          : html`<option value="${value}">${text}</option>`,
      )}
    </select></label
  >`;
}
