import type { Request } from 'express';
import { ipKeyGenerator } from 'express-rate-limit';

/** What is known of whoever sent a request; the app's `trust proxy` says what is believed. */
export interface CallerReader {
  /** The address; one of IPv6 by its network of 64 bits, which is one household's or host's. */
  addressOf(request: Request): string;
  /** Whether the browser speaks TLS, to us or to the last proxy in front of us. */
  isBehindTls(request: Request): boolean;
}

/**
 * `trustedProxies` stand in front of us, no more and no fewer. What they say of the protocol is read
 * as what they say of the address: from the end, since anybody may write the beginning.
 */
export function createCallerReader(options: {
  trustedProxies: number;
  /** Where people open the dashboard, which settles it when that is by https. */
  dashboardUrl: string | undefined;
}): CallerReader {
  const { trustedProxies, dashboardUrl } = options;
  const isAlwaysTls = dashboardUrl !== undefined && new URL(dashboardUrl).protocol === 'https:';
  return {
    addressOf: ({ ip = '' }) => ipKeyGenerator(ip, 64),
    isBehindTls(request) {
      if (isAlwaysTls || 'encrypted' in request.socket) return true;
      if (trustedProxies === 0) return false;
      const said = (request.get('X-Forwarded-Proto') ?? '').split(',');
      const ours = said.at(-trustedProxies) ?? said[0] ?? '';
      return ours.trim().toLowerCase() === 'https';
    },
  };
}
