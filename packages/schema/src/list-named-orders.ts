import { decodeJson } from './decode-json.ts';
import { isJsonObject } from './json-object.ts';
import { listOrdersInText } from './list-orders-in-text.ts';
import { parseOrderNo } from './parse-order-no.ts';

const orderNoField = /order(?:no|nr|num|number|id)s?$/i;

/** Far more than the name of such a field has, however it is spelt. */
const longestSpelling = 200;

const mayBeJson = /^\s*["[{]/;

/** JSON in a text in JSON, and so on: no deeper. */
const maxTexts = 3;

/**
 * The numbers of all orders that a body names, whether or not it can be read: those that are the whole value of a
 * field for order numbers (`orderNo`, `originalOrderNo`, `order_number`), at any depth, in JSON, in a text within it,
 * or in what is no JSON. A number that stands anywhere else may be said of anything, and is none of them.
 */
export function listNamedOrders(body: Buffer): Set<string> {
  const named = new Set<string>();
  const decoding = decodeJson(body);
  if (decoding.kind === 'json') addFromValue(decoding.value, named, maxTexts);
  else addFromText(readText(body), named);
  return named;
}

/** Without recursion into what it holds: nothing is nested too deep for it. */
function addFromValue(root: unknown, named: Set<string>, textsLeft: number): void {
  const waiting: unknown[] = [root];
  while (waiting.length > 0) {
    const value = waiting.pop();
    if (typeof value === 'string') addFromInnerText(value, named, textsLeft);
    else if (Array.isArray(value)) for (const item of value) waiting.push(item);
    else if (isJsonObject(value)) {
      for (const [name, inner] of Object.entries(value)) {
        waiting.push(inner);
        if (isOrderNoField(name)) for (const one of [inner].flat()) addNumber(one, named);
      }
    }
  }
}

function addFromInnerText(text: string, named: Set<string>, textsLeft: number): void {
  if (textsLeft === 0 || !/order/i.test(text)) return;
  const decoding = mayBeJson.test(text) ? decodeJson(Buffer.from(text)) : undefined;
  if (decoding?.kind === 'json') addFromValue(decoding.value, named, textsLeft - 1);
  else addFromText(text, named);
}

function addFromText(text: string, named: Set<string>): void {
  for (const found of listOrdersInText(text)) addNumber(found, named);
}

function addNumber(value: unknown, named: Set<string>): void {
  const orderNo = parseOrderNo(typeof value === 'number' ? String(value) : value);
  if (orderNo !== undefined) named.add(orderNo);
}

function isOrderNoField(name: string): boolean {
  if (name.length > longestSpelling) return false;
  return orderNoField.test(name.normalize('NFKC').replaceAll(/[^\p{L}\p{N}]/gu, ''));
}

/** In UTF-8, or in UTF-16 of either kind, which every other byte of ASCII text gives away. */
function readText(bytes: Buffer): string {
  const [first, second] = bytes;
  if (second === 0 || (first === 0xff && second === 0xfe)) return bytes.toString('utf16le');
  if (first === 0 || (first === 0xfe && second === 0xff)) {
    const whole = bytes.subarray(0, bytes.length - (bytes.length % 2));
    return Buffer.from(whole).swap16().toString('utf16le');
  }
  return bytes.toString('utf8');
}
