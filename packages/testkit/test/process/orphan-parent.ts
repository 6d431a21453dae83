// A process of its own for child-guard.test.ts: starts a child, says its id, and waits to be killed.
import { startProcess, startTestRedis } from '../../src/index.ts';

const starters = {
  redis: async () => (await startTestRedis()).pid,
  frozenRedis: async () => {
    const redis = await startTestRedis();
    redis.freeze();
    return redis.pid;
  },
  process: async () => {
    const options = { command: 'sleep', args: ['600'], env: {}, name: 'sleeper' };
    return (await startProcess(options)).pid;
  },
  processIgnoringSignals: async () => {
    const script = `trap '' INT TERM HUP; echo ready; while :; do sleep 1; done`;
    const running = await startProcess({
      command: 'sh',
      args: ['-c', script],
      env: {},
      name: 'stubborn',
      readyWhen: (line) => line === 'ready',
    });
    return running.pid;
  },
  processAndCommand: async () => {
    const [, , , file = ''] = process.argv;
    const options = { command: 'sleep', args: ['600'], env: {}, name: 'sleeper' };
    return (await startProcess({ ...options, whenOrphaned: ['touch', file] })).pid;
  },
};

export type Starter = keyof typeof starters;

const pid = await starters[process.argv[2] as Starter]();
process.stdout.write(`child ${pid}\n`);
setInterval(() => undefined, 1000);
