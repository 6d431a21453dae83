/** How a process ended: one of the two is null. */
export interface ProcessExit {
  code: number | null;
  signal: NodeJS.Signals | null;
}

/** A child process that runs, or has run. */
export interface RunningProcess {
  readonly pid: number;
  /** What it wrote to stdout and stderr, line by line; only the last `maxLines`. */
  readonly lines: readonly string[];
  /** Resolves once the process is gone and its last line was read; never rejects. */
  readonly exited: Promise<ProcessExit>;
  /**
   * The first line that matches, already written or still to come.
   * Rejects with `timed_out` (bound: 10 s unless told) or `exited`.
   */
  nextLine(match: (line: string) => boolean, options?: { timeoutMs?: number }): Promise<string>;
  signal(name: NodeJS.Signals): void;
  /** SIGTERM (a frozen process is thawed for it), then SIGKILL to its process group when the bound passes. */
  stop(): Promise<ProcessExit>;
  /** SIGKILL; resolves when the process is gone. */
  kill(): Promise<void>;
}
