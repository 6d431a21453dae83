import { isDocumentField } from './document-fields.ts';
import type { JsonObject, JsonValue } from './json-object.ts';

/** Keys that reach an object's prototype when they are assigned. */
const prototypeKeys = new Set(['__proto__', 'constructor', 'prototype']);

/**
 * Copies a body of any shape without its document fields and prototype keys, at any depth, in
 * lists too. Recursive: the caller has made sure that the nesting is bounded.
 */
export function dropDocumentFields(body: object): JsonObject {
  const copy: JsonObject = {};
  for (const [key, value] of Object.entries(body)) {
    if (prototypeKeys.has(key) || isDocumentField(key)) continue;
    copy[key] = copyValue(value);
  }
  return copy;
}

function copyValue(value: unknown): JsonValue {
  if (Array.isArray(value)) return value.map(copyValue);
  if (typeof value === 'object' && value !== null) return dropDocumentFields(value);
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? value
    : null;
}
