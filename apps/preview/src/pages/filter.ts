import { type Variant, variants } from '../samples/build-input.ts';
import type { Collection } from '../rendering/render-messages.ts';
import { type Scheme, schemes, type Width, widths } from './frame.ts';

/** What of all mails a page shows. */
export interface Filter {
  sampleIds: readonly string[];
  variants: readonly Variant[];
  locales: readonly string[];
  schemes: readonly Scheme[];
  widths: readonly Width[];
}

/** The query of a page's address; a value that is none of the known ones asks for all. */
export function parseFilter(query: URLSearchParams, collection: Collection): Filter {
  function choose<T extends string | number>(name: string, all: readonly T[]): readonly T[] {
    const chosen = all.filter((value) => query.getAll(name).includes(String(value)));
    return chosen.length > 0 ? chosen : all;
  }
  return {
    sampleIds: choose(
      'order',
      collection.samples.map(({ id }) => id),
    ),
    variants: choose('variant', variants),
    locales: choose('locale', collection.locales),
    schemes: choose('scheme', schemes),
    widths: query.has('width') ? choose('width', widths) : [320, 600],
  };
}
