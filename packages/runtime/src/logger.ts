import { destination, pino, stdSerializers, stdTimeFunctions, type Logger } from 'pino';

export type { Logger } from 'pino';

/**
 * A logger that writes one JSON object a line to standard output, with the time in UTC. Lines are
 * gathered for up to 50 ms, since a write for each costs as much as storing the event. Callers
 * log ids and outcomes; request bodies, headers, URLs and addresses never reach it.
 */
export function createLogger({ app, level }: { app: string; level: string }): Logger {
  return pino(
    {
      level,
      base: { app },
      timestamp: stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      serializers: { error: stdSerializers.err },
    },
    destination({ fd: 1, sync: false, minLength: 4096, periodicFlush: 50 }),
  );
}
