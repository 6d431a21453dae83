import { destination, pino, stdTimeFunctions, type DestinationStream, type Logger } from 'pino';
import { createScrubber, type Scrubber } from './scrubber/create-scrubber.ts';
import { serializeError } from './serialize-error.ts';

export type { Logger } from 'pino';

/**
 * A logger that writes one JSON object a line to `stream`, with the time in UTC; by default to
 * standard output, where lines are gathered for up to 50 ms, since a write for each costs as much
 * as storing the event. Callers log ids and outcomes; request bodies, headers, URLs and addresses
 * never reach it, and of an error only what `serializeError` keeps. `fields` are asked for at every
 * line, which they become part of. Each line goes through `scrubber` last: without one it takes only
 * user and password out of URLs.
 */
export function createLogger({
  app,
  level,
  fields,
  scrubber = createScrubber(),
  stream = destination({ fd: 1, sync: false, minLength: 4096, periodicFlush: 50 }),
}: {
  app: string;
  level: string;
  fields?: (() => object) | undefined;
  scrubber?: Scrubber | undefined;
  stream?: DestinationStream;
}): Logger {
  return pino(
    {
      level,
      base: { app },
      ...(fields === undefined ? {} : { mixin: fields }),
      timestamp: stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      hooks: { streamWrite: (line) => scrubber.scrub(line) },
      serializers: { error: serializeError, err: serializeError },
    },
    stream,
  );
}
