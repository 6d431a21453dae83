import tab from '@bomb.sh/tab/commander';
import { Command } from 'commander';
import { createAuditCommand } from './commands/audit-command.ts';
import type { CommandContext } from './commands/command-context.ts';
import { createDeadLettersCommand } from './commands/dead-letters-command.ts';
import { createDoctorCommand } from './commands/doctor-command.ts';
import { createEvidenceCommand } from './commands/evidence-command.ts';
import { createExportCommand } from './commands/export-command.ts';
import { createHashPasswordCommand } from './commands/hash-password-command.ts';
import { createOrderCommand } from './commands/order-command.ts';
import {
  createEraseCommand,
  createRedriveCommand,
  createResendCommand,
} from './commands/order-decisions.ts';
import { createQuarantineCommand } from './commands/quarantine-command.ts';
import { createReconcileCommand } from './commands/reconcile-command.ts';
import { createRegisterCommand } from './commands/register-command.ts';
import { createResealCommand } from './commands/reseal-command.ts';
import { createReplayCommand } from './commands/replay-command.ts';
import { createRetentionCommand } from './commands/retention-command.ts';
import { createTemplatesCommand } from './commands/templates-command.ts';

/** `ticketpost` with all its commands. */
export function createProgram(context: CommandContext): Command {
  const program = new Command('ticketpost').description(
    'What people do by hand with Ticketpost, from a terminal.',
  );
  const commands = [
    createOrderCommand,
    createRedriveCommand,
    createResendCommand,
    createEraseCommand,
    createExportCommand,
    createEvidenceCommand,
    createDeadLettersCommand,
    createQuarantineCommand,
    createReplayCommand,
    createReconcileCommand,
    createRegisterCommand,
    createAuditCommand,
    createResealCommand,
    createRetentionCommand,
    createDoctorCommand,
    createTemplatesCommand,
    createHashPasswordCommand,
  ];
  for (const create of commands) program.addCommand(create(context));
  tab(program, { completionCommandName: 'completion' });
  return program;
}
