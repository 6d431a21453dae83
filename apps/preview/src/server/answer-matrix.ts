import { parseFilter } from '../pages/filter.ts';
import { type MatrixEntry, renderMatrixPage } from '../pages/matrix-page.ts';
import type { Gallery } from '../rendering/create-gallery.ts';
import type { Collection } from '../rendering/render-messages.ts';
import { type Answer, answerPage } from './answer.ts';

/** The page with all mails, or those that the query asks for. */
export async function answerMatrix(
  gallery: Gallery,
  collection: Collection,
  query: URLSearchParams,
): Promise<Answer> {
  const filter = parseFilter(query, collection);
  const choices = filter.sampleIds.flatMap((sampleId) =>
    filter.variants.flatMap((variant) =>
      filter.locales.map((locale) => ({ sampleId, variant, locale })),
    ),
  );
  const entries = await Promise.all(
    choices.map(async (choice): Promise<MatrixEntry> => ({
      choice,
      outcome: await gallery.render(choice),
    })),
  );
  return answerPage(renderMatrixPage({ collection, filter, entries }));
}
