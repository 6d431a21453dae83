import { writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { Ports } from '../choose-ports.ts';
import type { DataFolder } from '../data/data-folder.ts';

/** The oldest mails beyond this number are discarded, so that the folder does not grow for ever. */
const mostMails = 1000;

/**
 * MailDev's own program with its arguments: SMTP and page on loopback, no relay, mails kept as
 * files. The configuration is named because MailDev would otherwise look for one in every parent
 * folder, and that one could send mail on.
 */
export function inboxArguments(options: { folder: DataFolder; ports: Ports }): string[] {
  const { folder, ports } = options;
  const program = fileURLToPath(new URL('bin/maildev.js', import.meta.resolve('maildev')));
  return [
    program,
    ...['--config', folder.inboxConfigFile],
    ...['--ip', '127.0.0.1', '--smtp', String(ports.inboxSmtp)],
    ...['--web-ip', '127.0.0.1', '--web', String(ports.inboxPage)],
    ...['--mail-directory', folder.mails, '--max-emails', String(mostMails)],
  ];
}

/** Writes the empty configuration that the arguments name. */
export async function writeInboxConfig(folder: DataFolder): Promise<void> {
  await writeFile(folder.inboxConfigFile, '{}\n');
}
