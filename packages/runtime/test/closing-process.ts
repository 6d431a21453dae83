import { writeSync } from 'node:fs';
import { createLogger, createShutdown } from '@ticketpost/runtime';

const say = (line: string) => {
  writeSync(1, `${line}\n`);
};
const middle = process.argv[2];
const shutdown = createShutdown({
  logger: createLogger({ app: 'closing', level: 'silent' }),
  timeoutMs: middle === 'hung' ? 300 : 5000,
});
const close = (name: string) => () => {
  say(`closed ${name}`);
  return Promise.resolve();
};
shutdown.onClose('first', close('first'));
shutdown.onClose('second', () => {
  if (middle === 'failing') return Promise.reject(new Error('will not close'));
  if (middle === 'hung') return new Promise(() => undefined);
  return close('second')();
});
shutdown.onClose('third', close('third'));

// Something to do, so that the process stays.
setInterval(() => undefined, 1000);
say('ready');
if (middle === 'giving-up') shutdown.fail(new Error('cannot go on'));
if (middle === 'throwing') throw new Error('nobody catches this');
