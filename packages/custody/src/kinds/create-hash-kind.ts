import type { Redis } from 'ioredis';
import type { KindResealing, SealedKind } from '../sealed-kind.ts';
import { createSwapFields, execAll, type FieldSwap } from '../swap-fields.ts';

/** A sealed value in one field of a hash, and where it opens. */
export interface FieldPart {
  sealed: string;
  context: string;
}

/** A kind that stands in one field of hashes. */
export function createHashKind(options: {
  redis: Redis;
  name: SealedKind['name'];
  about: string;
  walk: SealedKind['walk'];
  keyOf: (id: string) => string;
  field: string;
  /** What is sealed in it. All else in the field stays as it is written, byte by byte. */
  partsOf: (id: string, text: string) => Promise<readonly FieldPart[]> | readonly FieldPart[];
  /** Done with what is about to be sealed anew, before it is. */
  before?: (texts: readonly string[]) => Promise<number>;
}): SealedKind {
  const { redis, name, about, walk, keyOf, field, partsOf } = options;
  const swapFields = createSwapFields(redis);

  const read = async (ids: readonly string[]) => {
    const pipeline = redis.pipeline();
    for (const id of ids) pipeline.hget(keyOf(id), field);
    const texts = await execAll(pipeline);
    const found = ids.flatMap((id, index) => {
      const text = texts[index];
      return typeof text === 'string' ? [{ id, text }] : [];
    });
    return await Promise.all(
      found.map(async ({ id, text }) => ({ id, text, parts: await partsOf(id, text) })),
    );
  };

  return {
    name,
    about,
    walk,
    async list(ids) {
      return (await read(ids)).flatMap(({ parts }) => parts.map(({ sealed }) => sealed));
    },
    async reseal(ids, { reseal, isDryRun }) {
      const found = await read(ids);
      const terms = await options.before?.(found.map(({ text }) => text));
      const resealing: KindResealing = {
        resealed: [],
        kept: [],
        changed: [],
        ...(terms === undefined ? {} : { terms }),
      };
      const wanted: { id: string; key: string; swaps: FieldSwap[]; values: string[] }[] = [];
      for (const { id, text, parts } of found) {
        const made = parts.map(({ sealed, context }) => ({
          sealed,
          after: reseal(sealed, context),
        }));
        const values = made.filter(({ sealed, after }) => sealed !== after);
        const kept = made.filter(({ sealed, after }) => sealed === after);
        resealing.kept.push(...kept.map(({ sealed }) => sealed));
        if (values.length === 0) continue;
        const after = values.reduce((all, value) => all.replace(value.sealed, value.after), text);
        wanted.push({
          id,
          key: keyOf(id),
          swaps: [{ field, before: text, after }],
          values: values.map(({ sealed }) => sealed),
        });
      }
      const answers = isDryRun ? [] : await swapFields(wanted);
      for (const [index, { id, values }] of wanted.entries()) {
        if (isDryRun || answers[index]?.[0] === true) resealing.resealed.push(...values);
        else resealing.changed.push(id);
      }
      return resealing;
    },
  };
}
