import { wantedLogLevel } from './environment/child-environment.ts';
import { LocalError, messageOf } from './local-error.ts';
import { isSupportedNode } from './node-version.ts';
import { parseOptions, type LocalOptions } from './options.ts';
import { createColors } from './output/colors.ts';
import { createOutput, quoteLines } from './output/create-output.ts';
import type { System } from './processes/create-system.ts';
import { runLocal } from './run-local.ts';
import { listenForStop } from './stop-signals.ts';

if (!isSupportedNode(process.versions.node)) {
  console.error(`Ticketpost needs Node 20.19 or later; this is ${process.versions.node}.`);
  process.exit(1);
}

const reading = parseOptions(process.argv.slice(2));
if (reading.kind === 'end') {
  const stream = reading.exitCode === 0 ? process.stdout : process.stderr;
  stream.write(reading.text);
  process.exit(reading.exitCode);
}
process.exit(await run(reading.options));

/** Resolves to the exit code. Each process is guarded besides, so none outlives this one. */
async function run(options: LocalOptions): Promise<number> {
  let system: System | undefined;
  const stop = listenForStop({
    events: process,
    again: (exitCode) => {
      system?.kill();
      process.exit(exitCode);
    },
  });
  // Nobody reads any more (`npm start | head`): that is no reason to leave the order.
  for (const stream of [process.stdout, process.stderr]) {
    stream.on('error', () => {
      if (!stop.signal.aborted) process.kill(process.pid, 'SIGHUP');
    });
  }
  const colors = createColors(process.env, process.stdout.isTTY);
  const output = createOutput({
    colors,
    showsLogs: !options.once || options.verbose,
    logLevel: wantedLogLevel(process.env),
  });
  try {
    const end = await runLocal({
      ...{ options, output, colors },
      environment: process.env,
      stop: stop.signal,
      onSystem: (made) => {
        system = made;
      },
    });
    // A person who ends what stays gets what was asked for; one who ends `--once` does not.
    return end.kind === 'stopped' && options.once ? (stop.exitCode() ?? 1) : 0;
  } catch (error) {
    for (const line of explain(error)) output.warn(line);
    return 1;
  }
}

function explain(error: unknown): string[] {
  if (!(error instanceof LocalError)) {
    return [error instanceof Error ? (error.stack ?? error.message) : String(error)];
  }
  const cause = error.cause === undefined ? [] : [`  ${messageOf(error.cause)}`];
  return [error.message, ...(error.lines.length > 0 ? quoteLines(error.lines) : cause)];
}
