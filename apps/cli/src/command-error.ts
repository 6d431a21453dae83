/** Redis cannot be reached, or gave up answering on the way. */
export class UnavailableError extends Error {
  readonly code = 'redis_unavailable';

  constructor(reason: string, cause?: unknown) {
    super(`Redis at REDIS_URL ${reason}`, { cause });
    this.name = 'UnavailableError';
  }
}

/** Something that a command needs is not configured, or wrongly. The message is the remedy. */
export class ConfigurationError extends Error {
  readonly code = 'configuration_wrong';

  constructor(remedy: string) {
    super(remedy);
    this.name = 'ConfigurationError';
  }
}
