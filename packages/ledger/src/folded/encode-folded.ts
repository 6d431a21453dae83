import { sealBytes } from '../sealed-object.ts';
import type { Sealer } from '../sealer.ts';
import { deflateText } from '../deflate/deflate-text.ts';
import { currentForm, dictionariesOf } from '../deflate/dictionaries.ts';
import { encodeHead } from './folded-head.ts';
import type { FoldedPart } from './folded-part.ts';
import type { ClearEntry, SealedRest } from './stored-folded.ts';

/**
 * The value that a folded part is stored as: the head in clear and, deflated together, the timeline
 * and the sealed rest, which was deflated before. What stands before it is known when the rest is
 * read, so that the rest refers to it instead of telling it again; it is authenticated with it.
 */
export function encodeFolded(
  sealer: Sealer,
  orderNo: string,
  { head, entries, details }: FoldedPart,
): Buffer {
  const dictionary = dictionariesOf(currentForm);
  const line = encodeHead({ ...head, form: currentForm });
  const clear = JSON.stringify(
    entries.map(({ entry: { sealed, ...rest } }): ClearEntry =>
      sealed === undefined ? rest : { ...rest, isSealed: true },
    ),
  );
  const rest: SealedRest = {
    details: details.map((one) => one ?? null),
    entries: entries.flatMap(({ entry }) => entry.sealed ?? []),
  };
  const known = `${dictionary.sealed}${orderNo}${line}${clear}`;
  const sealed = sealBytes(
    sealer,
    [orderNo, 'folded', line, clear],
    deflateText(JSON.stringify(rest), known),
  );
  const body = deflateText(`${clear}\n${sealed}`, dictionary.entries + line);
  return Buffer.concat([Buffer.from(`${line}\n`), body]);
}
