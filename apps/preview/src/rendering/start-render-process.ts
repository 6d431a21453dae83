import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Environment } from '@ticketpost/runtime';
import type { MailChoice } from '../mail-choice.ts';
import { pickRenderEnvironment } from './render-environment.ts';
import type {
  Collection,
  MailOutcome,
  PrintOutcome,
  RenderMessage,
  RenderRequest,
} from './render-messages.ts';

/** A process that renders with the sources as they were when it was started. */
export interface RenderProcess {
  /** What there is, or why nothing can be rendered. */
  readonly start: Promise<Start>;
  render(choice: MailChoice): Promise<MailOutcome>;
  print(choice: MailChoice): Promise<PrintOutcome>;
  /** Ends it; what was asked and not answered fails. */
  end(): void;
}

export type Start = { kind: 'ready'; collection: Collection } | { kind: 'failed'; report: string };

const program = fileURLToPath(new URL('main.ts', import.meta.url));

/**
 * Starts it in the way in which this process was started: with the same loader and conditions. Of the
 * environment it gets what it reads.
 */
export function startRenderProcess(environment: Environment): RenderProcess {
  const child = fork(program, {
    env: pickRenderEnvironment(environment),
    serialization: 'advanced',
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  const output = collectOutput(child);
  const waiting = new Map<number, (outcome: MailOutcome | PrintOutcome) => void>();
  let lastId = 0;
  let isGone = false;

  const start = new Promise<Start>((resolve) => {
    child.on('message', (message: RenderMessage) => {
      if (message.kind === 'ready') resolve(message);
      else if (message.kind === 'refused') resolve({ ...message, kind: 'failed' });
      else {
        waiting.get(message.id)?.(message.outcome);
        waiting.delete(message.id);
      }
    });
    const fail = (reason: string): void => {
      isGone = true;
      const report = output.join('').trim() || reason;
      resolve({ kind: 'failed', report });
      for (const answer of waiting.values()) answer({ kind: 'failed', report });
      waiting.clear();
    };
    child.once('error', (error) => {
      fail(error.message);
    });
    child.once('close', () => {
      fail('The process that renders has ended.');
    });
  });

  function ask(wanted: RenderRequest['wanted'], choice: MailChoice): Promise<unknown> {
    return new Promise((resolve) => {
      if (isGone) {
        resolve({ kind: 'failed', report: 'The process that renders has ended.' });
        return;
      }
      lastId += 1;
      waiting.set(lastId, resolve);
      child.send({ id: lastId, wanted, choice } satisfies RenderRequest);
    });
  }

  return {
    start,
    render: (choice) => ask('mail', choice) as Promise<MailOutcome>,
    print: (choice) => ask('printout', choice) as Promise<PrintOutcome>,
    end: () => {
      child.kill('SIGKILL');
    },
  };
}

/** What it writes tells why it ended: a syntax error with its place, for example. */
function collectOutput(child: ChildProcess): string[] {
  const output: string[] = [];
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (text: string) => output.push(text));
  }
  return output;
}
