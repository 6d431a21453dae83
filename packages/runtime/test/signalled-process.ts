import { writeSync } from 'node:fs';
import inspector from 'node:inspector';
import { createLogger, keepInspectorShut } from '@ticketpost/runtime';

const say = (line: string) => {
  writeSync(1, `${line}\n`);
};
keepInspectorShut(createLogger({ app: 'signalled', level: 'info' }));
process.on('SIGUSR2', () => {
  say(`inspector: ${inspector.url() ?? 'shut'}`);
});
// Something to do, so that the process stays.
setInterval(() => undefined, 1000);
say('ready');
