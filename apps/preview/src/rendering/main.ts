/**
 * The process that renders. It is started afresh on each change, so that whatever changed (code,
 * layout, languages, samples, an agency's own templates) is read anew.
 */
import { BrandingError } from '@ticketpost/branding';
import { createBrandedRenderer } from './create-branded-renderer.ts';
import { createMailSource } from './create-mail-source.ts';
import type { RenderMessage, RenderRequest } from './render-messages.ts';

function say(message: RenderMessage): void {
  process.send?.(message);
}

try {
  const source = createMailSource(createBrandedRenderer(process.env));
  process.on('message', ({ id, choice }: RenderRequest) => {
    say({ kind: 'rendered', id, outcome: source.render(choice) });
  });
  say({ kind: 'ready', collection: source.collection });
} catch (error) {
  if (!(error instanceof BrandingError)) throw error;
  say({ kind: 'refused', report: error.problems.join('\n') });
}
