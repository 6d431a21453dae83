import { html, type Html } from '@ticketpost/html';

/** What is wrong with a body, by JSON pointer, without its values. */
export function renderProblems(
  problems: readonly { pointer: string; message: string }[],
  { limit }: { limit: number },
): Html {
  if (problems.length === 0) return html`<span class="quiet">nothing was noted</span>`;
  const left = problems.length - limit;
  return html`<ul class="problems">
    ${problems
      .slice(0, limit)
      .map(
        ({ pointer, message }) =>
          html`<li><code>${pointer === '' ? '(all of it)' : pointer}</code> ${message}</li>`,
      )}
    ${left > 0 && html`<li class="quiet">and ${left} more</li>`}
  </ul>`;
}
