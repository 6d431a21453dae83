import { inflateText } from '../deflate/deflate-text.ts';
import { dictionaries, type Dictionaries } from '../deflate/dictionaries.ts';
import { openBytes } from '../sealed-object.ts';
import type { Sealer } from '../sealer.ts';
import type { RecordedEntry } from '../timeline-entry.ts';
import { decodeHead } from './folded-head.ts';
import type { FoldedPart, NumberedEntry } from './folded-part.ts';
import type { ClearEntry, SealedRest } from './stored-folded.ts';

/** What is deflated together: the timeline in clear, and the sealed rest. */
interface Body {
  clear: string;
  entries: readonly ClearEntry[];
  sealed: string;
}

interface FoldedBody extends Body {
  /** The head as it is written. */
  line: string;
  /** That it is deflated with. */
  dictionary: Dictionaries;
}

/** Reads what `encodeFolded` wrote; without the key, all that is in clear. */
export function decodeFolded(sealer: Sealer, orderNo: string, stored: Buffer): FoldedPart {
  const head = decodeHead(lineOf(stored));
  const body = readFoldedBody(stored);
  if (body === undefined) return { head, entries: [], details: [], isUnreadable: true };

  const { line, dictionary, clear, sealed } = body;
  const opened = openBytes(sealer, [orderNo, 'folded', line, clear], sealed);
  const first = head.entries - body.entries.length + 1;
  if (opened === undefined) {
    const entries = body.entries.map((entry, index) => number(first + index, entry, undefined));
    return { head, entries, details: [], isUnreadable: true };
  }
  const known = `${dictionary.sealed}${orderNo}${line}${clear}`;
  const rest = JSON.parse(inflateText(opened, known)) as SealedRest;
  const details = rest.entries.values();
  return {
    head,
    entries: body.entries.map((entry, index) =>
      number(first + index, entry, entry.isSealed && details.next().value),
    ),
    details: rest.details.map((one) => one ?? undefined),
  };
}

/**
 * What needs no key of a folded part; `undefined` when it is damaged or of a form that this version does
 * not know. What is in clear is authenticated only with the rest.
 */
export function readFoldedBody(stored: Buffer): FoldedBody | undefined {
  const line = lineOf(stored);
  const dictionary = dictionaries.get(decodeHead(line).form);
  const deflated = stored.subarray(stored.indexOf('\n') + 1);
  const body = dictionary && readBody(dictionary, line, deflated);
  return dictionary && body && { line, dictionary, ...body };
}

function lineOf(stored: Buffer): string {
  return stored.toString('utf8', 0, stored.indexOf('\n'));
}

function readBody({ entries }: Dictionaries, line: string, deflated: Buffer): Body | undefined {
  try {
    const body = inflateText(deflated, entries + line);
    const end = body.indexOf('\n');
    const clear = body.slice(0, end);
    return { clear, entries: JSON.parse(clear) as ClearEntry[], sealed: body.slice(end + 1) };
  } catch {
    return undefined;
  }
}

function number(
  n: number,
  { isSealed, ...clear }: ClearEntry,
  sealed: RecordedEntry['sealed'],
): NumberedEntry {
  if (isSealed !== true) return { n, entry: clear };
  return {
    n,
    entry: sealed === undefined ? { ...clear, isUnreadable: true } : { ...clear, sealed },
  };
}
