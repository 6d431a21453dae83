import { openBytes, sealBytes, type SealedPlace } from '../sealed-object.ts';
import type { Sealer } from '../sealer.ts';
import { deflateText, inflateText } from './deflate-text.ts';
import { currentForm, dictionaries, dictionariesOf } from './dictionaries.ts';

/** `sealObject` for what stays for long: a byte for the form, and the deflated JSON. */
export function sealDeflated(sealer: Sealer, place: SealedPlace, value: object): string {
  const { sealed } = dictionariesOf(currentForm);
  const deflated = deflateText(JSON.stringify(value), sealed);
  return sealBytes(sealer, place, Buffer.concat([Buffer.of(currentForm), deflated]));
}

/** The object again; `undefined` as of `openObject`, and when this version does not know its form. */
export function openDeflated(
  sealer: Sealer,
  place: SealedPlace,
  stored: string,
): object | undefined {
  const bytes = openBytes(sealer, place, stored);
  if (bytes === undefined) return undefined;
  const dictionary = dictionaries.get(bytes.readUInt8(0));
  if (dictionary === undefined) return undefined;
  return JSON.parse(inflateText(bytes.subarray(1), dictionary.sealed)) as object;
}
