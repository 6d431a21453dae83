/**
 * The process that renders. It is started afresh on each change, so that whatever changed (code,
 * layout, languages, samples, an agency's own templates) is read anew.
 */
import { BrandingError } from '@ticketpost/branding';
import { createMailSource } from './create-mail-source.ts';
import { readBranding } from './read-branding.ts';
import type { RenderMessage, RenderRequest } from './render-messages.ts';

function say(message: RenderMessage): void {
  process.send?.(message);
}

try {
  const source = createMailSource(readBranding(process.env));
  process.on('message', ({ id, wanted, choice }: RenderRequest) => {
    if (wanted === 'mail') say({ kind: 'made', id, outcome: source.render(choice) });
    else
      void source.print(choice).then((outcome) => {
        say({ kind: 'made', id, outcome });
      });
  });
  say({ kind: 'ready', collection: source.collection });
} catch (error) {
  if (!(error instanceof BrandingError)) throw error;
  say({ kind: 'refused', report: error.problems.join('\n') });
}
