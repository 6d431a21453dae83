import { pino, stdSerializers, stdTimeFunctions, type Logger } from 'pino';

export type { Logger } from 'pino';

/**
 * A logger that writes one JSON object a line to standard output, with the time in UTC. Callers
 * log ids and outcomes; request bodies, headers, URLs and addresses never reach it.
 */
export function createLogger({ app, level }: { app: string; level: string }): Logger {
  return pino({
    level,
    base: { app },
    timestamp: stdTimeFunctions.isoTime,
    formatters: { level: (label) => ({ level: label }) },
    serializers: { error: stdSerializers.err },
  });
}
