import { performance } from 'node:perf_hooks';
import type { ResealResult, ResealStep } from '@ticketpost/custody';
import { Command, Option } from 'commander';
import { exitCodes } from '../exit-codes.ts';
import { formatTable } from '../output/format-table.ts';
import type { CommandContext } from './command-context.ts';
import { createIntegerParser, options } from './options.ts';

interface ResealOptions {
  speed: number;
  by: string;
  dryRun?: true;
  json?: true;
}

/** Between two words on how it goes. */
const progressEveryMs = 1000;

/** `ticketpost reseal`. */
export function createResealCommand({ terminal, osUser, runOnRedis }: CommandContext): Command {
  return new Command('reseal')
    .description(
      'seal everything that is stored anew with the first key of PAYLOAD_KEYS, so that the others may go',
    )
    .addOption(
      new Option('--speed <percent>', 'of the time, how much to work; the rest is left to others')
        .argParser(createIntegerParser({ minimum: 1, maximum: 100 }))
        .default(50),
    )
    .addOption(options.by(osUser))
    .addOption(options.dryRun())
    .addOption(options.json())
    .action(async ({ speed, by, dryRun, json }: ResealOptions) => {
      const isDryRun = dryRun === true;
      const tell = createTeller(json === true ? printJson : terminal.progress);
      await runOnRedis(async ({ redis, config, logger, operations }) => {
        const { describeStraggler, runReseal } = await import('@ticketpost/custody');
        const reseal = () =>
          runReseal({
            redis,
            payloadKeys: config.payloadKeys,
            busyShare: speed / 100,
            isDryRun,
            onStep: tell,
            logger,
          });
        const result = isDryRun
          ? await reseal()
          : await operations.audit.around(
              { action: 'reseal', by, via: 'cli', detail: idOfFirst(config.payloadKeys) },
              reseal,
            );
        const { kind, keyId, steps, stragglers } = result;
        if (json === true) {
          terminal.print(`${JSON.stringify({ outcome: kind, keyId, isDryRun, stragglers })}\n`);
        } else if (steps.length > 0) {
          terminal.print(formatTable(header(isDryRun), steps.map(formatRow)));
        }
        for (const straggler of stragglers) {
          terminal.remark(`note: ${describeStraggler(straggler, keyId)}`);
        }
        terminal.remark(describeResult(result, { isDryRun }));
        return kind === 'done' || (isDryRun && kind === 'left')
          ? exitCodes.done
          : exitCodes.incomplete;
      });
    });

  function printJson(_line: string, step: ResealStep): void {
    terminal.print(`${JSON.stringify(step)}\n`);
  }
}

function idOfFirst([first = '']: readonly string[]): string {
  return first.slice(0, first.indexOf(':'));
}

/** Tells of each kind's end, and in between now and then. */
function createTeller(write: ((line: string, step: ResealStep) => void) | undefined) {
  let toldAt = performance.now();
  let lookedBefore = 0;
  const beganAt = performance.now();
  return (step: ResealStep): void => {
    const now = performance.now();
    if (!step.isLast && now - toldAt < progressEveryMs) return;
    toldAt = now;
    const seconds = Math.max(1, (now - beganAt) / 1000);
    const rate = Math.round((lookedBefore + step.looked) / seconds);
    if (step.isLast) lookedBefore += step.looked;
    write?.(
      `${step.kind}: ${step.looked} looked at, ${sum(step.resealed)} values sealed anew, ${rate} a second`,
      step,
    );
  };
}

const header = (isDryRun: boolean) => [
  'KIND',
  'LOOKED AT',
  isDryRun ? 'TO SEAL ANEW' : 'SEALED ANEW',
  'CURRENT BEFORE',
  'LEFT',
  'SEARCH TERMS',
];

function formatRow({ kind, looked, resealed, current, left, changed, terms }: ResealStep) {
  const leftWords = [formatCounts(left), changed === 0 ? '' : `${changed} changed meanwhile`];
  return [
    kind,
    String(looked),
    formatCounts(resealed) || '0',
    String(current),
    leftWords.filter((words) => words !== '').join(', ') || '0',
    String(terms),
  ];
}

function formatCounts(counts: Readonly<Record<string, number>>): string {
  return Object.entries(counts)
    .map(([keyId, count]) => `${count} of "${keyId}"`)
    .join(', ');
}

function describeResult(
  { kind, keyId, steps }: ResealResult,
  { isDryRun }: { isDryRun: boolean },
): string {
  if (kind === 'not_yet') {
    return `nothing was done: what "${keyId}" seals could not be opened everywhere`;
  }
  if (kind === 'done') {
    return `all is sealed with "${keyId}", and nobody seals with another: the other keys may go from PAYLOAD_KEYS`;
  }
  if (isDryRun) return 'nothing was done: without --dry-run it is';
  const lost = new Set(steps.flatMap(({ left }) => Object.keys(left)));
  const keys = [...lost].map((id) => `"${id}"`).join(', ');
  return lost.size === 0
    ? 'keep all keys: run this once more when what is noted is mended'
    : `keep all keys: some values of ${keys} cannot be opened. Put the key back into PAYLOAD_KEYS, behind the first, and run this once more; if it is there, it is not the one that sealed them, or they stand in a form that this version does not know and warns of`;
}

function sum(counts: Readonly<Record<string, number>>): number {
  return Object.values(counts).reduce((total, count) => total + count, 0);
}
