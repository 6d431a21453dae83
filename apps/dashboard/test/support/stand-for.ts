/** An object in the place of whatever `find` gives at the time. */
export function standFor<T extends object>(find: () => T | undefined): T {
  return new Proxy({} as T, {
    get(_target, name) {
      const found = find();
      if (found === undefined) throw new Error('it was not started');
      return Reflect.get(found, name) as unknown;
    },
  });
}
