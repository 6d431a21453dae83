/** Something of the system that runs until it is told to stop, and is started again when it ends. */
export interface Supervised {
  readonly name: string;
  /** What it wrote last, oldest first. */
  readonly lastLines: readonly string[];
  /** Resolves when it is ready; rejects with a `LocalError` and its last lines. Called once. */
  start(): Promise<void>;
  /** Ends it in order, whether it runs, starts or waits for its next start. Never rejects. */
  stop(): Promise<void>;
  /** Ends it at once. */
  kill(): void;
}

/** What a supervisor tells. */
export interface SupervisionEvents {
  /** Something ended by itself, or is back. */
  announce: (line: string) => void;
  /** It kept ending and is not started again. */
  onGivenUp: (reason: string) => void;
}
