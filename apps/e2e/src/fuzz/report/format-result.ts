import type { FuzzBreach } from '../judge/fuzz-breach.ts';
import type { FuzzResult } from '../run-fuzz.ts';

const mostShown = 30;

/** What was thrown, what came back and what broke, with what makes each request again. */
export function formatFuzzResult(result: FuzzResult): string {
  const { seed, seconds, tally, breaches, counts, honestMs, memory, logLines } = result;
  const perSecond = Math.round(tally.requests / seconds);
  const count = (kind: FuzzBreach['kind']): number =>
    breaches.filter((breach) => breach.kind === kind).length;
  return [
    `Seed ${seed}: ${tally.requests} requests in ${Math.round(seconds)} s (${perSecond} a second), ${logLines} lines of log.`,
    `Crashes ${count('crash')}, 5xx but 503 ${count('server_error')}, breaches ${breaches.length}.`,
    `Honest: ${counts.acknowledged} of ${counts.posted} deliveries acknowledged, p50 ${honestMs.p50} ms, p99 ${honestMs.p99} ms; ${counts.mails} mails, ${counts.lost} lost, ${counts.sentTwice} sent twice.`,
    `Memory: ${formatMemory(memory)}.`,
    '',
    'Requests:',
    ...formatCounts(tally.kinds),
    'Answers:',
    ...formatCounts(tally.answers),
    ...(breaches.length === 0 ? [] : ['', 'Breaches:']),
    ...breaches.slice(0, mostShown).map((breach) => formatBreach(breach, seed)),
    ...(breaches.length > mostShown ? [`  and ${breaches.length - mostShown} more`] : []),
    ...(result.keptDirectory === undefined
      ? []
      : ['', `Logs, and requests with their answers: ${result.keptDirectory}`]),
  ].join('\n');
}

function formatBreach({ kind, what, number }: FuzzBreach, seed: number): string {
  const again =
    number === undefined
      ? ''
      : `\n    again: npm run fuzz -- --seed ${seed} --from ${number} --count 1\n    or: nc <host> <port> < request-${number}.bin`;
  return `  ${kind}: ${what}${again}`;
}

function formatCounts(counts: ReadonlyMap<string, number>): string[] {
  return [...counts]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([name, times]) => `  ${String(times).padStart(8)}  ${name}`);
}

function formatMemory(memory: FuzzResult['memory']): string {
  const names = [...new Set(memory.map(({ name }) => name))];
  return names
    .map((name) => {
      const own = memory
        .filter((sample) => sample.name === name)
        .map(({ residentMb }) => Math.round(residentMb));
      return `${name} ${own[0] ?? '?'} MB first, ${Math.max(...own)} at most, ${own.at(-1) ?? '?'} last`;
    })
    .join('; ');
}
