import type { Operations, OrderDecision } from '@ticketpost/operations';
import { Command, type Option } from 'commander';
import { exitCodes } from '../exit-codes.ts';
import { toPrintable } from '../output/to-printable.ts';
import type { CommandContext } from './command-context.ts';
import { options } from './options.ts';

/** What such a command is called with. */
export interface OrderDecisionOptions {
  why: string;
  by: string;
  to?: string;
  evenIfUncertain?: true;
  evenIfUnknown?: true;
  yes?: true;
  json?: true;
}

/** A command that decides on one order. */
export function createOrderDecisionCommand<Outcome extends { kind: string }>(
  { terminal, osUser, run, runAlone }: CommandContext,
  about: {
    name: string;
    description: string;
    more: readonly Option[];
    /** The kind of the outcome by which it was done. */
    doneBy: Outcome['kind'];
    /** Asks somebody, or wants `--yes`: it cannot be undone. */
    question?: (orderNo: string) => string;
    decide: (
      operations: Operations,
      orderNo: string,
      decision: OrderDecision & OrderDecisionOptions,
    ) => Promise<Outcome>;
    describe: (outcome: Outcome) => string;
  },
): Command {
  const { name, description, more, doneBy, question, decide, describe } = about;
  const command: Command = new Command(name).description(description).argument('<orderNo>');
  const added = [...more, options.why(), options.by(osUser), options.json()];
  for (const option of added) command.addOption(option);

  return command.action(async (orderNo: string, wanted: OrderDecisionOptions) => {
    const { yes, json } = wanted;
    const answer = (outcome: object, words: string, exitCode: number): number => {
      if (json === true) terminal.print(`${JSON.stringify({ orderNo, ...outcome })}\n`);
      else terminal.print(`${toPrintable(orderNo)}  ${toPrintable(words)}\n`);
      return exitCode;
    };
    const mustAsk = question !== undefined && yes !== true;
    if (mustAsk && terminal.confirm === undefined) {
      command.error('error: nobody can be asked: add --yes');
    }
    if (mustAsk && (await terminal.confirm?.(question(orderNo))) !== true) {
      await runAlone(() =>
        answer({ outcome: 'declined' }, 'nothing was done', exitCodes.incomplete),
      );
      return;
    }
    await run(async (operations) => {
      const outcome = await decide(operations, orderNo, { ...wanted, via: 'cli' });
      const { kind, ...rest } = outcome;
      const isDone = kind === doneBy;
      return answer(
        { outcome: kind, ...rest },
        describe(outcome),
        isDone ? exitCodes.done : exitCodes.incomplete,
      );
    });
  });
}
