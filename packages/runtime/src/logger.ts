import { destination, pino, stdTimeFunctions, type DestinationStream, type Logger } from 'pino';
import { serializeError } from './serialize-error.ts';

export type { Logger } from 'pino';

/**
 * A logger that writes one JSON object a line to `stream`, with the time in UTC; by default to
 * standard output, where lines are gathered for up to 50 ms, since a write for each costs as much
 * as storing the event. Callers log ids and outcomes; request bodies, headers, URLs and addresses
 * never reach it, and of an error only what `serializeError` keeps. `fields` are asked for at every
 * line, which they become part of.
 */
export function createLogger({
  app,
  level,
  fields,
  stream = destination({ fd: 1, sync: false, minLength: 4096, periodicFlush: 50 }),
}: {
  app: string;
  level: string;
  fields?: (() => object) | undefined;
  stream?: DestinationStream;
}): Logger {
  return pino(
    {
      level,
      base: { app },
      ...(fields === undefined ? {} : { mixin: fields }),
      timestamp: stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      serializers: { error: serializeError, err: serializeError },
    },
    stream,
  );
}
