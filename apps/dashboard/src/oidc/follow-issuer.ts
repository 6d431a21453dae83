import type { Logger } from '@ticketpost/runtime';
import type { Configuration } from 'openid-client';

/** What is known of the issuer, kept fresh. */
export interface FollowedIssuer {
  /** What is known now; asks the issuer when that is nothing. */
  find(): Promise<Configuration | undefined>;
  isKnown(): boolean;
  close(): void;
}

const firstWaitMs = 2000;
const longestWaitMs = 60_000;
const freshMs = 60 * 60 * 1000;

/**
 * Asks the issuer at once, then until it answers, then every hour as long as people come. An issuer
 * that is away costs nobody but those who want to log in there.
 */
export function followIssuer(options: {
  discover: () => Promise<Configuration>;
  logger: Logger;
}): FollowedIssuer {
  const { discover, logger } = options;
  let known: { configuration: Configuration; until: number } | undefined;
  let asking: Promise<void> | undefined;
  let waitMs = firstWaitMs;
  let timer: NodeJS.Timeout | undefined;
  let isClosed = false;
  let isToldAway = false;

  const ask = async (): Promise<void> => {
    clearTimeout(timer);
    try {
      known = { configuration: await discover(), until: performance.now() + freshMs };
      waitMs = firstWaitMs;
      if (isToldAway) logger.info('the OIDC issuer answers again');
      isToldAway = false;
    } catch (error) {
      if (!isToldAway) logger.warn({ code: codeOf(error) }, 'the OIDC issuer cannot be asked');
      isToldAway = true;
      if (isClosed || known !== undefined) return;
      timer = setTimeout(() => void askOnce(), waitMs).unref();
      waitMs = Math.min(waitMs * 2, longestWaitMs);
    }
  };
  const askOnce = (): Promise<void> => {
    asking ??= ask().finally(() => {
      asking = undefined;
    });
    return asking;
  };

  void askOnce();
  return {
    async find() {
      if (known === undefined) await askOnce();
      else if (performance.now() > known.until) void askOnce();
      return known?.configuration;
    },
    isKnown: () => known !== undefined,
    close() {
      isClosed = true;
      clearTimeout(timer);
    },
  };
}

/** Errors of the library carry whole answers as their cause: only the code is fit for a log. */
export function codeOf(error: unknown): string {
  if (typeof error !== 'object' || error === null) return 'unknown';
  if ('error' in error && typeof error.error === 'string') return error.error.slice(0, 64);
  if ('code' in error && typeof error.code === 'string') return error.code;
  return error instanceof Error ? error.name : 'unknown';
}
