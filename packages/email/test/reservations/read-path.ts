/** Reads what stands at a path of names with dots between them; undefined when nothing does. */
export function readPath(value: unknown, path: string): unknown {
  return path
    .split('.')
    .reduce<unknown>(
      (object, name) =>
        typeof object === 'object' && object !== null
          ? (object as Record<string, unknown>)[name]
          : undefined,
      value,
    );
}
