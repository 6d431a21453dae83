/** How many causes of causes are followed; errors can be made that are their own cause. */
const maxCauses = 3;

interface SerializedError {
  type: string;
  code?: string | number;
  message: string;
  stack?: string;
  cause?: unknown;
}

/**
 * What a log line says of an error: type, code, message, stack and up to three causes. Whatever
 * else an error carries stays out, since libraries attach what they were given: ioredis a failed
 * command with its arguments, the password among them. Of what is no object only a text is kept.
 */
export function serializeError(error: unknown): unknown {
  return serialize(error, maxCauses);
}

function serialize(error: unknown, causesLeft: number): unknown {
  if (typeof error === 'string') return error;
  if (typeof error !== 'object' || error === null) return undefined;
  const { name, code, message, stack, cause } = error as Readonly<Record<string, unknown>>;
  const serialized: SerializedError = {
    type: typeof name === 'string' ? name : 'Error',
    message: typeof message === 'string' ? message : '',
  };
  if (typeof code === 'string' || typeof code === 'number') serialized.code = code;
  if (typeof stack === 'string') serialized.stack = stack;
  if (cause !== undefined && causesLeft > 0) serialized.cause = serialize(cause, causesLeft - 1);
  return serialized;
}
