/** A value as `JSON.parse` returns it. */
type JsonValue = string | number | boolean | null | JsonValue[] | JsonObject;

/** An object as `JSON.parse` returns it. */
export interface JsonObject {
  [key: string]: JsonValue;
}

/** True for objects, false for arrays, `null` and plain values. */
export function isJsonObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
