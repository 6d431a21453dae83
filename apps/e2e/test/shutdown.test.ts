import { connect } from 'node:net';
import { once } from 'node:events';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { obtainRedisProgram, type RunningProcess } from '@ticketpost/testkit';
import { formatResult } from '../src/report/format-result.ts';
import { rollingStops } from '../src/scenarios/process-deaths.ts';
import { runScenario } from '../src/scenarios/run-scenario.ts';
import { startSystem, type System } from './start-system.ts';

const inOrder = { code: 0, signal: null };
const scenarioTimeoutMs = 120_000;

test(
  'SIGTERM under load, again and again: every process ends with 0, nothing is lost or doubled',
  async () => {
    const obtained = await obtainRedisProgram({ announce: () => undefined, install: false });
    if (obtained.kind === 'missing') throw new Error(obtained.remedy);
    const { program } = obtained;
    const result = await runScenario(rollingStops, { seed: 1, size: 'small', program });
    if (result.kind !== 'judged') throw new Error('not played');
    expect(result.verdict.counts.mails).toBeGreaterThan(0);
    expect(result.verdict.breaches.length === 0 ? '' : formatResult(result)).toBe('');
  },
  scenarioTimeoutMs,
);

describe('with a system of its own', () => {
  let system: System;
  beforeEach(async () => {
    system = await startSystem({ ingest: { SHUTDOWN_TIMEOUT_MS: '1000' } });
  });
  afterEach(async () => {
    await system.close();
  });

  /** The mail server falls silent; resolves when a worker waits for it. */
  const hang = (): Promise<void> =>
    new Promise((resolve) => {
      system.smtp.behave((stage) => {
        if (stage !== 'rcpt') return undefined;
        resolve();
        return { hang: true };
      });
    });

  test('SIGTERM lets a worker finish what is under way, and ends it with 0', async () => {
    const isSubmitting = hang();
    const worker = await system.startWorker({ SMTP_TIMEOUT_MS: '1500' });
    await system.postSample();
    await isSubmitting;
    expect(await worker.stop()).toEqual(inOrder);
    expect(worker.lines.some((line) => line.includes('"outcome":"deferred"'))).toBe(true);
  });

  test.each<[string, () => Promise<void>]>([
    [
      'is frozen',
      () => {
        system.redis.freeze();
        return Promise.resolve();
      },
    ],
    ['is dead', () => system.redis.kill()],
  ])('SIGTERM ends ingest, worker and dashboard with 0 while Redis %s', async (_how, hurt) => {
    await system.startWorker({ SHUTDOWN_TIMEOUT_MS: '1000' });
    await system.startDashboard({ SHUTDOWN_TIMEOUT_MS: '1000' });
    await system.postSample();
    await system.smtp.nextMail();
    await hurt();
    const exits = await Promise.all(system.processes.map((child) => child.stop()));
    expect(exits).toEqual([inOrder, inOrder, inOrder]);
  });

  /** The first signal begins to end it, which would take a minute; the second does not wait. */
  const signalTwice = async (child: RunningProcess) => {
    child.signal('SIGTERM');
    await child.nextLine((line) => line.includes('"stopping"'));
    child.signal('SIGTERM');
    return await child.exited;
  };

  test('a second signal ends a worker at once that is handing a mail over', async () => {
    const patient = { SHUTDOWN_TIMEOUT_MS: '600000', SMTP_TIMEOUT_MS: '300000' };
    const isSubmitting = hang();
    const worker = await system.startWorker(patient);
    await system.postSample();
    await isSubmitting;
    expect(await signalTwice(worker)).toEqual({ code: 1, signal: null });
  });

  test('a second signal ends an ingest at once that is reading a body', async () => {
    const other = await startSystem({ ingest: { SHUTDOWN_TIMEOUT_MS: '600000' } });
    try {
      const { hostname, port, pathname } = new URL(other.webhookUrl);
      const client = connect(Number(port), hostname);
      client.on('error', () => undefined);
      const head = ['Host: x', 'Content-Length: 100', 'Expect: 100-continue'].join('\r\n');
      client.write(`POST ${pathname} HTTP/1.1\r\n${head}\r\n\r\n`);
      const [answer] = (await once(client, 'data')) as [Buffer];
      expect(answer.toString()).toContain('100 Continue');
      expect(await signalTwice(other.ingest)).toEqual({ code: 1, signal: null });
      client.destroy();
    } finally {
      await other.close();
    }
  });
});
