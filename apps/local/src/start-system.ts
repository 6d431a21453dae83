import { findFreePort } from '@ticketpost/testkit';
import { choosePorts, type Ports } from './choose-ports.ts';
import { defaultShutdownTimeoutMs } from './environment/child-environment.ts';
import type { FoundRedis } from './find-redis.ts';
import { LocalError } from './local-error.ts';
import { createSystem, isPortTaken, type System } from './processes/create-system.ts';
import type { Run } from './run.ts';
import { untilAborted } from './until-aborted.ts';

/** A system whose processes are all ready. */
export interface Standing {
  system: System;
  ports: Ports;
}

const startAttempts = 3;

/** Starts all processes; when somebody else took a port in the meantime, all of them once more. */
export async function startSystem(run: Run, onMade: (system: System) => void): Promise<Standing> {
  const { output, options, redis, supplier, stop } = run;
  for (let attempt = 1; ; attempt += 1) {
    stop.throwIfAborted();
    const wanted = {
      workers: options.workers,
      redis: redis.kind === 'own',
      supplier: supplier.kind === 'stand_in',
    };
    const { ports, notes } = await choosePorts(wanted, findFreePort);
    for (const note of notes) output.say(note);
    const system = makeSystem(run, ports);
    onMade(system);
    const workers = options.workers === 1 ? 'a worker' : `${options.workers} workers`;
    const parts = [
      ...describeRedis(redis),
      ...(supplier.kind === 'stand_in' ? ['a stand-in for the supplier'] : []),
      ...['a mail inbox', 'ingest', workers, 'the dashboard'],
    ];
    output.say(`Starting ${parts.join(', ')}`);
    try {
      await untilDoneOrAborted(system.start(), stop);
      return { system, ports };
    } catch (error) {
      await system.stop();
      if (attempt >= startAttempts || !isPortTaken(error)) throw error;
      output.warn('A port was taken in the meantime; starting once more on others');
    }
  }
}

function makeSystem(run: Run, ports: Ports): System {
  const { environment, options, output, redis, session, attempts, givenUp } = run;
  const { folder, secrets } = session;
  const shutdownTimeoutMs = Number(environment['SHUTDOWN_TIMEOUT_MS'] ?? '');
  return createSystem({
    ...{ environment, folder, secrets, ports, form: options.form },
    redis:
      redis.kind === 'own' && ports.redis !== undefined
        ? { kind: 'own', program: redis.program, port: ports.redis }
        : { kind: 'given', url: redis.kind === 'given' ? redis.url : '' },
    // The app's own deadline ends it first.
    stopTimeoutMs: (shutdownTimeoutMs || defaultShutdownTimeoutMs) + 2000,
    onLine: (process, line) => {
      attempts.see(line);
      output.log(process, line);
    },
    announce: (line) => {
      output.warn(line);
    },
    onGivenUp: (reason) => {
      givenUp.abort(new LocalError(reason, { code: 'given_up' }));
    },
  });
}

function describeRedis(redis: FoundRedis): string[] {
  if (redis.kind === 'given') return [];
  return [redis.program.kind === 'docker' ? 'Redis in Docker' : 'Redis'];
}

async function untilDoneOrAborted(work: Promise<void>, signal: AbortSignal): Promise<void> {
  work.catch(() => undefined);
  await Promise.race([
    work,
    untilAborted(signal).then(() => {
      signal.throwIfAborted();
    }),
  ]);
}
