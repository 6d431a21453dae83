import { isLineCode, ownNameCode, textOf } from './header-codes.ts';
import { headLength, receiptVersion, valueEnds } from './pack-receipt.ts';
import type { HeaderLine, Receipt } from './receipt.ts';
import { readVarInt } from './var-int.ts';

/** The receipt that `packReceipt` wrote; `undefined` for what this version cannot read. */
export function unpackReceipt(packed: Buffer): Receipt | undefined {
  if (packed.length < headLength || packed.readUInt8(0) !== receiptVersion) return undefined;
  const text = packed.toString('latin1', headLength);
  const bodyMs = readVarInt(text, 0);
  if (bodyMs === undefined) return undefined;
  const bytes = readVarInt(text, bodyMs.next);
  if (bytes === undefined) return undefined;
  const omitted = readVarInt(text, bytes.next);
  if (omitted === undefined) return undefined;
  const [address, peer, httpVersion, ...others] = text.slice(omitted.next).split('\n');
  if (address === undefined || peer === undefined || httpVersion === undefined) return undefined;
  const headers = unpackLines(others.join('\n'), { bytes: String(bytes.value), address });
  return (
    headers && {
      receivedAt: packed.readUIntBE(33, 6),
      bodyMs: bodyMs.value,
      address,
      ...(peer === '' ? {} : { peer }),
      httpVersion,
      bytes: bytes.value,
      sha256: Buffer.from(packed.subarray(1, 33)),
      headers,
      omittedHeaders: omitted.value,
    }
  );
}

const valueEnd = new RegExp(`[${Object.values(valueEnds).join('')}]`, 'g');

function unpackLines(
  text: string,
  known: { bytes: string; address: string },
): HeaderLine[] | undefined {
  const lines: HeaderLine[] = [];
  for (let at = 0; at < text.length;) {
    const code = text.charCodeAt(at);
    at += 1;
    if (isLineCode(code)) {
      const line = textOf(code);
      if (line === undefined) return undefined;
      const colon = line.indexOf(': ');
      lines.push({ name: line.slice(0, colon), value: line.slice(colon + 2) });
      continue;
    }
    let name = textOf(code);
    if (code === ownNameCode) {
      const colon = text.indexOf(':', at);
      if (colon < 0) return undefined;
      name = text.slice(at, colon);
      at = colon + 1;
    }
    valueEnd.lastIndex = at;
    const end = valueEnd.exec(text);
    if (name === undefined || end === null) return undefined;
    lines.push({ name, ...readValue(text.slice(at, end.index), end[0], known) });
    at = end.index + 1;
  }
  return lines;
}

function readValue(
  value: string,
  end: string,
  known: { bytes: string; address: string },
): Omit<HeaderLine, 'name'> {
  switch (end) {
    case valueEnds.withheld:
      return {};
    case valueEnds.bytes:
      return { value: known.bytes };
    case valueEnds.address:
      return { value: known.address };
    case valueEnds.cut:
      return { value, isCut: true };
    default:
      return { value };
  }
}
