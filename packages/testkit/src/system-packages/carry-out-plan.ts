import { type CommandResult, runCommand } from '../process/run-command.ts';
import type { Command, InstallPlan } from './install-plan.ts';

export interface CarryOutPlanOptions {
  plan: InstallPlan;
  through: 'directly' | 'sudo';
  /** What is missing, as the beginning of the announcement. */
  reason: string;
  announce: (line: string) => void;
  env: Readonly<Record<string, string | undefined>>;
}

const commandTimeoutMs = 600_000;

/** Carries an install plan out, announced by one line; a failure is announced with its last line. */
export async function carryOutPlan(options: CarryOutPlanOptions): Promise<'done' | 'failed'> {
  const { plan, through, reason, announce, env } = options;
  const run = (command: Command): Promise<CommandResult> =>
    runCommand(through === 'sudo' ? ['sudo', '-n', ...command] : command, {
      env,
      timeoutMs: commandTimeoutMs,
    });
  announce(`${reason}: installing with ${plan.manager}`);

  const succeeds = async (command: Command): Promise<boolean> => {
    const result = await run(command);
    if (result.kind === 'failed') announce(`${command.join(' ')} failed: ${result.lastLine}`);
    return result.kind === 'done';
  };
  for (const command of plan.prepare) await succeeds(command);
  for (const command of plan.install) {
    if (!(await succeeds(command))) continue;
    for (const tidy of plan.tidy) await run(tidy);
    return 'done';
  }
  return 'failed';
}
