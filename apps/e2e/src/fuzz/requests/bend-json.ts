import type { Random } from '../../random/create-random.ts';
import { personalMark } from './marks.ts';
import { oddText } from './odd-text.ts';

type Key = string | number;
type Member = readonly [key: Key, value: unknown];

const documentNames = [
  ...['birthday', 'gender', 'nationality', 'cardType', 'cardNum', 'cardExpired', 'cardIssuePlace'],
  ...['CARD_NUM', 'card-num', 'BirthDay', 'Nationality ', 'CARDNUM'],
] as const;

/** A value that a program does not expect where it stands. */
function oddValue(random: Random): unknown {
  return random.pick([
    () => oddText(random),
    () => random.pick([0, -0, -1, 2, 0.5, 2 ** 53, 1e21, 1.7e308, 5e-324, -(2 ** 31)]),
    () => random.pick([null, true, false, '', {}, [], [[]], [null], [{}]]),
    () => Array.from({ length: random.integer(1, 400) }, () => oddText(random).slice(0, 8)),
    () => Object.fromEntries([[oddText(random), oddText(random)]]),
    () => nest(random.integer(2, 200), random.chance(0.5)),
  ])();
}

function nest(levels: number, isList: boolean): unknown {
  let value: unknown = 'x';
  for (let level = 0; level < levels; level += 1) value = isList ? [value] : { a: value };
  return value;
}

/**
 * The value with up to five members dropped, doubled, renamed, given another value or wrapped. With
 * `hasDocuments` marked document fields are planted too, in any object.
 */
export function bendJson(
  random: Random,
  value: unknown,
  { hasDocuments = false }: { hasDocuments?: boolean } = {},
): unknown {
  let bent = value;
  for (let times = random.integer(0, 5); times > 0; times -= 1) bent = bendOnce(random, bent);
  for (let times = hasDocuments ? random.integer(0, 3) : 0; times > 0; times -= 1) {
    bent = changeOne(random, bent, (members, _at, isList) =>
      isList ? members : [...members, documentMember(random)],
    );
  }
  return bent;
}

function documentMember(random: Random): Member {
  const value = random.pick<unknown>([personalMark, [personalMark], { a: personalMark }]);
  return [random.pick(documentNames), value];
}

function bendOnce(random: Random, value: unknown): unknown {
  return changeOne(random, value, (members, at) => {
    const [key, inner] = members[at] ?? ['', undefined];
    return random.pick<() => Member[]>([
      () => members.toSpliced(at, 1),
      () => [...members, [`${key}`, inner]],
      () => members.with(at, [oddText(random), inner]),
      () => members.with(at, [key, oddValue(random)]),
      () => members.with(at, [key, oddValue(random)]),
      () => members.with(at, [key, [inner, inner]]),
      () => members.with(at, [key, { [key]: inner }]),
      () => members.with(at, [key, JSON.stringify(inner)]),
      () => members.toReversed(),
    ])();
  });
}

type Change = (members: Member[], at: number, isList: boolean) => readonly Member[];

/** Changes the members of one object or list, wherever chance leads. */
function changeOne(random: Random, value: unknown, change: Change): unknown {
  if (typeof value !== 'object' || value === null) return value;
  const isList = Array.isArray(value);
  const members: Member[] = isList ? [...value.entries()] : Object.entries(value);
  const inner = members.flatMap(([, each], index) =>
    typeof each === 'object' && each !== null ? index : [],
  );
  const [first, ...others] = inner;
  if (first !== undefined && random.chance(0.7)) {
    const at = random.pick([first, ...others]);
    const [key, each] = members[at] ?? ['', undefined];
    return rebuild(isList, members.with(at, [key, changeOne(random, each, change)]));
  }
  if (members.length === 0) return value;
  return rebuild(isList, change(members, random.integer(0, members.length - 1), isList));
}

/** Defined, not assigned: a key named `__proto__` stays a key. */
function rebuild(isList: boolean, members: readonly Member[]): unknown {
  return isList
    ? members.map(([, value]) => value)
    : Object.fromEntries(members.map(([key, value]) => [String(key), value]));
}

/** JSON text of the value, at times with what makes it none. */
export function bendJsonText(random: Random, value: unknown): string {
  const text = JSON.stringify(value);
  if (random.chance(0.8)) return text;
  const at = random.integer(0, text.length);
  return random.pick([
    () => text.slice(0, at),
    () => text.slice(0, at) + oddText(random) + text.slice(at),
    () => `\ufeff${text}`,
    () => `${text}${text}`,
    () => text.replaceAll('"', "'"),
    () => '['.repeat(random.integer(1, 5000)),
    () => `{"a":${text},"a":${text}}`,
  ])();
}
