import { performance } from 'node:perf_hooks';
import { describeArrival, describeSystem, inboxUrl, webhookUrl } from './announce.ts';
import { findUnusedVariables } from './environment/child-environment.ts';
import { findRedis, hidePassword } from './find-redis.ts';
import { createInboxClient } from './inbox/inbox-client.ts';
import { LocalError } from './local-error.ts';
import { openSession } from './open-session.ts';
import type { System } from './processes/create-system.ts';
import { findMissingBuilds } from './project-folder.ts';
import type { Run, RunLocalOptions } from './run.ts';
import { createAttemptWatch } from './sample/attempt-watch.ts';
import { deliverSample, type ArrivedMail } from './sample/deliver-sample.ts';
import { findSupplier } from './supplier/find-supplier.ts';
import { newBookedOrderNo } from './supplier/stand-in-orders.ts';
import { type Standing, startSystem } from './start-system.ts';
import { untilAborted } from './until-aborted.ts';

export type RunEnd =
  /** The sample's mail was found and no more was wanted. */
  | { kind: 'done' }
  /** `stop` was aborted, and everything ended in order. */
  | { kind: 'stopped' };

const mailTimeoutMs = 60_000;

/**
 * Runs the whole system until it is stopped, or with `once` until the sample's mail was found.
 * Rejects with a `LocalError` when it cannot start or go on. Whatever happens, nothing is left
 * running.
 */
export async function runLocal(options: RunLocalOptions): Promise<RunEnd> {
  const { environment, output } = options;
  if (options.options.form === 'built') refuseMissingBuilds();
  const unused = findUnusedVariables(environment);
  if (unused.length > 0) {
    output.warn(`Not used here, where npm start sets its own: ${unused.join(', ')}`);
  }
  const session = await openSession(options.options, environment);
  try {
    const say = (line: string): void => {
      output.say(line);
    };
    const redis = await findRedis(environment, say);
    const supplier = findSupplier(environment);
    if (supplier.kind === 'given') {
      say(
        'ATLAS_BASE_URL is set: that supplier is asked, no stand-in. It will hardly know the sample, which is then not mailed',
      );
    }
    const attempts = createAttemptWatch();
    return await runSystem({
      ...options,
      session,
      redis,
      supplier,
      attempts,
      givenUp: new AbortController(),
    });
  } finally {
    await session.close();
  }
}

async function runSystem(run: Run): Promise<RunEnd> {
  const { options, output, stop, givenUp } = run;
  const startedAt = performance.now();
  let system: System | undefined;
  try {
    const standing = await startSystem(run, (made) => {
      system = made;
      run.onSystem(made);
    });
    output.say(`Everything is ready (${((performance.now() - startedAt) / 1000).toFixed(1)} s)`);
    const arrived = await awaitSample(run, standing);
    if (options.once) return { kind: 'done' };
    announceSystem(run, standing, arrived);
    await untilAborted(AbortSignal.any([stop, givenUp.signal]));
    if (givenUp.signal.aborted) throw givenUp.signal.reason;
    return { kind: 'stopped' };
  } catch (error) {
    if (givenUp.signal.aborted) throw givenUp.signal.reason;
    if (stop.aborted) return { kind: 'stopped' };
    throw error;
  } finally {
    if (!options.once || stop.aborted) output.say('Stopping');
    await system?.stop();
  }
}

/** With `once` a missing mail is the end; else a person can look for the reason in what stands. */
async function awaitSample(
  run: Run,
  { system, ports }: Standing,
): Promise<ArrivedMail | undefined> {
  const { output, session, attempts, options, colors } = run;
  try {
    const mail = await deliverSample({
      webhookUrl: webhookUrl(ports, session.secrets),
      inbox: createInboxClient(inboxUrl(ports)),
      attempts,
      say: (line) => {
        output.say(line);
      },
      timeoutMs: mailTimeoutMs,
      signal: AbortSignal.any([run.stop, run.givenUp.signal]),
    });
    output.say(colors.green(describeArrival(mail)));
    return mail;
  } catch (error) {
    if (run.stop.aborted || run.givenUp.signal.aborted || !(error instanceof LocalError)) {
      throw error;
    }
    if (options.once)
      throw new LocalError(error.message, { code: error.code, lines: report(system) });
    output.warn(error.message);
    return undefined;
  }
}

function announceSystem(run: Run, { ports }: Standing, arrived: ArrivedMail | undefined): void {
  const { session, redis, supplier, colors, output } = run;
  const lines = describeSystem({
    ports,
    secrets: session.secrets,
    redisUrl:
      redis.kind === 'given' ? hidePassword(redis.url) : `redis://127.0.0.1:${ports.redis ?? 0}`,
    dataFolder: session.folder.path,
    supplier,
    bookedOrderNo: newBookedOrderNo(),
    colors,
  });
  for (const line of lines) output.say(line);
  if (arrived === undefined) output.warn("The system stands, but the sample's mail did not arrive");
}

function report(system: System): string[] {
  return system
    .lastLines()
    .filter(({ lines }) => lines.length > 0)
    .flatMap(({ name, lines }) => [`${name}:`, ...lines.map((line) => `  ${line}`)]);
}

function refuseMissingBuilds(): void {
  const missing = findMissingBuilds();
  if (missing.length === 0) return;
  const message = `Not built yet: ${missing.join(', ')}. \`npm start\` builds first; so does \`npm run build\`.`;
  throw new LocalError(message, { code: 'not_built' });
}
