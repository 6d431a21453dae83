import { deflateText, inflateText } from '../deflate/deflate-text.ts';
import { readFoldedBody } from '../folded/decode-folded.ts';
import { contextOf } from '../sealed-object.ts';
import type { Reseal } from './reseal.ts';
import { listReceipt, type ReceiptContext } from './sealed-parts.ts';

/** The sealed values of a folded part; of one that is damaged or of a newer form, one without a key. */
export function listSealedOfFolded(stored: Buffer): string[] {
  const body = readFoldedBody(stored);
  if (body === undefined) return [''];
  return [body.sealed, ...body.entries.flatMap(({ receipt }) => receipt ?? [])];
}

/**
 * A folded part with all of it sealed anew, in the form that it has. The receipts stand in the text
 * that the rest refers to and is authenticated with: with one of them the rest is made anew, and as
 * long as the rest cannot be opened they stay as they are.
 */
export function resealFolded(
  orderNo: string,
  stored: Buffer,
  reseal: Reseal,
  receiptContext: ReceiptContext,
): Buffer {
  const body = readFoldedBody(stored);
  if (body === undefined) return stored;
  const { line, clear, entries, sealed, dictionary } = body;
  const contextBeside = (text: string) => contextOf([orderNo, 'folded', line, text]);
  const knownBeside = (text: string) => `${dictionary.sealed}${orderNo}${line}${text}`;

  const newClear = entries
    .flatMap((entry) => listReceipt(entry, receiptContext))
    .reduce((text, part) => text.replace(part.sealed, reseal(part.sealed, part.context)), clear);
  const newSealed =
    newClear === clear
      ? reseal(sealed, contextBeside(clear))
      : reseal(sealed, contextBeside(clear), {
          context: contextBeside(newClear),
          change: (rest) =>
            deflateText(inflateText(rest, knownBeside(clear)), knownBeside(newClear)),
        });
  if (newSealed === sealed) return stored;
  const deflated = deflateText(`${newClear}\n${newSealed}`, dictionary.entries + line);
  return Buffer.concat([Buffer.from(`${line}\n`), deflated]);
}
