/** One environment variable: how it is read, what it may be, and what to tell whoever got it wrong. */
export interface Variable<T> {
  /** Upper case, as it stands in the environment. A secret may also come as `<name>_FILE`. */
  readonly name: string;
  /** What it means, for the configuration table. */
  readonly meaning: string;
  /** Completes the sentence "<name> must be …". */
  readonly expectation: string;
  readonly example: string;
  /** Turns text into the value that `schema` judges; text that makes no sense is left as it is. */
  readonly read: (text: string) => unknown;
  /** JSON Schema of the value. */
  readonly schema: object;
  /** Formats that the schema names, beside the standard's. */
  readonly formats: Readonly<Record<string, (text: string) => boolean>>;
  /** Used when the variable is absent or empty. */
  readonly fallback: T;
  readonly required: 'always' | 'in production' | 'never';
  /** The name of another variable: where it is set, this one need not be. */
  readonly unless?: string;
  readonly secret: boolean;
  /** Made by chance alone, so that one which can be guessed is refused in production. */
  readonly random: boolean;
}

export type Variables = Readonly<Record<string, Variable<unknown>>>;

/** The configuration that a table of variables yields, under the table's own keys. */
export type ConfigOf<V extends Variables> = {
  readonly [Key in keyof V]: V[Key] extends Variable<infer T> ? T : never;
};

interface Description {
  name: string;
  meaning: string;
  expectation: string;
  example: string;
  secret?: boolean;
  /** Of a secret that we are the ones to make. */
  random?: boolean;
}

/** What may be left out when the variable is required, and what `undefined` says when it is not. */
type Presence<T> =
  | { required: 'always' }
  | { fallback: T; required?: 'in production' }
  | { optional: true; required?: 'in production' };

type ValueFor<T, P> = P extends { optional: true } ? T | undefined : T;

function defineVariable<T, P extends Presence<T>>(
  description: Description,
  presence: P,
  { read, schema, formats = {} }: Pick<Variable<T>, 'read' | 'schema'> & Partial<Variable<T>>,
): Variable<ValueFor<T, P>> {
  const { name, meaning, expectation, example, secret = false, random = false } = description;
  const fallback = 'fallback' in presence ? presence.fallback : undefined;
  return {
    name,
    meaning,
    expectation,
    example,
    secret,
    random,
    read,
    schema,
    formats,
    fallback: fallback as ValueFor<T, P>,
    required: presence.required ?? 'never',
  };
}

/** A variable taken as it stands. `pattern` is a regular expression without anchors of its own. */
export function defineText<P extends Presence<string>>(
  description: Description & { minLength?: number; pattern?: string; oneOf?: readonly string[] },
  presence: P,
): Variable<ValueFor<string, P>> {
  const { minLength = 1, pattern, oneOf } = description;
  return defineVariable<string, P>(description, presence, {
    read: (text) => text,
    schema: {
      type: 'string',
      minLength,
      ...(pattern === undefined ? {} : { pattern }),
      ...(oneOf === undefined ? {} : { enum: oneOf }),
    },
  });
}

/** A whole number from `minimum` to `maximum`, both included. */
export function defineInteger<P extends Presence<number>>(
  description: Description & { minimum: number; maximum: number },
  presence: P,
): Variable<ValueFor<number, P>> {
  const { minimum, maximum } = description;
  return defineVariable<number, P>(description, presence, {
    read: (text) => (/^-?\d+$/.test(text) ? Number(text) : text),
    schema: { type: 'integer', minimum, maximum },
  });
}

/**
 * A comma list of text; blanks around the entries are not part of them. `isItem` judges an entry
 * where a regular expression cannot.
 */
export function defineList<P extends Presence<readonly string[]>>(
  description: Description & {
    items: { minLength?: number; pattern?: string };
    isItem?: (text: string) => boolean;
  },
  presence: P,
): Variable<ValueFor<readonly string[], P>> {
  const { items, isItem } = description;
  return defineVariable<readonly string[], P>(description, presence, {
    read: splitList,
    schema: {
      type: 'array',
      minItems: 1,
      uniqueItems: true,
      items: {
        type: 'string',
        minLength: 1,
        ...items,
        ...(isItem === undefined ? {} : { format: 'item' }),
      },
    },
    formats: isItem === undefined ? {} : { item: isItem },
  });
}

/** A comma list of whole numbers. */
export function defineIntegerList<P extends Presence<readonly number[]>>(
  description: Description & { minimum: number; maximum: number },
  presence: P,
): Variable<ValueFor<readonly number[], P>> {
  const { minimum, maximum } = description;
  return defineVariable<readonly number[], P>(description, presence, {
    read: (text) => splitList(text).map((item) => (/^-?\d+$/.test(item) ? Number(item) : item)),
    schema: { type: 'array', minItems: 1, items: { type: 'integer', minimum, maximum } },
  });
}

function splitList(text: string): string[] {
  return text.split(',').map((item) => item.trim());
}
