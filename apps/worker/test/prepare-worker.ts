import { afterEach } from '@jest/globals';
import { buildDelivery, newOrderNo } from '@ticketpost/testkit';
import { createMailServer } from './mail-answers.ts';
import { startWorker, type WorkerUnderTest } from './start-worker.ts';

/**
 * An order that nobody knows yet, the mail server that its mail goes to, and the worker between them: for
 * each test of the file, or of the block that it is called in, another one, on a Redis of its own.
 */
export function prepareWorker({ orderNo = newOrderNo() }: { orderNo?: string } = {}) {
  const mailServer = createMailServer();
  let started: WorkerUnderTest | undefined;
  afterEach(async () => {
    await started?.close();
    started = undefined;
    mailServer.submitted.splice(0);
    mailServer.answers.splice(0);
  });

  /** Whatever is asked of it is asked of the one that the test has started. */
  const worker = new Proxy({} as WorkerUnderTest, {
    get(_target, name) {
      if (started === undefined) throw new Error('the test has started no worker');
      return Reflect.get(started, name) as unknown;
    },
  });
  const record = () => worker.ledger.read(orderNo);
  const confirmations = async () => (await record())?.confirmations ?? [];
  return {
    orderNo,
    mailServer,
    worker,
    start: async (options: Partial<Parameters<typeof startWorker>[0]> = {}) => {
      started = await startWorker({ ...mailServer, ...options });
    },
    /** Delivers a body, by default that the order is ticketed, and resolves with how its job ended. */
    deliverAndEnd: async (body: unknown = buildDelivery({ orderNo })) =>
      await worker.ended(await worker.deliver(body)),
    record,
    confirmations,
    /** Of the first confirmation. */
    state: async () => (await confirmations())[0]?.state,
    /** On the timeline, oldest first. */
    events: async () => (await record())?.timeline.map(({ event }) => event) ?? [],
  };
}
