import { open, readFile } from 'node:fs/promises';

/** What anybody on the machine sees of a process: its command line and its title. */
export async function readTitle(pid: number): Promise<string> {
  const [commandLine, title] = await Promise.all(
    ['cmdline', 'comm'].map((name) => readFile(`/proc/${pid}/${name}`, 'latin1')),
  );
  return `${commandLine} ${title}`;
}

/** With what environment a process was started. */
export async function readStartEnvironment(pid: number): Promise<string> {
  return await readFile(`/proc/${pid}/environ`, 'latin1');
}

/** All memory of a process that it may write to, byte by byte. */
export async function readMemory(pid: number): Promise<string[]> {
  const maps = await readFile(`/proc/${pid}/maps`, 'utf8');
  const memory = await open(`/proc/${pid}/mem`, 'r');
  const parts: string[] = [];
  try {
    for (const line of maps.split('\n')) {
      const [, from, to] = /^([0-9a-f]+)-([0-9a-f]+) rw/.exec(line) ?? [];
      if (from === undefined || to === undefined || line.includes('[v')) continue;
      const begin = Number.parseInt(from, 16);
      const bytes = Buffer.alloc(Number.parseInt(to, 16) - begin);
      // What was mapped and never touched cannot always be read.
      const { bytesRead } = await memory
        .read(bytes, 0, bytes.length, begin)
        .catch(() => ({ bytesRead: 0 }));
      parts.push(bytes.subarray(0, bytesRead).toString('latin1'));
    }
  } finally {
    await memory.close();
  }
  return parts;
}
