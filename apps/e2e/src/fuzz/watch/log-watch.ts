import { open, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { FuzzBreach } from '../judge/fuzz-breach.ts';
import { judgeLogLine } from '../judge/judge-log-line.ts';
import { findMarks } from '../judge/mark-sets.ts';

/** Reads the logs of a folder as they grow. */
export interface LogWatch {
  /** What was written since the last look. */
  look(): Promise<FuzzBreach[]>;
  readonly lines: number;
}

export function createLogWatch(options: {
  directory: string;
  forbidden: readonly string[];
}): LogWatch {
  const { directory, forbidden } = options;
  const offsets = new Map<string, number>();
  let lines = 0;

  const readNew = async (file: string): Promise<string[]> => {
    const handle = await open(join(directory, file));
    try {
      const from = offsets.get(file) ?? 0;
      const { size } = await handle.stat();
      const buffer = Buffer.alloc(size - from);
      await handle.read(buffer, 0, buffer.length, from);
      const end = buffer.lastIndexOf('\n') + 1;
      offsets.set(file, from + end);
      return buffer.subarray(0, end).toString('utf8').split('\n').slice(0, -1);
    } finally {
      await handle.close();
    }
  };

  return {
    async look() {
      const breaches: FuzzBreach[] = [];
      for (const file of await readdir(directory)) {
        for (const line of await readNew(file)) {
          lines += 1;
          const mistake = judgeLogLine(line);
          if (mistake !== undefined)
            breaches.push({ kind: 'error_logged', what: `${file}: ${mistake}` });
          const found = findMarks(Buffer.from(line), forbidden);
          if (found.length > 0) {
            breaches.push({
              kind: 'clear_text',
              what: `${file} holds ${found.join(', ')}: ${line.slice(0, 300)}`,
            });
          }
        }
      }
      return breaches;
    },
    get lines() {
      return lines;
    },
  };
}
