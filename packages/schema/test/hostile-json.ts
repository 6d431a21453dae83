import fc from 'fast-check';

import { isJsonObject } from '../src/json-object.ts';

/** Text as nobody would type it: halves of characters, marks that nobody sees, control characters. */
export const hostileText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 12 }),
  fc.constantFrom(
    ...['', ' ', '\0', '\ud800', '\udc00x', '\u202eabc', '\u200b', '\ufeff', '\r\n', '%s', '{{x}}'],
    ...['__proto__', 'constructor', 'toString', '<b>', "';--", '-0', '1e999', '0x10', 'NaN'],
    ...['x'.repeat(5000), 'İ', 'ß', '２', '\u0301', 'zhang/lisi', '2'],
  ),
);

const numbersAtLimits = fc.constantFrom(
  ...[0, -0, -1, 2, 0.1, 2 ** 31, 2 ** 53, -(2 ** 53) - 2, 1e21, 1.7e308, 5e-324],
);

/** Any JSON value, with a liking for what breaks programs. */
export const hostileValue: fc.Arbitrary<unknown> = fc.oneof(
  hostileText,
  numbersAtLimits,
  fc.constantFrom<unknown>(null, true, false, {}, [], [[]], [null], { length: 5 }),
  fc.jsonValue({ stringUnit: 'binary', maxDepth: 3 }),
  fc.integer({ min: 1, max: 1500 }).map((length) => Array.from({ length }, () => '')),
);

export const hostileKey = fc.oneof(
  fc.constantFrom('__proto__', 'constructor', 'prototype', 'hasOwnProperty', 'length', ''),
  fc.constantFrom('orderNo', 'data', 'ticketNotification', 'type', 'name', 'originalOrderNo'),
  fc.string({ unit: 'binary', maxLength: 5 }),
);

type Key = string | number;
type Member = [key: Key, value: unknown];

interface Mutation {
  /** Of all members at any depth, counted round. */
  at: number;
  how: 'drop' | 'double' | 'rename' | 'retype' | 'list' | 'bury' | 'reverse';
  key: string;
  value: unknown;
  levels: number;
}

const mutations = fc.array(
  fc.record<Mutation>({
    at: fc.nat(),
    how: fc.constantFrom('drop', 'double', 'rename', 'retype', 'list', 'bury', 'reverse'),
    key: hostileKey,
    value: hostileValue,
    levels: fc.oneof({ weight: 9, arbitrary: fc.constantFrom(1, 2, 3) }, fc.constant(200)),
  }),
  { maxLength: 6 },
);

/** The sample with a few members dropped, doubled, renamed, of another type or nested deeper. */
export function mutationsOf(sample: unknown): fc.Arbitrary<unknown> {
  return mutations.map((steps) => steps.reduce(mutate, sample));
}

function mutate(root: unknown, { at, how, key, value, levels }: Mutation): unknown {
  return changeMember(root, at, (members, index) => {
    const [name, inner] = members[index] ?? ['', undefined];
    const replaced = (member: Member): Member[] => members.with(index, member);
    switch (how) {
      case 'drop':
        return members.toSpliced(index, 1);
      case 'double':
        return members.toSpliced(index, 0, [`${name} again`, inner]);
      case 'rename':
        return replaced([key, inner]);
      case 'retype':
        return replaced([name, value]);
      case 'list':
        return replaced([name, [inner, inner]]);
      case 'bury':
        return replaced([name, bury(inner, key, levels)]);
      case 'reverse':
        return members.toReversed();
    }
  });
}

function bury(value: unknown, key: string, levels: number): unknown {
  let buried = value;
  for (let level = 0; level < levels; level += 1) buried = Object.fromEntries([[key, buried]]);
  return buried;
}

/** Puts members into objects at any depth, the root among them. */
export function plant(root: unknown, plants: readonly { at: number; member: Member }[]): unknown {
  return plants.reduce((value, { at, member }) => {
    const objects = countMembers(value, isJsonObject);
    let left = at % (objects + 1);
    const walk = (inner: unknown): unknown => {
      if (typeof inner !== 'object' || inner === null) return inner;
      const isHere = isJsonObject(inner) && left-- === 0;
      const members = membersOf(inner).map(([key, each]): Member => [key, walk(each)]);
      return rebuild(inner, isHere ? [...members, member] : members);
    };
    return walk(value);
  }, root);
}

function changeMember(
  root: unknown,
  at: number,
  change: (members: Member[], index: number) => Member[],
): unknown {
  const total = countMembers(root, () => true);
  if (total === 0) return root;
  let left = at % total;
  const walk = (value: unknown): unknown => {
    if (typeof value !== 'object' || value === null) return value;
    const members = membersOf(value);
    if (left >= 0 && left < members.length) {
      const index = left;
      left = -1;
      return rebuild(value, change(members, index));
    }
    left -= members.length;
    return rebuild(
      value,
      members.map(([key, inner]): Member => [key, left < 0 ? inner : walk(inner)]),
    );
  };
  return walk(root);
}

/** How many members there are whose value, or whose holder, is meant. */
function countMembers(root: unknown, isMeant: (value: unknown) => boolean): number {
  if (typeof root !== 'object' || root === null) return 0;
  return membersOf(root).reduce(
    (sum, [, value]) => sum + (isMeant(value) ? 1 : 0) + countMembers(value, isMeant),
    0,
  );
}

function membersOf(value: object): Member[] {
  return Array.isArray(value) ? [...value.entries()] : Object.entries(value);
}

/** Defined, not assigned: a key named `__proto__` stays a key. */
function rebuild(like: object, members: readonly Member[]): unknown {
  return Array.isArray(like)
    ? members.map(([, value]) => value)
    : Object.fromEntries(members.map(([key, value]) => [String(key), value]));
}

/** Every key and every text of a value, at any depth. */
export function listKeysAndTexts(root: unknown): { keys: string[]; texts: string[] } {
  const keys: string[] = [];
  const texts: string[] = [];
  const waiting: unknown[] = [root];
  while (waiting.length > 0) {
    const value = waiting.pop();
    if (typeof value === 'string') texts.push(value);
    if (typeof value !== 'object' || value === null) continue;
    if (!Array.isArray(value)) keys.push(...Object.keys(value));
    waiting.push(...(Object.values(value) as unknown[]));
  }
  return { keys, texts };
}

/** Whether an RFC 6901 pointer leads somewhere in the value. */
export function hasPlace(root: unknown, pointer: string): boolean {
  let value = root;
  for (const token of pointer.split('/').slice(1)) {
    const key = token.replaceAll('~1', '/').replaceAll('~0', '~');
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return false;
    value = (value as Record<string, unknown>)[key];
  }
  return true;
}
