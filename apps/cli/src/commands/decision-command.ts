import { Command, type Option } from 'commander';
import type { Decision, Operations } from '@ticketpost/operations';
import { exitCodes } from '../exit-codes.ts';
import {
  describeOutcome,
  isDone,
  outcomeToJson,
  type Outcome,
} from '../output/describe-outcome.ts';
import { toPrintable } from '../output/to-printable.ts';
import type { CommandContext } from './command-context.ts';
import { options } from './options.ts';

/** What such a command is called with, beside delivery ids. */
export interface DecisionOptions {
  all?: true;
  reason?: string;
  yes?: true;
  evenIfUncertain?: true;
  why: string;
  by: string;
  dryRun?: true;
  json?: true;
}

/** A command that decides on named deliveries, or on all of them, one after the other. */
export function createDecisionCommand(
  { terminal, osUser, run }: CommandContext,
  decision: {
    name: string;
    description: string;
    /** What is done cannot be undone, so `--all` wants a `--yes`. */
    isFinal: boolean;
    more: readonly Option[];
    find: (operations: Operations, reason: string | undefined) => Promise<string[]>;
    decide: (
      operations: Operations,
      decision: Decision,
      wanted: DecisionOptions,
    ) => Promise<Outcome>;
  },
): Command {
  const { name, description, isFinal, more, find, decide } = decision;
  const command = new Command(name).description(description).argument('[deliveryIds...]');
  const added = [
    options.all(),
    ...more,
    ...(isFinal ? [options.yes('yes, discard --all for good')] : []),
    options.why(),
    options.by(osUser),
    options.dryRun(),
    options.json(),
  ];
  for (const option of added) command.addOption(option);

  return command.action(async (named: string[], wanted: DecisionOptions) => {
    const { all, reason, why, by, dryRun: isDryRun, json } = wanted;
    const mistake = findMistake(named, wanted, { needsYes: isFinal && isDryRun !== true });
    if (mistake !== undefined) command.error(`error: ${mistake}`);
    await run(async (operations) => {
      const deliveryIds = all === true ? await find(operations, reason) : named;
      const results: object[] = [];
      let doneCount = 0;
      try {
        for (const deliveryId of deliveryIds) {
          const asked = { deliveryId, why, by, isDryRun, via: 'cli' } as const;
          const outcome = await decide(operations, asked, wanted);
          results.push(outcomeToJson(deliveryId, outcome));
          if (isDone(outcome)) doneCount += 1;
          if (json !== true) terminal.print(formatLine(deliveryId, outcome));
        }
      } finally {
        // Also when Redis goes away on the way: what was done, was done.
        if (json === true) terminal.print(`${JSON.stringify({ results })}\n`);
      }
      terminal.remark(
        `${doneCount} of ${deliveryIds.length} ${isDryRun === true ? 'possible' : 'done'}`,
      );
      return doneCount === deliveryIds.length ? exitCodes.done : exitCodes.incomplete;
    });
  });
}

function findMistake(
  named: readonly string[],
  { all, reason, yes }: DecisionOptions,
  { needsYes }: { needsYes: boolean },
): string | undefined {
  if (all === true && named.length > 0) return 'give delivery ids or --all, not both';
  if (all !== true && named.length === 0) return 'give delivery ids, or --all';
  if (all !== true && reason !== undefined) return '--reason goes with --all';
  if (all === true && needsYes && yes !== true) return '--all discards for good: add --yes';
  return undefined;
}

function formatLine(deliveryId: string, outcome: Outcome): string {
  const orderNo = 'orderNo' in outcome ? (outcome.orderNo ?? '-') : '-';
  return `${[deliveryId, orderNo, describeOutcome(outcome)].map(toPrintable).join('  ')}\n`;
}
