import { appendFile, chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';

/** A PATH with nothing on it but stand-ins: small shell scripts that write down how they were called. */
export interface PathStandIn {
  readonly folder: string;
  /** Puts a program there that does what the script says, and answers its path. */
  place(name: string, script?: string): Promise<string>;
  /** The managers that want root get it either way: the test may run as root or not. */
  placeRights(): Promise<void>;
  /** A script line that puts a program on the PATH, as an installation would. */
  bring(name: string): string;
  /** How the programs were called, in order. */
  calls(): Promise<string[]>;
  remove(): Promise<void>;
}

export async function createPathStandIn(): Promise<PathStandIn> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'ticketpost path '));
  const log = path.join(folder, 'calls');
  await appendFile(log, '');

  const place: PathStandIn['place'] = async (name, script = '') => {
    const file = path.join(folder, name);
    await writeFile(file, `#!/bin/sh\necho "${name} $*" >> '${log}'\n${script}\n`);
    await chmod(file, 0o755);
    return file;
  };
  return {
    folder,
    place,
    placeRights: async () => {
      await place('sudo', 'shift; [ "$1" = true ] || "$@"');
      await place('env', 'case $1 in *=*) shift;; esac; "$@"');
    },
    bring: (name) =>
      `printf '#!/bin/sh\\n' > '${folder}/${name}'; /bin/chmod 755 '${folder}/${name}'`,
    calls: async () => (await readFile(log, 'utf8')).trimEnd().split('\n'),
    remove: () => rm(folder, { recursive: true }),
  };
}
