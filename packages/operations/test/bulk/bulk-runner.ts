import { startBulks } from './start-bulks.ts';

/** A process of its own that begins a bulk, says its id, and never gets beyond the first hundred. */
const [redisUrl = '', reason = ''] = process.argv.slice(2);
let taken = 0;
const { bulks } = startBulks(redisUrl, {
  works: (works) => ({
    ...works,
    redrive: {
      ...works.redrive,
      step: async (delivery, order) => {
        taken += 1;
        if (taken > 100) await new Promise(() => undefined);
        return works.redrive.step(delivery, order);
      },
    },
  }),
});
const beginning = await retryUntilReady(() =>
  bulks.begin({ kind: 'redrive', reason, by: 'olga', why: 'again', via: 'dashboard' }),
);
process.stdout.write(`${JSON.stringify(beginning)}\n`);

/** The connection fails fast, also before it is there. */
async function retryUntilReady<Result>(work: () => Promise<Result>): Promise<Result> {
  for (;;) {
    try {
      return await work();
    } catch {
      await new Promise(setImmediate);
    }
  }
}
