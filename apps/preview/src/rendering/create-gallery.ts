import type { Environment } from '@ticketpost/runtime';
import { formatMailPath, type MailChoice } from '../mail-choice.ts';
import { generate } from './generate.ts';
import type { MailOutcome, PrintOutcome } from './render-messages.ts';
import { type RenderProcess, startRenderProcess, type Start } from './start-render-process.ts';

/** The mails as the sources have them now. */
export interface Gallery {
  /** What there is to choose from, or why nothing can be rendered. Waits while it is being made. */
  open(): Promise<Start>;
  render(choice: MailChoice): Promise<MailOutcome>;
  print(choice: MailChoice): Promise<PrintOutcome>;
}

export interface LiveGallery extends Gallery {
  /** Makes everything anew; calls back when it is there, unless a later call came in between. */
  refresh(): void;
  close(): void;
}

/** One state of the sources. */
interface Making {
  process: RenderProcess | undefined;
  start: Promise<Start>;
  /** By the mail's path: a page and its frames ask for the same mails. */
  outcomes: Map<string, Promise<MailOutcome>>;
}

const unknown = Promise.resolve<MailOutcome>({ kind: 'unknown' });

/** A gallery whose mails are rendered by a process that each refresh starts afresh. */
export function createGallery(options: {
  environment: Environment;
  onRefreshed: () => void;
}): LiveGallery {
  let current: Making;
  let isClosed = false;

  const begin = (): void => {
    const made: Making = { process: undefined, start: startMade(), outcomes: new Map() };
    current = made;
    async function startMade(): Promise<Start> {
      const generated = await generate();
      if (generated.kind === 'failed') return generated;
      if (isClosed || current !== made) return { kind: 'failed', report: 'Made anew meanwhile.' };
      made.process = startRenderProcess(options.environment);
      return await made.process.start;
    }
  };
  begin();

  /** What was asked while everything is being made anew is answered by the latest. */
  async function open(): Promise<Start> {
    const asked = current;
    const start = await asked.start;
    return asked === current ? start : await open();
  }

  return {
    open,
    async render(choice) {
      const start = await open();
      if (start.kind === 'failed') return start;
      const { process, outcomes } = current;
      const path = formatMailPath(choice);
      const outcome = outcomes.get(path) ?? process?.render(choice) ?? unknown;
      outcomes.set(path, outcome);
      return await outcome;
    },
    async print(choice) {
      const start = await open();
      if (start.kind === 'failed') return start;
      return (await current.process?.print(choice)) ?? { kind: 'unknown' };
    },
    refresh() {
      current.process?.end();
      begin();
      const begun = current;
      void begun.start.then(() => {
        if (begun === current) options.onRefreshed();
      });
    },
    close() {
      isClosed = true;
      current.process?.end();
    },
  };
}
