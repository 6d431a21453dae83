import { performance } from 'node:perf_hooks';

/** A Ctrl-C reaches us from the terminal and, in the same instant, once more through npm. */
const sameKeyPressMs = 500;

const exitCodes = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 } as const;

export interface StopSignals {
  /** Aborted by the first signal. */
  readonly signal: AbortSignal;
  /** The shell's exit code for the signal that came, or `undefined`. */
  exitCode(): number | undefined;
}

export interface StopSignalsOptions {
  /** Where the signals come from: the process. */
  events: Pick<NodeJS.EventEmitter, 'on'>;
  /** Called with the exit code when a person insists. */
  again: (exitCode: number) => void;
  /** Milliseconds that only go up. */
  now?: () => number;
}

/** Listens for the wish to end. */
export function listenForStop(options: StopSignalsOptions): StopSignals {
  const { events, again, now = () => performance.now() } = options;
  const stop = new AbortController();
  let first: { at: number; exitCode: number } | undefined;
  for (const [name, exitCode] of Object.entries(exitCodes)) {
    events.on(name, () => {
      if (first === undefined) {
        first = { at: now(), exitCode };
        stop.abort();
      } else if (now() - first.at > sameKeyPressMs) {
        again(exitCode);
      }
    });
  }
  return { signal: stop.signal, exitCode: () => first?.exitCode };
}
