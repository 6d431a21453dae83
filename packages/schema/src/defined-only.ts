type DefinedOnly<T> = { [K in keyof T]?: Exclude<T[K], undefined> };

/** Copies an object without the keys whose value is `undefined`. */
export function definedOnly<T extends object>(object: T): DefinedOnly<T> {
  const entries = Object.entries(object).filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries) as DefinedOnly<T>;
}
