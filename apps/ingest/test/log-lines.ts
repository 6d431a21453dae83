import { once, EventEmitter } from 'node:events';
import { createLogger, type Logger } from '@ticketpost/runtime';

/** A logger whose lines can be waited for by their message. */
export function createLogLines(): {
  logger: Logger;
  lines: { level: string; msg: string }[];
  next: (message: string) => Promise<void>;
} {
  const lines: { level: string; msg: string }[] = [];
  const arrivals = new EventEmitter();
  const write = (text: string) => {
    lines.push(JSON.parse(text) as { level: string; msg: string });
    arrivals.emit('line');
  };
  return {
    logger: createLogger({ app: 'test', level: 'debug', stream: { write } }),
    lines,
    async next(message) {
      while (!lines.some(({ msg }) => msg === message)) await once(arrivals, 'line');
    },
  };
}
