import type { EventWorker } from '@ticketpost/queue';
import type { CheckOutcome, Logger } from '@ticketpost/runtime';
import { describeRemedy } from '../mail/describe-failure.ts';
import type { ProbeOutcome } from '../mail/create-mailer.ts';
import type { SubmitOutcome } from '../mail/submit-outcome.ts';
import {
  advancePause,
  initialPauseState,
  type Cause,
  type PauseAction,
  type PauseEvent,
} from './pause-machine.ts';
import { defaultProbeBackOff, planProbe, type ProbeBackOff } from './plan-probe.ts';
import { readEvidence } from './read-evidence.ts';

/** How soon a job that was put back is looked at again, by whichever worker takes jobs then. */
export const putBackMs = 1000;

/** One attempt's way through the pause. */
export interface Visit {
  /**
   * Tells how the submit ended. `put_back`: it failed by an outage of the mail server, so its job is
   * put back as if it had not been tried. `count`: it ended on its own account.
   */
  report(outcome: SubmitOutcome): 'put_back' | 'count';
}

/** Why the worker takes no jobs (`paused`) or one at a time (`on_trial`), and what can be done. */
interface Outage {
  state: 'paused' | 'on_trial';
  /** RFC 3339 in UTC. */
  since: string;
  reason: Cause['code'];
  reply: string;
  remedy: string;
}

/** Stops the worker while the mail server takes no mail at all, and lets it go on by itself. */
export interface Pause {
  /** Begins an attempt that needs the mail server; `undefined` while none is to begin. */
  enter(orderNo: string): Visit | undefined;
  /** Why no jobs are taken, or one at a time; `undefined` while all is well. */
  outage(): Outage | undefined;
  /** For `readyz`: failed while paused, a warning while on trial. */
  check(): CheckOutcome;
  /** Probes no more, and no longer touches the worker. */
  close(): void;
}

interface PauseOptions {
  /** Asked for when it is needed: the worker's own handler needs the pause. */
  worker: () => Pick<EventWorker, 'pause' | 'resume' | 'setConcurrency'>;
  /** Jobs at a time when the mail server is well. */
  concurrency: number;
  probe: () => Promise<ProbeOutcome>;
  logger: Logger;
  metrics: { setPaused: (isPaused: boolean) => void; countPause: (reason: string) => void };
  backOff?: ProbeBackOff;
}

/** Drives the pause's state machine: the worker, the probes and their timer, log and metrics. */
export function createPause(options: PauseOptions): Pause {
  const { worker, concurrency, probe, logger, metrics, backOff = defaultProbeBackOff } = options;
  let state = initialPauseState;
  let pausedAt = new Date(0);
  let timer: NodeJS.Timeout | undefined;
  let isClosed = false;

  const send = (event: PauseEvent): boolean => {
    const before = state;
    const step = advancePause(state, event);
    state = step.state;
    if (before.kind === 'running' && state.kind !== 'running') pausedAt = new Date();
    if (step.action !== undefined && !isClosed) act(step.action);
    return step.isPutBack;
  };

  const act = (action: PauseAction) => {
    switch (action) {
      case 'pause':
        metrics.setPaused(true);
        if (state.kind === 'paused') {
          metrics.countPause(state.cause.code);
          logger.warn(
            describeCause(state.cause),
            'paused: the mail server takes no mail; no job loses an attempt',
          );
        }
        warnIfFails(worker().pause());
        probeLater();
        return;
      case 'probe_later':
        probeLater();
        return;
      case 'try_one':
        metrics.setPaused(false);
        logger.info('on trial: the mail server answers; one job at a time until it takes a mail');
        worker().setConcurrency(1);
        warnIfFails(worker().resume());
        return;
      case 'resume':
        logger.info(
          { pausedMs: Date.now() - pausedAt.getTime() },
          'going on: the mail server takes mail',
        );
        worker().setConcurrency(concurrency);
        return;
    }
  };

  const warnIfFails = (action: Promise<void>) => {
    action.catch((error: unknown) => {
      logger.warn({ error }, 'the queue reports an error');
    });
  };

  const probeLater = () => {
    const setbacks = state.kind === 'running' ? 0 : state.setbacks;
    timer = setTimeout(
      () => {
        void probeNow();
      },
      planProbe({ setbacks, backOff, random: Math.random }),
    );
  };

  const probeNow = async () => {
    const outcome = await probe();
    if (isClosed) return;
    if (outcome.kind === 'passed') {
      send({ kind: 'probe_passed' });
      return;
    }
    const { code, reply } = outcome;
    if (state.kind === 'paused' && state.cause.code !== code) {
      logger.warn(describeCause({ code, reply }), 'still paused, for another reason');
    }
    send({ kind: 'probe_failed', cause: { code, reply } });
  };

  const outage = (): Outage | undefined => {
    if (state.kind === 'running') return undefined;
    const since = pausedAt.toISOString();
    return { state: state.kind, since, ...describeCause(state.cause) };
  };

  return {
    outage,
    enter(orderNo) {
      if (state.kind === 'paused') return undefined;
      const { round } = state;
      return {
        report(outcome) {
          const evidence = readEvidence(outcome);
          if (evidence === undefined) return 'count';
          const isPutBack = send({ kind: 'attempt_ended', round, orderNo, evidence });
          return isPutBack ? 'put_back' : 'count';
        },
      };
    },
    check() {
      const found = outage();
      if (found === undefined) return { status: 'ok' };
      return { status: found.state === 'paused' ? 'failed' : 'warning', ...found };
    },
    close() {
      isClosed = true;
      clearTimeout(timer);
    },
  };
}

function describeCause({ code, reply }: Cause) {
  return { reason: code, reply, remedy: describeRemedy(code) };
}
