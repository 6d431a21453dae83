import {
  startProcess,
  waitForHttp,
  type ProcessExit,
  type RunningProcess,
} from '@ticketpost/testkit';
import type { Environment } from '../environment/child-environment.ts';
import { codeOf, LocalError } from '../local-error.ts';
import { keepRunning } from './keep-running.ts';
import type { Supervised, SupervisionEvents } from './supervised.ts';

export interface ProgramOptions extends SupervisionEvents {
  name: string;
  /** The program, run by the Node that runs us, with its arguments. */
  args: readonly string[];
  env: Environment;
  cwd: string;
  /** Answers 2xx once the program is ready. */
  readyUrl: string;
  /** The line with which the program itself says that it listens; somebody else may answer there. */
  isReadyLine: (line: string) => boolean;
  /** How long it may take between being asked and being made to end. */
  stopTimeoutMs: number;
  onLine: (line: string) => void;
}

/** Under a loaded machine a cold start of the inbox was seen to take 10 s. */
const readyTimeoutMs = 60_000;
const linesKept = 200;
const linesQuoted = 20;

/** Runs one of the programs as a process of its own. */
export function superviseProgram(options: ProgramOptions): Supervised {
  const { name, announce, onGivenUp } = options;
  const stopping = new AbortController();
  let running: RunningProcess | undefined;
  let launching: Promise<void> = Promise.resolve();

  const launch = (): Promise<void> => {
    launching = launchNow();
    return launching;
  };
  const launchNow = async (): Promise<void> => {
    const { args, env, cwd, stopTimeoutMs, onLine } = options;
    const command = process.execPath;
    running = await startProcess({
      ...{ name, command, args, env, cwd, stopTimeoutMs, onLine },
      maxLines: linesKept,
    });
    try {
      await untilReady(running, options, stopping.signal);
    } catch (error) {
      if (!stopping.signal.aborted) await running.kill();
      throw error;
    }
  };

  return {
    name,
    get lastLines() {
      return running?.lines.slice(-linesQuoted) ?? [];
    },
    async start() {
      if (stopping.signal.aborted) throw notReady(`${name} was not started any more`);
      await launch();
      void keepRunning({
        ...{ name, announce, onGivenUp },
        ended: async () => (running ? describeExit(await running.exited) : 'does not run'),
        startAgain: launch,
        stopping: stopping.signal,
      });
    },
    async stop() {
      stopping.abort();
      await launching.catch(() => undefined);
      await running?.stop();
    },
    kill() {
      stopping.abort();
      running?.signal('SIGKILL');
    },
  };
}

/** Waits for line and answer, or for the end of the process, or for nobody wanting it any more. */
async function untilReady(
  running: RunningProcess,
  { name, readyUrl, isReadyLine }: ProgramOptions,
  stopping: AbortSignal,
): Promise<void> {
  const over = new AbortController();
  const signal = AbortSignal.any([over.signal, stopping]);
  const quote = () => running.lines.slice(-linesQuoted);
  const failWith = (cause: unknown): never => {
    throw notReady(`${name} did not become ready`, quote(), cause);
  };
  const ended = running.exited.then((exit): never => {
    throw notReady(`${name} ${describeExit(exit)} instead of becoming ready`, quote());
  });
  const said = running.nextLine(isReadyLine, { timeoutMs: readyTimeoutMs }).catch(
    // Its end says more than the line that will not come.
    (error: unknown) => (codeOf(error) === 'exited' ? ended : failWith(error)),
  );
  const answered = waitForHttp(readyUrl, { timeoutMs: readyTimeoutMs, signal }).then(
    (response) => response.body?.cancel(),
    failWith,
  );
  for (const wait of [ended, said, answered]) wait.catch(() => undefined);
  try {
    await Promise.race([ended, Promise.all([said, answered])]);
  } finally {
    over.abort();
  }
}

function describeExit({ code, signal }: ProcessExit): string {
  return `ended (${signal ?? `code ${code ?? 'unknown'}`})`;
}

function notReady(message: string, lines: readonly string[] = [], cause?: unknown): LocalError {
  return new LocalError(message, { code: 'not_ready', lines, cause });
}
