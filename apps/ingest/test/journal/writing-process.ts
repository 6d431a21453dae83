import { createLogger } from '@ticketpost/runtime';
import { openJournal } from '../../src/journal/journal.ts';
import { sealedEvent } from '../sealed-samples.ts';

// Stores deliveries without end, many at once, and says which were acknowledged.
const [, , directory = ''] = process.argv;
const opening = await openJournal({
  directory,
  logger: createLogger({ app: 'writing', level: 'silent' }),
});
if (opening.kind === 'refused') throw new Error(opening.problem);
const { journal } = opening;

/** Waits while nobody reads: a reader that is slow must not end this process. */
const say = (line: string) =>
  new Promise<void>((resolve) => {
    process.stdout.write(`${line}\n`, () => {
      resolve();
    });
  });
const store = async (writer: number) => {
  for (let index = 0; ; index += 1) {
    const deliveryId = `${process.pid}-${writer}-${index}`;
    const { kind } = await journal.append(sealedEvent(deliveryId));
    if (kind === 'stored') await say(`stored ${deliveryId}`);
  }
};
await Promise.all(Array.from({ length: 20 }, (_, writer) => store(writer)));
