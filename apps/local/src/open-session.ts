import path from 'node:path';
import { openDataFolder, makeTemporaryDataFolder, type DataFolder } from './data/data-folder.ts';
import { hashPassword } from './data/hash-password.ts';
import { acquireLock } from './data/lock.ts';
import { obtainSecrets, type Secrets } from './data/secrets.ts';
import type { Environment } from './environment/child-environment.ts';
import { writeInboxConfig } from './inbox/inbox-program.ts';
import { LocalError } from './local-error.ts';
import type { LocalOptions } from './options.ts';
import { programArguments, projectFolder } from './project-folder.ts';

/** A data folder that is ours alone, with its secrets. */
export interface Session {
  readonly folder: DataFolder;
  readonly secrets: Secrets;
  /** Lets go of the folder, and removes a temporary one. */
  close(): Promise<void>;
}

/**
 * Opens the data folder of this start: the one that was named, a temporary one for `--once`, else
 * the project's own. Rejects with `data_in_use` when another start has it.
 */
export async function openSession(
  options: Pick<LocalOptions, 'once' | 'data' | 'form'>,
  environment: Environment,
): Promise<Session> {
  const folder = await findFolder(options, environment);
  const lock = await acquireLock(folder.path);
  if (lock.kind === 'held') {
    const message = [
      `Ticketpost runs already with the data in ${folder.path} (process ${lock.pid}).`,
      'Stop that one, or start another beside it with a folder of its own: npm start -- --data DIR',
    ].join('\n');
    throw new LocalError(message, { code: 'data_in_use' });
  }
  const close = async (): Promise<void> => {
    await lock.release();
    await folder.discard();
  };
  try {
    const program = [...programArguments('commands', options.form), 'hash-password'];
    const hash = (password: string) => hashPassword(program, password);
    const secrets = await obtainSecrets(folder.secretsFile, hash);
    await writeInboxConfig(folder);
    return { folder, secrets, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** npm starts us in the project's root and tells where it was called in `INIT_CWD`. */
function findFolder(
  { once, data }: Pick<LocalOptions, 'once' | 'data'>,
  environment: Environment,
): Promise<DataFolder> {
  if (data !== undefined) {
    return openDataFolder(path.resolve(environment['INIT_CWD'] ?? process.cwd(), data));
  }
  return once ? makeTemporaryDataFolder() : openDataFolder(path.join(projectFolder, '.ticketpost'));
}
